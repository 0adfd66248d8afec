import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import { contactKey } from '../../domain/followup/obligation-key.ts';
import type { Disposition } from '../../domain/vocabulary.ts';
import { Obligation } from '../../entities/followup.ts';
import { openObligation } from '../followup/open-obligation.ts';
import { settle } from '../followup/settle.ts';
import { leaveLine } from '../line/leave-line.ts';
import { endMaskedOf, lastMasked } from '../masked/end-masked.ts';
import { appendEvents } from '../outbox.ts';
import { closeConference } from '../talk/members.ts';
import type { Tx } from '../transaction.ts';
import { notePurpose } from './note-purpose.ts';

/** What can have happened on a call in, the strongest first: that is what the contact is remembered as. */
const STRENGTH = [
  'booked',
  'ticket_opened',
  'complaint_taken',
  'appointment_changed',
  'ticket_chased',
  'rated',
  'message_left',
  'callback_promised',
  'connected',
  'answered',
  'progress_told',
  'refused',
] as const satisfies Disposition[];

/** A blocked number that asked for nothing beyond what it was told; danger leads on from there (H3). */
const REFUSED = `(
  EXISTS (SELECT 1 FROM contact c JOIN number_rule r ON r.id = c.ruleId AND r.kind = 'blocked' WHERE c.id = ?)
  AND NOT EXISTS (SELECT 1 FROM phone_call k JOIN call_step s ON s.callSid = k.sid
                  WHERE k.contactId = ? AND s.state NOT IN ('blocked', 'ended')))`;

/** H2: how a call in ended, as the rows that it left behind tell. */
export async function whatHappened(
  tx: Tx,
  contactId: number,
): Promise<(typeof STRENGTH)[number] | 'abandoned'> {
  const [row] = await tx.query(
    `SELECT MAX(purpose = 'opened') AS ticket_opened, MAX(purpose = 'complained') AS complaint_taken,
            MAX(purpose = 'chased') AS ticket_chased, MAX(purpose = 'asked') AS progress_told,
            MAX(purpose = 'booked') AS booked, MAX(purpose = 'rated') AS rated,
            MAX(purpose IN ('rescheduled', 'cancelled')) AS appointment_changed,
            EXISTS (SELECT 1 FROM obligation WHERE dedupKey = ?) AS message_left,
            EXISTS (SELECT 1 FROM obligation WHERE dedupKey = ?) AS callback_promised,
            EXISTS (SELECT 1 FROM line_entry WHERE contactId = ? AND answeredAt IS NOT NULL) AS answered,
            EXISTS (SELECT 1 FROM masked_call WHERE contactId = ? AND outcome = 'connected') AS connected,
            ${REFUSED} AS refused
     FROM contact_ticket WHERE contactId = ?`,
    [
      contactKey('voicemail', contactId),
      contactKey('promised', contactId),
      contactId,
      contactId,
      contactId,
      contactId,
      contactId,
    ],
  );
  return STRENGTH.find((name) => Number(row[name])) ?? 'abandoned';
}

/**
 * H2: ends a call in, once, with exactly one disposition. Whoever hung up before anything came of it is owed a
 * call back.
 */
export async function endContact(
  tx: Tx,
  { contactId, cause }: { contactId: number; cause?: string },
  now: Date,
): Promise<void> {
  const [contact] = await tx.query(
    'SELECT number, language, startedAt, endedAt FROM contact WHERE id = ? FOR UPDATE',
    [contactId],
  );
  if (!contact || contact.endedAt) return;
  await leaveLine(tx, { contactId, ending: 'abandoned' }, now);
  await closeConference(tx, contactId, now);
  await endMaskedOf(tx, contactId, now);
  const happened = await whatHappened(tx, contactId);
  const disposition =
    happened === 'abandoned' ? await whatElse(tx, contactId, contact.startedAt, now) : happened;
  await tx.query('UPDATE contact SET endedAt = ?, disposition = ? WHERE id = ?', [
    now,
    disposition,
    contactId,
  ]);
  await appendEvents(
    tx,
    [{ type: 'contact.ended', data: { disposition }, contactId, rule: 'H2', cause, rooms: [CALLS_ROOM] }],
    now,
  );
  if (disposition === 'abandoned') {
    const { number, language } = contact;
    await openObligation(tx, { kind: 'abandoned', contactId, number, language }, now);
  }
}

