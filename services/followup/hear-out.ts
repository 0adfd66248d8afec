import { Obligation } from '../../entities/followup.ts';
import type { Tx } from '../transaction.ts';
import { tell } from './claim.ts';

/**
 * F2: whoever is called and asks for a person is heard out by that person: the surveys of the call are in the agent's
 * hands from now on, as if taken from the worklist, and no machine asks about them again.
 *
 * @param contactId the call; nothing happens when it was not about surveys
 */
export async function hearOut(
  tx: Tx,
  { contactId, personId }: { contactId: number; personId: number },
  now: Date,
): Promise<void> {
  const asked: { id: number }[] = await tx.query(
    `SELECT b.id FROM attempt a JOIN attempt_obligation x ON x.attemptId = a.id JOIN obligation b ON b.id = x.obligationId
     WHERE a.contactId = ? AND a.endedAt IS NULL AND b.kind = 'survey' AND b.state = 'dialling' ORDER BY b.id FOR UPDATE`,
    [contactId],
  );
  for (const { id } of asked) {
    await tx.update(Obligation, { id }, { claimedBy: personId, claimedAt: now, nextActionAt: null });
    await tell(tx, await tx.findOneByOrFail(Obligation, { id }), personId, personId, now);
  }
}
