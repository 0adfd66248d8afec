import { In } from 'typeorm';
import { Obligation } from '../../entities/followup.ts';
import type { Tx } from '../transaction.ts';
import { tellTaken } from './claim.ts';

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
  const asked: Obligation[] = await tx.query(
    `SELECT b.* FROM attempt a JOIN attempt_obligation x ON x.attemptId = a.id JOIN obligation b ON b.id = x.obligationId
     WHERE a.contactId = ? AND a.endedAt IS NULL AND b.kind = 'survey' AND b.state = 'dialling' ORDER BY b.id FOR UPDATE`,
    [contactId],
  );
  if (asked.length === 0) return;
  const inHand = { claimedBy: personId, claimedAt: now, nextActionAt: null };
  await tx.update(Obligation, { id: In(asked.map(({ id }) => id)) }, inHand);
  for (const obligation of asked) await tellTaken(tx, obligation, personId, personId, now);
}
