import { settle } from '../followup/settle.ts';
import { obligationsOf, settleFollowUp } from '../followup/survey.ts';
import type { Tx } from '../transaction.ts';
import { listNumber } from './list-number.ts';

/** As it stands in the list; people's own words are an agent's to write. */
const REASON = '客户在回访电话中按键要求不再回访';

/**
 * F1: whoever is called and does not want to be is put on the do-not-call list. What they said so far counts; what
 * was still to be asked is not.
 */
export async function refuseCalls(
  tx: Tx,
  about: { attemptId: number; contactId: number; number: string; callSid: string },
  now: Date,
): Promise<{ reopened: string[] }> {
  const { attemptId, contactId, number, callSid } = about;
  const list = { kind: 'do_not_call', reason: REASON, expiresAt: null, personId: null } as const;
  await listNumber(tx, { ...list, number, contactId, again: 'keep' }, now);
  const settled = await settleFollowUp(tx, { attemptId, contactId, callSid }, now);
  for (const obligation of await obligationsOf(tx, attemptId)) {
    if (obligation.kind !== 'survey') continue;
    const how = { settlement: 'do_not_call', exhausted: true, rule: 'F1', note: REASON } as const;
    await settle(tx, obligation, how, now);
  }
  return settled;
}