/** Nothing came of it, but something was tried, or told: whoever was not reached is on record, and nobody owes a call. */
async function whatElse(tx: Tx, contactId: number, startedAt: Date, now: Date): Promise<Disposition> {
  const tried = await lastMasked(tx, contactId);
  if (tried) return tried;
  return (await toldInGreeting(tx, { contactId, startedAt }, now)) ? 'progress_told' : 'abandoned';
}

/**
 * H4: the greeting tells how an open ticket stands. Who hangs up then, without having chosen anything, has heard what
 * they called for; who hangs up before it came to that has not, and is called back. The carrier's word on how long the
 * call was counts, since its end may be told late.
 */
async function toldInGreeting(
  tx: Tx,
  { contactId, startedAt }: { contactId: number; startedAt: Date },
  now: Date,
): Promise<boolean> {
  const [row] = await tx.query(
    `SELECT MAX(IF(s.step = 0, JSON_VALUE(s.memory, '$.profile.ticket.id'), NULL)) AS ticketId,
            MAX(IF(s.step = 0, JSON_VALUE(s.memory, '$.toldBySeconds'), NULL)) AS toldBySeconds,
            SUM(s.state <> 'menu') AS elsewhere, MAX(c.durationSeconds) AS seconds
     FROM phone_call c JOIN call_step s ON s.callSid = c.sid WHERE c.contactId = ? AND c.party = 'customer'`,
    [contactId],
  );
  if (!row?.ticketId || Number(row.elsewhere) > 0) return false;
  const lasted = row.seconds ?? (now.getTime() - startedAt.getTime()) / 1_000;
  if (row.toldBySeconds === null || Number(lasted) < Number(row.toldBySeconds)) return false;
  await notePurpose(tx, contactId, Number(row.ticketId), 'asked');
  return true;
}

/**
 * Holds a contact until the transaction ends, so that what happens on the call and the end of the call, which
 * the carrier may tell of in the same moment, are written one after the other.
 *
 * @returns whether it has ended already
 */
export async function holdContact(tx: Tx, contactId: number): Promise<{ ended: boolean }> {
  const [row] = await tx.query('SELECT endedAt FROM contact WHERE id = ? FOR UPDATE', [contactId]);
  return { ended: row?.endedAt != null };
}

/**
 * A last word that came after the end still counts: what is recorded when the line drops is sent on afterwards.
 * Who was served after all is not owed the call back of one who was left waiting. A ticket opened while the agent
 * wraps up is more than that they spoke.
 */
export async function amendDisposition(tx: Tx, contactId: number, now: Date): Promise<void> {
  const disposition = await whatHappened(tx, contactId);
  if (disposition === 'abandoned') return;
  const weaker = ['abandoned', 'not_answered', ...STRENGTH.slice(STRENGTH.indexOf(disposition) + 1)];
  const { affectedRows } = await tx.query(
    'UPDATE contact SET disposition = ? WHERE id = ? AND endedAt IS NOT NULL AND disposition IN (?)',
    [disposition, contactId, weaker],
  );
  if (affectedRows !== 1) return;
  await appendEvents(
    tx,
    [{ type: 'contact.ended', data: { disposition }, contactId, rule: 'H2', rooms: [CALLS_ROOM] }],
    now,
  );
  const waiting = await tx.findOneBy(Obligation, {
    dedupKey: contactKey('abandoned', contactId),
    state: 'open',
  });
  if (waiting) await settle(tx, waiting, { settlement: 'called_again', exhausted: false, rule: 'H2' }, now);
}
