import type { Actor } from '../../domain/contracts/events.ts';
import type { AgentState } from '../../domain/vocabulary.ts';
import { AgentDesk } from '../../entities/desk.ts';
import { appendEvents } from '../outbox.ts';
import { markDeskChanged, markLineChanged, type Tx } from '../transaction.ts';

export const lockDesk = (tx: Tx, personId: number): Promise<AgentDesk | null> =>
  tx.findOne(AgentDesk, { where: { personId }, lock: { mode: 'pessimistic_write' } });

/** What may be written with a new state; a reason that is not given is none. */
export type DeskChange = Partial<Omit<AgentDesk, 'personId' | 'version' | 'since'>> & { state: AgentState };

/**
 * Writes how a desk stands from now on. Its version rises, its browsers are told after the commit, and an event
 * says of each change of state who made it and why.
 */
export async function moveDesk(
  tx: Tx,
  desk: AgentDesk,
  change: DeskChange,
  now: Date,
  { actor, why = null }: { actor?: Actor; why?: string | null } = {},
): Promise<void> {
  const { personId } = desk;
  const { reason = null } = change;
  const moved = change.state !== desk.state || reason !== desk.reason;
  await tx.update(
    AgentDesk,
    { personId },
    { ...change, reason, ...(moved ? { since: now } : {}), version: () => 'version + 1' },
  );
  markDeskChanged(tx, personId);
  if (!moved) return;
  markLineChanged(tx);
  await appendEvents(
    tx,
    [
      {
        type: 'desk.state',
        data: { personId, state: change.state, reason, why },
        contactId: desk.contactId ?? undefined,
        rooms: [],
      },
    ],
    now,
    actor,
  );
}

/** Something on the call in hand changed: every desk that has it in hand is told. */
export async function touchDesks(tx: Tx, contactId: number): Promise<void> {
  const desks: { personId: number }[] = await tx.query(
    'SELECT personId FROM agent_desk WHERE contactId = ?',
    [contactId],
  );
  for (const { personId } of desks) await touchDesk(tx, personId);
}

export async function touchDesk(tx: Tx, personId: number): Promise<void> {
  await tx.query('UPDATE agent_desk SET version = version + 1 WHERE personId = ?', [personId]);
  markDeskChanged(tx, personId);
}
