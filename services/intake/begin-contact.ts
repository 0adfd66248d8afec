import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import { normaliseNumber } from '../../domain/phone-number.ts';
import { minutesAfter } from '../../domain/time.ts';
import type { CallStatus, Language } from '../../domain/vocabulary.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';
import { insertRow } from '../write-row.ts';
import { type CallerProfile, callerProfile } from './caller-profile.ts';

export interface BeginContact {
  callSid: string;
  /** As the carrier gave them. */
  from: string;
  to: string;
  status: CallStatus;
}

export interface BegunContact {
  contactId: number;
  language: Language;
  /** E.164, a short code's digits, or '' when hidden. */
  number: string;
  profile: CallerProfile;
}

/** Minutes after which a call of which no end was heard is looked up at the carrier. */
export const CHECK_CALL_MINUTES = 10;

/** H2: a call comes in, and from here on leaves a record. The same call again is the same contact. */
export async function beginContact(tx: Tx, command: BeginContact, now: Date): Promise<BegunContact> {
  const number = normaliseNumber(command.from);
  const profile = await callerProfile(tx, number, now);
  const contactId = await insertRow(tx, 'contact', {
    direction: 'inbound',
    number,
    customerId: profile.customer?.id ?? null,
    language: 'zh',
    startedAt: now,
    ...(profile.rule ? { ruleId: profile.rule.id } : {}),
  });
  const { affectedRows, insertId: callId } = await tx.query(
    `INSERT IGNORE INTO phone_call (sid, contactId, direction, fromNumber, toNumber, status, startedAt, checkAt)
     VALUES (?, ?, 'inbound', ?, ?, ?, ?, ?)`,
    [
      command.callSid,
      contactId,
      number,
      normaliseNumber(command.to),
      command.status,
      now,
      minutesAfter(now, CHECK_CALL_MINUTES),
    ],
  );
  if (affectedRows === 0) return { ...(await begunBefore(tx, command.callSid, contactId)), profile };
  await insertRow(tx, 'leg', { callId, party: 'caller', joinedAt: now });
  await appendEvents(
    tx,
    [
      {
        type: 'contact.started',
        data: { direction: 'inbound' },
        contactId,
        rule: 'H2',
        cause: command.callSid,
        rooms: [CALLS_ROOM],
      },
    ],
    now,
    { kind: 'caller' },
  );
  return { contactId, language: 'zh', number, profile };
}

/**
 * The unique sid decided that this call has its contact: the one written in vain goes.
 * Read as it now is, not as it was when this transaction first looked.
 */
async function begunBefore(
  tx: Tx,
  callSid: string,
  inVain: number,
): Promise<Pick<BegunContact, 'contactId' | 'language' | 'number'>> {
  await tx.query('DELETE FROM contact WHERE id = ?', [inVain]);
  const [known] = await tx.query(
    `SELECT k.id AS contactId, k.language, k.number FROM phone_call c JOIN contact k ON k.id = c.contactId
     WHERE c.sid = ? LOCK IN SHARE MODE`,
    [callSid],
  );
  return known;
}
