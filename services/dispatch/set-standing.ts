import { type Actor, roomsOf } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { mayWork, type Standing } from '../../domain/vocabulary.ts';
import { Outlet, StandingChange } from '../../entities/network.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';

type Person = Actor & { kind: 'person' };

export interface SetStanding {
  outletId: number;
  standing: Standing;
  reason: string;
  /** Takes effect then, if that is later; else at once. */
  from?: Date;
  /** The standing that whoever decides saw. */
  seen: Standing;
  actor: Person;
}

/**
 * S4: warns an outlet, stops its dispatch, removes it, or lifts that again, at once or at an instant to come; what was
 * planned before is called off by it. Naming the standing that it has calls off what is planned, and nothing else. From
 * the commit on nothing new is offered to an outlet that may not work; its open tickets are moved in parts
 * (services/dispatch/tend-standing.ts), beginning within a second.
 *
 * @throws DomainError not_found, stale, wrong_state when it stands like that already
 */
export async function setStanding(tx: Tx, command: SetStanding, now: Date): Promise<void> {
  const { outletId, standing, reason, from, seen, actor } = command;
  const outlet = await lockOutlet(tx, outletId);
  if (outlet.standing !== seen) {
    throw new DomainError('stale', 'Someone changed this standing meanwhile. Look at it again, then decide.');
  }
  const planned = await tx.findBy(StandingChange, { outletId, state: 'planned' });
  const same = outlet.standing === standing;
  if (same && planned.length === 0) {
    throw new DomainError('wrong_state', `The outlet stands as ${standing} already.`);
  }
  for (const { id } of planned) await callOff(tx, outlet, id, { reason, actor }, now);
  if (same) return;
  const later = from !== undefined && from > now;
  const { identifiers } = await tx.insert(StandingChange, {
    outletId,
    fromStanding: outlet.standing,
    toStanding: standing,
    state: 'planned',
    reason,
    madeBy: actor.id,
    madeAt: now,
    takesEffectAt: later ? from : now,
    nextActionAt: later ? from : now,
  });
  const changeId = Number(identifiers[0]?.id);
  if (!later) {
    await takeEffect(tx, outlet, await tx.findOneByOrFail(StandingChange, { id: changeId }), now);
    return;
  }
  const data = { outletId, to: standing, changeId, takesEffectAt: from.toISOString(), reason };
  await appendEvents(
    tx,
    [{ type: 'outlet.standing_planned', data, rule: 'S4', rooms: roomsFor(outlet) }],
    now,
    actor,
  );
}

/** What was planned begins. Does nothing when it has begun, was called off, or is not due yet. */
export async function beginPlanned(tx: Tx, { changeId }: { changeId: number }, now: Date): Promise<void> {
  const known = await tx.findOneBy(StandingChange, { id: changeId });
  if (known?.state !== 'planned') return;
  const outlet = await lockOutlet(tx, known.outletId);
  const change = await tx.findOneOrFail(StandingChange, {
    where: { id: changeId },
    lock: { mode: 'pessimistic_write' },
  });
  if (change.state !== 'planned' || change.takesEffectAt > now) return;
  await takeEffect(tx, outlet, change, now);
}

async function takeEffect(tx: Tx, outlet: Outlet, change: StandingChange, now: Date): Promise<void> {
  const { id: changeId, toStanding: to, reason } = change;
  const from = outlet.standing;
  await tx.update(Outlet, { id: outlet.id }, { standing: to });
  await tx.update(
    StandingChange,
    { id: changeId },
    { state: 'in_force', fromStanding: from, nextActionAt: mayWork(to) ? null : now },
  );
  const data = { outletId: outlet.id, from, to, changeId, reason };
  await appendEvents(tx, [{ type: 'outlet.standing', data, rule: 'S4', rooms: roomsFor(outlet) }], now, {
    kind: 'person',
    id: change.madeBy,
  });
}

async function callOff(
  tx: Tx,
  outlet: Outlet,
  changeId: number,
  { reason, actor }: { reason: string; actor: Person },
  now: Date,
): Promise<void> {
  await tx.update(
    StandingChange,
    { id: changeId },
    {
      state: 'called_off',
      nextActionAt: null,
      calledOffAt: now,
      calledOffBy: actor.id,
      calledOffReason: reason,
    },
  );
  const data = { outletId: outlet.id, changeId, reason };
  await appendEvents(
    tx,
    [{ type: 'outlet.standing_called_off', data, rule: 'S4', rooms: roomsFor(outlet) }],
    now,
    actor,
  );
}

/** Held first by whoever changes a standing; whoever promises work to it holds it for reading until the end. */
async function lockOutlet(tx: Tx, outletId: number): Promise<Outlet> {
  const outlet = await tx.findOne(Outlet, { where: { id: outletId }, lock: { mode: 'pessimistic_write' } });
  if (!outlet) throw new DomainError('not_found', 'There is no such outlet.');
  return outlet;
}

const roomsFor = ({ id, regionId, storeId }: Outlet): string[] =>
  roomsOf({ regionId, storeId, outletId: id });
