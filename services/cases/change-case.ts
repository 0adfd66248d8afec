import { levelAbove } from '../../domain/cases/decide.ts';
import type { Actor, NewEvent } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import type { CaseClimb } from '../../domain/vocabulary.ts';
import { QualityCase } from '../../entities/case.ts';
import { appendEvents } from '../outbox.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { type CaseScope, ownership } from './owner.ts';
import { roomsOfCase } from './rooms.ts';

/** @throws DomainError not_found */
export async function lockCase(tx: Tx, caseId: number): Promise<QualityCase> {
  const found = await tx.findOne(QualityCase, { where: { id: caseId }, lock: { mode: 'pessimistic_write' } });
  if (!found) throw new DomainError('not_found', 'There is no such case.');
  return found;
}

type CaseEvent = Extract<NewEvent, { type: `case.${string}` }>;
type Said = { [E in CaseEvent as E['type']]: { type: E['type']; data: E['data'] } }[CaseEvent['type']];

/** Changes a case that is held, and says so. */
export async function changeCase(
  tx: Tx,
  before: QualityCase,
  changes: Partial<QualityCase>,
  event: Said,
  now: Date,
  actor?: Actor,
): Promise<void> {
  await tx.update(QualityCase, { id: before.id }, { ...changes, version: before.version + 1 });
  const about = {
    ticketId: before.ticketId ?? undefined,
    rule: event.type === 'case.closed' ? 'C5' : 'C4',
    rooms: roomsOfCase(before),
  };
  await appendEvents(tx, [{ ...event, ...about } as NewEvent], now, actor);
}

/**
 * C4: a level up, to its owner there, with a deadline of its own; whoever had it in hand has it no longer.
 *
 * @throws DomainError wrong_state at headquarters, above which there is nobody
 */
export async function climb(
  tx: Tx,
  before: QualityCase,
  { why, reason, actor }: { why: CaseClimb; reason: string | null; actor?: Actor },
  now: Date,
): Promise<void> {
  const above = levelAbove(before.level);
  if (!above) throw new DomainError('wrong_state', 'Headquarters has it already: there is no level above.');
  const { policy } = await policyInForce(tx);
  const owned = await ownership(tx, await scopeOf(tx, before), above, policy, now);
  const { id: caseId, kind } = before;
  await changeCase(
    tx,
    before,
    { ...owned, state: 'open', takenAt: null },
    { type: 'case.climbed', data: { caseId, kind, level: owned.level, why, reason } },
    now,
    actor,
  );
}

async function scopeOf(tx: Tx, { ticketId, regionId, storeId }: QualityCase): Promise<CaseScope> {
  const [ticket] = await tx.query('SELECT kind, priority, category FROM ticket WHERE id = ?', [ticketId]);
  return { regionId, storeId, kind: 'complaint', priority: 'normal', category: null, ...ticket };
}
