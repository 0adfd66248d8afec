import type { z } from 'zod';
import type { MessageList, MessageView, messageListQuery } from '../../domain/contracts/messages.ts';
import { normaliseNumber } from '../../domain/phone-number.ts';
import { smsLength } from '../../domain/sms-segments.ts';
import { hoursAfter } from '../../domain/time.ts';
import { MESSAGE_STATES, MESSAGE_TEMPLATES, type MessageState } from '../../domain/vocabulary.ts';
import { mayResend } from '../messages/resend-message.ts';
import { shownBody } from '../messages/shown-body.ts';
import { numberFor, scopeCondition, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { encodeCursor, olderThan, page } from './cursor.ts';
import { wordList } from './word-list.ts';

const COUNTED_HOURS = 7 * 24;

interface Row {
  id: number;
  createdAt: Date;
  template: MessageView['template'];
  language: MessageView['language'];
  state: MessageState;
  toNumber: string;
  body: string;
  ticketId: number | null;
  ticketNumber: string | null;
  attempts: number;
  nextActionAt: Date | null;
  settledAt: Date | null;
  usefulUntil: Date | null;
  error: string | null;
  by: string | null;
  againOf: number | null;
}

/** Whose tickets they are about; those about none are for who sees the province. */
const within = (viewer: Viewer) => {
  const { sql, params } = scopeCondition(viewer, 't');
  return viewer.scope.province
    ? { sql: '1 = 1', params: [] }
    : { sql: `t.id IS NOT NULL AND ${sql}`, params };
};

/** H4: what was sent to whom, and what became of it; the newest first. */
export async function listMessages(
  tx: Tx,
  viewer: Viewer,
  query: z.output<typeof messageListQuery>,
  now: Date,
): Promise<MessageList> {
  const scope = within(viewer);
  const where = [scope.sql];
  const params: unknown[] = [...scope.params];
  const add = (sql: string, ...values: unknown[]) => {
    where.push(sql);
    params.push(...values);
  };
  if (query.state) add('m.state IN (?)', wordList(query.state, 'state', MESSAGE_STATES));
  if (query.template) add('m.template IN (?)', wordList(query.template, 'template', MESSAGE_TEMPLATES));
  if (query.search) {
    const digits = query.search.replace(/\D/g, '');
    add('(t.number = ? OR m.toNumber = ?)', digits, normaliseNumber(query.search) || digits);
  }
  if (query.cursor) {
    const older = olderThan(query.cursor, 'm', 'createdAt');
    add(older.sql, ...older.params);
  }
  const rows: Row[] = await tx.query(
    `SELECT m.id, m.createdAt, m.template, m.language, m.state, m.toNumber, m.body, m.ticketId, t.number AS ticketNumber,
            m.attempts, m.nextActionAt, m.settledAt, m.usefulUntil, m.error, p.name AS \`by\`, m.againOf
     FROM message m LEFT JOIN ticket t ON t.id = m.ticketId LEFT JOIN person p ON p.id = m.personId
     WHERE ${where.join(' AND ')} ORDER BY m.createdAt DESC, m.id DESC LIMIT ?`,
    [...params, query.limit + 1],
  );
  const { rows: shown, next } = page(rows, query.limit, ({ createdAt, id }) => encodeCursor(createdAt, id));
  return {
    items: shown.map((row) => asView(row, viewer, now)),
    next,
    counts: await countsOf(tx, viewer, now),
  };
}

async function countsOf(tx: Tx, viewer: Viewer, now: Date): Promise<MessageList['counts']> {
  const { sql, params } = within(viewer);
  const rows: { state: MessageState; count: number }[] = await tx.query(
    `SELECT m.state, COUNT(*) AS count FROM message m LEFT JOIN ticket t ON t.id = m.ticketId
     WHERE m.createdAt > ? AND ${sql} GROUP BY m.state`,
    [hoursAfter(now, -COUNTED_HOURS), ...params],
  );
  const counted = new Map(rows.map(({ state, count }) => [state, Number(count)]));
  return Object.fromEntries(MESSAGE_STATES.map((state) => [state, counted.get(state) ?? 0])) as Record<
    MessageState,
    number
  >;
}

function asView(row: Row, viewer: Viewer, now: Date): MessageView {
  const { id, createdAt, template, language, state, ticketId, ticketNumber, attempts, error, by } = row;
  const waits = state === 'queued' || state === 'sending';
  return {
    id,
    at: createdAt.toISOString(),
    template,
    language,
    state,
    number: numberFor(viewer, row.toNumber),
    body: shownBody(row.body, template),
    segments: smsLength(row.body).segments,
    ticket: ticketId && ticketNumber ? { id: ticketId, number: ticketNumber } : null,
    attempts,
    nextAt: (waits && row.nextActionAt?.toISOString()) || null,
    settledAt: row.settledAt?.toISOString() ?? null,
    error,
    by,
    again: row.againOf !== null,
    mayResend: mayResend({ state, template, usefulUntil: row.usefulUntil }, now),
  };
}
