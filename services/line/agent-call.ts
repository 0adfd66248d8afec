import { minutesAfter } from '../../domain/time.ts';
import type { CallParty } from '../../domain/vocabulary.ts';
import { CHECK_CALL_MINUTES } from '../intake/begin-contact.ts';
import type { Tx } from '../transaction.ts';

/**
 * Notes a call of one of our own, or of somebody asked in, as part of a contact. It never ends the contact: that is
 * its customer's. Noting it again changes nothing.
 */
export async function agentCall(
  tx: Tx,
  call: {
    contactId: number;
    personId: number | null;
    callSid: string;
    party: Exclude<CallParty, 'customer'>;
    direction?: 'inbound' | 'outbound';
  },
  now: Date,
): Promise<void> {
  const { contactId, personId, callSid, party, direction = 'inbound' } = call;
  const { affectedRows, insertId } = await tx.query(
    `INSERT IGNORE INTO phone_call
       (sid, contactId, direction, party, personId, fromNumber, toNumber, status, startedAt, checkAt)
     VALUES (?, ?, ?, ?, ?, ?, '', 'in-progress', ?, ?)`,
    [
      callSid,
      contactId,
      direction,
      party,
      personId,
      personId ? `client:agent-${personId}` : '',
      now,
      minutesAfter(now, CHECK_CALL_MINUTES),
    ],
  );
  if (affectedRows !== 1) return;
  await tx.query('INSERT INTO leg (callId, party, personId, joinedAt) VALUES (?, ?, ?, ?)', [
    insertId,
    party,
    personId,
    now,
  ]);
}
