import { ConferenceMember } from '../../entities/desk.ts';
import { touchDesks } from '../line/desks.ts';
import type { Tx } from '../transaction.ts';
import { noteSupervision } from './log.ts';

/**
 * A supervisor's call has ended, or was seen to have left the conference: on record once. Nothing happens for a call
 * that was no supervisor's.
 */
export async function leaveAsSupervisor(
  tx: Tx,
  { contactId, callSid }: { contactId: number; callSid: string },
  now: Date,
): Promise<void> {
  const { affectedRows } = await tx.query(
    `UPDATE conference_member SET leftAt = ? WHERE contactId = ? AND callSid = ? AND party = 'supervisor' AND leftAt IS NULL`,
    [now, contactId, callSid],
  );
  if (affectedRows !== 1) return;
  const member = await tx.findOneByOrFail(ConferenceMember, { contactId, callSid });
  const [entry] = await tx.query('SELECT personId FROM line_entry WHERE contactId = ?', [contactId]);
  await noteSupervision(
    tx,
    { act: 'left', supervisorId: member.personId as number, agentId: entry?.personId ?? null, contactId },
    now,
  );
  await touchDesks(tx, contactId);
}

/** A conversation is over: whoever supervised it has left it too. */
export async function supervisorsLeave(tx: Tx, contactId: number, now: Date): Promise<void> {
  const seats: { callSid: string }[] = await tx.query(
    "SELECT callSid FROM conference_member WHERE contactId = ? AND party = 'supervisor' AND leftAt IS NULL",
    [contactId],
  );
  for (const { callSid } of seats) await leaveAsSupervisor(tx, { contactId, callSid }, now);
}
