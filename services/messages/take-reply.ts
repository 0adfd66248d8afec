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
import { answerInWriting, type WrittenAnswer } from '../followup/answer-in-writing.ts';
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
 * whether it was solved is answered (F2); anything else waits for a person. However often the carrier says the same message, it is one.
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
  const answered = await answersSurvey(tx, about, body, now);
  const ticket = about.ticketId ? await lockTicket(tx, about.ticketId) : null;
  const meaning = answered ? 'answer' : read;
  const done = await act(tx, { id, meaning, number, language: about.language, ticket }, now);
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
  /** Of the message that is answered. */
  template: string | null;
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
    `SELECT id, ticketId, template, language FROM message
     WHERE toNumber = ? AND createdAt > ? AND state IN ('sending', 'sent', 'delivered') AND ticketId IS NOT NULL
     ORDER BY createdAt DESC, id DESC LIMIT 1`,
    [number, hoursAfter(now, -ANSWERED_HOURS)],
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
    template: answers ? last.template : null,
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

/** F1: whether it was solved, and the score, written back to the text that asks for them. @returns whether it was that */
async function answersSurvey(
  tx: Tx,
  { template, ticketId, messageId }: Belonging,
  body: string,
  now: Date,
): Promise<boolean> {
  const said = template === 'survey_missed' ? readSurveyReply(body) : null;
  if (!said || !ticketId) return false;
  const [owed] = await tx.query(
    "SELECT id FROM obligation WHERE ticketId = ? AND kind = 'survey' ORDER BY resolutionNo DESC LIMIT 1",
    [ticketId],
  );
  if (!owed) return false;
  const answers: WrittenAnswer[] = [];
  if (said.solved !== undefined) answers.push({ question: 'solved', value: said.solved });
  if (said.score !== undefined) answers.push({ question: 'score', value: said.score });
  const cause = `message-${messageId}`;
  await answerInWriting(tx, { obligationId: owed.id, answers, settlement: 'text_reply', cause }, now);
  return true;
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
