import { SURVEY_TEXT } from '../../domain/followup/obligation-key.ts';
import {
  type ReplyMeaning,
  readReply,
  readSurveyReply,
  ticketNumberIn,
} from '../../domain/messages/reply.ts';
import { normaliseNumber } from '../../domain/phone-number.ts';
import { hoursAfter } from '../../domain/time.ts';
import { isOpen, type Language } from '../../domain/vocabulary.ts';
import { MessageReply } from '../../entities/message-reply.ts';
import type { Ticket } from '../../entities/ticket.ts';
import { openVisitOf } from '../dispatch/visits.ts';
import { answerInWriting, standsOtherwise, type WrittenAnswer } from '../followup/answer-in-writing.ts';
import { listNumber } from '../numbers/list-number.ts';
import { changeTicket, lockTicket } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { queueMessage } from './queue-message.ts';

/** A message is answered within so many hours; what comes later is about no message. */
const ANSWERED_HOURS = 14 * 24;
/** As it stands in the list of numbers. */
const STOPPED = '客户短信回复退订';

export interface TakeReply {
  /** The carrier's MessageSid. */
  sid: string;
  from: string;
  body: string;
}

/**
 * H4: a customer's text message is kept with the ticket that it belongs to. A visit is confirmed (1), the link to move
 * it is sent (2), a number that wants no more calls and surveys is put on that list (F1: news of open tickets goes on),
 * whether it was solved is answered (F2), unless something else was answered before; that and anything else waits for a
 * person. However often the carrier says the same message, it is one.
 */
export async function takeReply(tx: Tx, { sid, from, body }: TakeReply, now: Date): Promise<void> {
  const number = normaliseNumber(from);
  const read = readReply(body);
  const row = await tx.query(
    `INSERT IGNORE INTO message_reply (sid, fromNumber, body, at, meaning, state) VALUES (?, ?, ?, ?, ?, 'waiting')`,
    [sid, number, body, now, read],
  );
  if (row.affectedRows !== 1) return;
  const id = Number(row.insertId);
  const about = await belonging(tx, number, body, now);
  const heard = await answersSurvey(tx, about, body, now);
  const ticket = about.ticketId ? await lockTicket(tx, about.ticketId) : null;
  const meaning = heard ? 'answer' : read;
  const said = { id, meaning, number, language: about.language, ticket };
  const done = heard !== 'stands_otherwise' && (await act(tx, said, now));
  const state = done ? 'settled' : 'waiting';
  const { messageId, ticketId } = about;
  await tx.update(
    MessageReply,
    { id },
    { meaning, messageId, ticketId, state, settledAt: done ? now : null },
  );
  if (!ticket) return;
  const data = { replyId: id, meaning, state } as const;
  await changeTicket(tx, ticket, {}, { type: 'ticket.reply', data, rule: 'H4' }, now, { kind: 'caller' });
}

interface Belonging {
  messageId: number | null;
  /** The survey that the message asks. */
  surveyId: number | null;
  ticketId: number | null;
  language: Language;
}

/** The ticket whose number is written there, if it is theirs; else that of our last message to them, or their open one. */
async function belonging(tx: Tx, number: string, body: string, now: Date): Promise<Belonging> {
  const written = ticketNumberIn(body);
  const [named] = written
    ? await tx.query('SELECT id FROM ticket WHERE number = ? AND contactNumber = ?', [written, number])
    : [];
  const [last] = await tx.query(
    `SELECT m.id, m.ticketId, m.template, m.language, b.id AS surveyId
     FROM message m LEFT JOIN message first ON first.id = m.againOf
     LEFT JOIN obligation b ON b.kind = 'survey' AND m.template = 'survey_missed'
       AND b.id = CAST(SUBSTRING_INDEX(COALESCE(first.dedupKey, m.dedupKey), ?, -1) AS UNSIGNED)
     WHERE m.toNumber = ? AND m.createdAt > ? AND m.state IN ('sending', 'sent', 'delivered')
       AND m.ticketId IS NOT NULL
     ORDER BY m.createdAt DESC, m.id DESC LIMIT 1`,
    [SURVEY_TEXT, number, hoursAfter(now, -ANSWERED_HOURS)],
  );
  const answers = last && (!named || named.id === last.ticketId);
  const [open] =
    named || last
      ? []
      : await tx.query(
          `SELECT id FROM ticket WHERE contactNumber = ?
             AND state IN ('needs_details', 'new', 'manual', 'offered', 'accepted', 'in_progress')
           ORDER BY openedAt DESC LIMIT 1`,
          [number],
        );
  return {
    messageId: answers ? last.id : null,
    surveyId: answers ? last.surveyId : null,
    ticketId: named?.id ?? last?.ticketId ?? open?.id ?? null,
    language: last?.language ?? 'zh',
  };
}

interface Said {
  id: number;
  meaning: ReplyMeaning;
  number: string;
  language: Language;
  ticket: Ticket | null;
}

/**
 * F1: whether it was solved, and the score, written back to the text that asks for them.
 *
 * @returns null when it was not that; `stands_otherwise` when something else was answered before
 */
async function answersSurvey(
  tx: Tx,
  { surveyId: obligationId, messageId }: Belonging,
  body: string,
  now: Date,
): Promise<'kept' | 'stands_otherwise' | null> {
  const said = obligationId ? readSurveyReply(body) : null;
  if (!said || !obligationId) return null;
  const answers: WrittenAnswer[] = [];
  if (said.solved !== undefined) answers.push({ question: 'solved', value: said.solved });
  if (said.score !== undefined) answers.push({ question: 'score', value: said.score });
  if (await standsOtherwise(tx, { obligationId, answers })) return 'stands_otherwise';
  const cause = `message-${messageId}`;
  await answerInWriting(tx, { obligationId, answers, settlement: 'text_reply', cause }, now);
  return 'kept';
}

/** @returns whether it is done with */
async function act(tx: Tx, { id, meaning, number, language, ticket }: Said, now: Date): Promise<boolean> {
  switch (meaning) {
    case 'confirm': {
      const visit = ticket && (await openVisitOf(tx, ticket.id));
      return Boolean(visit?.appointmentAt && visit.appointmentAt > now);
    }
    case 'move': {
      if (!ticket || !isOpen(ticket.state) || !ticket.outletId) return false;
      const params = { number: ticket.number };
      const to = { to: number, language, ticketId: ticket.id };
      return queueMessage(tx, { ...to, dedupKey: `reply-${id}`, template: 'visit_move_link', params }, now);
    }
    case 'stop': {
      const list = { kind: 'do_not_call', reason: STOPPED, expiresAt: null, personId: null } as const;
      await listNumber(tx, { ...list, number, contactId: null, again: 'keep' }, now);
      const to = { to: number, language, ticketId: ticket?.id ?? null };
      await queueMessage(
        tx,
        { ...to, dedupKey: `reply-${id}`, template: 'replies_stopped', params: {} },
        now,
      );
      return true;
    }
    case 'answer':
      return true;
    case 'words':
      return false;
    default:
      return meaning satisfies never;
  }
}
