import { PROVINCE_ROOM } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import type { DoubtState } from '../../domain/vocabulary.ts';
import { Doubt } from '../../entities/doubt.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';

export interface DecideDoubt {
  doubtId: number;
  verdict: Exclude<DoubtState, 'open'>;
  reason: string;
  personId: number;
}

/**
 * S9: headquarters has looked into a doubt: it is confirmed, or dismissed, with the reason; once.
 *
 * @throws DomainError not_found, wrong_state when somebody has decided
 */
export async function decideDoubt(
  tx: Tx,
  { doubtId, verdict, reason, personId }: DecideDoubt,
  now: Date,
): Promise<void> {
  const found = await tx.findOneBy(Doubt, { id: doubtId });
  if (!found) throw new DomainError('not_found', 'There is no such doubt.');
  const { affected } = await tx.update(
    Doubt,
    { id: doubtId, state: 'open' },
    { state: verdict, reason, decidedAt: now, decidedBy: personId },
  );
  if (affected !== 1) throw new DomainError('wrong_state', 'Somebody has decided it already.');
  const data = { doubtId, kind: found.kind, verdict, reason };
  await appendEvents(tx, [{ type: 'doubt.decided', data, rule: 'S9', rooms: [PROVINCE_ROOM] }], now, {
    kind: 'person',
    id: personId,
  });
}
