import { isMachine } from '../../domain/phone/answered-by.ts';
import type { Language, ObligationKind, TicketKind } from '../../domain/vocabulary.ts';
import { type ContactTicket, Leg } from '../../entities/call.ts';
import { Attempt, type Obligation } from '../../entities/followup.ts';
import type { Recorded } from '../intake/keep-recording.ts';
import type { Tx } from '../transaction.ts';
import { concludeIfSaid } from './conclude.ts';
import { keepAnswer } from './keep-answer.ts';
import { pinScript } from './scripts.ts';
import { settle } from './settle.ts';

/** What the call is about, for the phone to say. */
export interface FollowUpBrief {
  contactId: number;
  language: Language;
  customerName: string | null;
  obligations: {
    id: number;
    kind: ObligationKind;
    ticketId: number | null;
    ticketNumber: string | null;
    ticketKind: TicketKind | null;
    category: string | null;
    resolutionNo: number | null;
    outletName: string | null;
    /** F2: the script that it is asked by; null for what is no survey, and where nobody is asked. */
    scriptVersion: number | null;
  }[];
}

export interface BeginFollowUp {
  attemptId: number;
  callSid: string;
  answeredBy?: string;
  /** The script that a survey is asked by which nobody was asked before. */
  scriptVersion: number;
}

/**
 * Someone picked up; or a machine: then nobody was reached, also when the carrier's later words are lost (F1). Null
 * when the attempt is unknown: then nothing may be asked.
 */
export async function beginFollowUp(
  tx: Tx,
  command: BeginFollowUp,
  now: Date,
): Promise<FollowUpBrief | null> {
  const attempt = await tx.findOne(Attempt, {
    where: { id: command.attemptId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!attempt) return null;
  await tx.update(
    Attempt,
    { id: attempt.id },
    {
      callSid: command.callSid,
      ...(attempt.endedAt
        ? {}
        : isMachine(command.answeredBy)
          ? { outcome: 'machine' }
          : { state: 'answered' }),
    },
  );
  await rememberCall(tx, attempt, command.callSid, now);
  const obligations = await obligationsOf(tx, attempt.id);
  const [person] = await tx.query(
    'SELECT c.language, p.name FROM contact c LEFT JOIN customer p ON p.id = c.customerId WHERE c.id = ?',
    [attempt.contactId],
  );
  const rows = await tx.query(
    `SELECT o.id, o.kind, o.ticketId, o.resolutionNo, t.number AS ticketNumber, t.kind AS ticketKind, t.category,
            (SELECT u.name FROM visit v JOIN outlet u ON u.id = v.outletId WHERE v.ticketId = t.id
             ORDER BY v.number DESC LIMIT 1) AS outletName
     FROM obligation o LEFT JOIN ticket t ON t.id = o.ticketId WHERE o.id IN (?) ORDER BY o.id`,
    [obligations.map(({ id }) => id)],
  );
  const machine = isMachine(command.answeredBy);
  for (const row of rows) {
    const asked = row.kind === 'survey' && !machine;
    row.scriptVersion = asked ? await pinScript(tx, row.id, command.scriptVersion) : null;
    if (row.ticketId) {
      await tx.query('INSERT IGNORE INTO contact_ticket (contactId, ticketId, purpose) VALUES (?, ?, ?)', [
        attempt.contactId,
        row.ticketId,
        'followed_up' satisfies ContactTicket['purpose'],
      ]);
    }
  }
  return {
    contactId: attempt.contactId,
    language: person.language,
    customerName: person.name,
    obligations: rows,
  };
}

/** The call at the carrier, known by whichever of its webhooks comes first. */
export async function rememberCall(tx: Tx, attempt: Attempt, callSid: string, now: Date): Promise<void> {
  const { affectedRows, insertId } = await tx.query(
    `INSERT IGNORE INTO phone_call (sid, contactId, direction, fromNumber, toNumber, status, startedAt)
     VALUES (?, ?, 'outbound', '', ?, 'initiated', ?)`,
    [callSid, attempt.contactId, attempt.number, now],
  );
  if (affectedRows === 1) await tx.insert(Leg, { callId: insertId, party: 'callee', joinedAt: now });
}

export const obligationsOf = (tx: Tx, attemptId: number): Promise<Obligation[]> =>
  tx.query(
    `SELECT o.* FROM attempt_obligation a JOIN obligation o ON o.id = a.obligationId
     WHERE a.attemptId = ? ORDER BY o.id FOR UPDATE`,
    [attemptId],
  );

export interface AnswerSurvey {
  attemptId: number;
  contactId: number;
  /** Which of the tickets asked about; all of the attempt's when absent. */
  ticketId?: number | null;
  /** Its key in the script of that version. */
  question: string;
  scriptVersion: number;
  /** On the question's scale; null for what was spoken. */
  value: number | null;
  recording?: Recorded;
  callSid: string;
}

/**
 * F2: keeps one answer; the first one to a question stands. What was said as the customer hung up may come after the
 * attempt's end, and counts no less (F3).
 */
export async function answerSurvey(tx: Tx, command: AnswerSurvey, now: Date): Promise<void> {
  const { endedAt } = await tx.findOneOrFail(Attempt, {
    where: { id: command.attemptId },
    lock: { mode: 'pessimistic_write' },
  });
  const obligations = (await obligationsOf(tx, command.attemptId)).filter(
    ({ kind, ticketId }) => kind === 'survey' && (!command.ticketId || ticketId === command.ticketId),
  );
  const { contactId, callSid, question, scriptVersion, value, recording } = command;
  const given = { contactId, cause: callSid, actor: { kind: 'caller' as const } };
  for (const obligation of obligations) {
    await keepAnswer(tx, obligation, { question, scriptVersion, value, recording }, given, now);
  }
  if (endedAt) await settleFollowUp(tx, command, now);
}

export interface SettleFollowUp {
  attemptId: number;
  contactId: number;
  callSid: string;
}

/**
 * The conversation is over. Whoever said whether it was solved has been followed up, however far the rest went
 * (F1), and what they said has its consequences (F3). Without that word nothing is settled: the attempt's end decides.
 */
export async function settleFollowUp(
  tx: Tx,
  command: SettleFollowUp,
  now: Date,
): Promise<{ reopened: string[] }> {
  const reopened: string[] = [];
  for (const obligation of await obligationsOf(tx, command.attemptId)) {
    if (obligation.state !== 'dialling' && obligation.state !== 'open') continue;
    const how = { settlement: 'call_answered', exhausted: false, rule: 'F1' } as const;
    if (obligation.kind !== 'survey') {
      await settle(tx, obligation, how, now);
      continue;
    }
    const { contactId } = command;
    const concluded = await concludeIfSaid(tx, obligation, { ...how, contactId }, now);
    if (concluded.reopened) reopened.push(concluded.reopened);
  }
  return { reopened };
}
