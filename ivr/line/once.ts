import { isDuplicate, type Tx } from '../../services/transaction.ts';
import type { IvrDeps } from '../deps.ts';

/** What comes of a webhook: what is answered, and what is to be asked of the carrier once that is certain. */
export interface Outcome {
  document: string;
  contactId: number | null;
  after?: () => Promise<unknown>;
}

/**
 * Answers a webhook that does something, once: the answer is kept with its effects, as for a step of the menu, and
 * whoever asks again is given it. What comes after happens only with the first.
 *
 * @param about the call and which of its questions; `state` names it among the steps of a call
 */
export async function answerOnce(
  deps: IvrDeps,
  about: { callSid: string; step: number; state: string; input?: string },
  work: (tx: Tx) => Promise<Outcome>,
): Promise<string> {
  const { callSid, step, state, input = null } = about;
  const answered = async (): Promise<string | null> => {
    const [row] = await deps.dataSource.query('SELECT answer FROM call_step WHERE callSid = ? AND step = ?', [
      callSid,
      step,
    ]);
    return row?.answer ?? null;
  };
  const before = await answered();
  if (before !== null) return before;
  try {
    const { document, after } = await deps.inTransaction(async (tx) => {
      const outcome = await work(tx);
      const memory = JSON.stringify({ contactId: outcome.contactId });
      await tx.query(
        'INSERT INTO call_step (callSid, step, state, memory, input, answer, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
        [callSid, step, state, memory, input, outcome.document, deps.clock.now()],
      );
      return outcome;
    });
    // Nobody waits for it: what gets lost here is found when the carrier is asked who is in the conference.
    if (after) void after().catch((err) => deps.log.error({ err, callSid }, `after ${state}`));
    return document;
  } catch (error) {
    const twin = isDuplicate(error) ? await answered() : null;
    if (twin === null) throw error;
    return twin;
  }
}
