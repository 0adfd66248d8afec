import type { Settlement } from '../../domain/vocabulary.ts';
import { Obligation } from '../../entities/followup.ts';
import { settle } from '../followup/settle.ts';
import type { Tx } from '../transaction.ts';

/** F4: a promised call was made, or is not needed any more. */
export async function settleAnswered(
  tx: Tx,
  obligationId: number,
  settlement: Extract<Settlement, 'call_answered' | 'called_again'>,
  now: Date,
): Promise<void> {
  const obligation = await tx.findOneBy(Obligation, { id: obligationId });
  if (obligation) await settle(tx, obligation, { settlement, exhausted: false, rule: 'F4' }, now);
}
