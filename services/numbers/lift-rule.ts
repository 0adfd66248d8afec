import { PROVINCE_ROOM } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { NumberRule } from '../../entities/number-rule.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';

/**
 * Takes a number off a list, with a reason; the entry stays in the history.
 *
 * @throws DomainError not_found, wrong_state when it is lifted or over already
 */
export async function liftRule(
  tx: Tx,
  { ruleId, reason, personId }: { ruleId: number; reason: string; personId: number },
  now: Date,
): Promise<void> {
  const rule = await tx.findOneBy(NumberRule, { id: ruleId });
  if (!rule) throw new DomainError('not_found', 'There is no such entry.');
  const { affectedRows } = await tx.query(
    `UPDATE number_rule SET liftedAt = ?, liftedBy = ?, liftReason = ?, openMark = NULL
     WHERE id = ? AND openMark = 1 AND (expiresAt IS NULL OR expiresAt > ?)`,
    [now, personId, reason, ruleId, now],
  );
  if (affectedRows !== 1) throw new DomainError('wrong_state', 'This entry is not in force any more.');
  await appendEvents(
    tx,
    [{ type: 'number.lifted', data: { ruleId, kind: rule.kind }, rooms: [PROVINCE_ROOM] }],
    now,
    { kind: 'person', id: personId },
  );
}
