import type { z } from 'zod';
import type { DoubtDetail, DoubtView, doubtListQuery } from '../../domain/contracts/honesty.ts';
import { DomainError } from '../../domain/errors.ts';
import { DOUBT_KINDS, DOUBT_STATES } from '../../domain/vocabulary.ts';
import { numberFor, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { decodeCursor, encodeCursor, page } from './cursor.ts';
import { wordList } from './word-list.ts';

/** S9: what is doubtful, newest first. For headquarters: whoever asks sees the province. */
export async function listDoubts(
  tx: Tx,
  viewer: Viewer,
  query: z.infer<typeof doubtListQuery>,
): Promise<{ items: DoubtView[]; next: string | null }> {
  const where = ['1 = 1'];
  const params: unknown[] = [];
  const add = (sql: string, value: unknown) => {
    where.push(sql);
    params.push(value);
  };
  if (query.kind) add('d.kind IN (?)', wordList(query.kind, 'kind', DOUBT_KINDS));
  if (query.state) add('d.state IN (?)', wordList(query.state, 'state', DOUBT_STATES));
  if (query.cursor) add('d.id < ?', decodeCursor(query.cursor).id);
  const rows = await doubtRows(tx, `${where.join(' AND ')} ORDER BY d.id DESC LIMIT ?`, [
    ...params,
    query.limit + 1,
  ]);
  const { rows: shown, next } = page(rows, query.limit, ({ raisedAt, id }) => encodeCursor(raisedAt, id));
  return { items: shown.map((row) => asView(row, viewer)), next };
}

/** One of them with its calls. @throws DomainError not_found */
export async function doubtDetail(tx: Tx, viewer: Viewer, id: number): Promise<DoubtDetail> {
  const [row] = await doubtRows(tx, 'd.id = ?', [id]);
  if (!row) throw new DomainError('not_found', 'There is no such doubt.');
  return { ...asView(row, viewer), evidence: await evidenceOf(tx, viewer, parsed(row.obligationIds)) };
}

type Evidence = DoubtDetail['evidence'][number];

async function evidenceOf(tx: Tx, viewer: Viewer, ids: number[]): Promise<Evidence[]> {
  if (ids.length === 0) return [];
  const rows: (Pick<
    Evidence,
    'obligationId' | 'kind' | 'customerName' | 'number' | 'settlement' | 'settledBy' | 'seconds'
  > & {
    ticketId: number | null;
    ticketNumber: string | null;
    settledAt: Date | null;
    contactId: number | null;
  })[] = await tx.query(
    `SELECT b.id AS obligationId, b.kind, b.number, b.settlement, b.settledAt, p.name AS settledBy,
            t.id AS ticketId, t.number AS ticketNumber, c.name AS customerName, a.contactId, k.durationSeconds AS seconds
     FROM obligation b LEFT JOIN ticket t ON t.id = b.ticketId LEFT JOIN customer c ON c.id = t.customerId
     LEFT JOIN person p ON p.id = b.settledBy
     LEFT JOIN attempt a ON a.id = (SELECT MAX(x.attemptId) FROM attempt_obligation x WHERE x.obligationId = b.id)
       AND a.state = 'answered'
     LEFT JOIN phone_call k ON k.sid = a.callSid
     WHERE b.id IN (?) ORDER BY b.id DESC`,
    [ids],
  );
  const answers: { obligationId: number; question: string; value: number | null }[] = await tx.query(
    'SELECT obligationId, question, value FROM survey_answer WHERE obligationId IN (?) ORDER BY id',
    [ids],
  );
  const contactIds = rows.flatMap(({ contactId }) => contactId ?? []).concat(0);
  const recordings: { id: number; contactId: number; seconds: number }[] = await tx.query(
    'SELECT id, contactId, durationSeconds AS seconds FROM recording WHERE contactId IN (?) ORDER BY id',
    [contactIds],
  );
  return rows.map(({ ticketId, ticketNumber, settledAt, contactId, number, ...row }) => ({
    ...row,
    number: numberFor(viewer, number),
    ticket: ticketId && ticketNumber ? { id: ticketId, number: ticketNumber } : null,
    settledAt: settledAt?.toISOString() ?? null,
    answers: answers
      .filter(({ obligationId }) => obligationId === row.obligationId)
      .map(({ question, value }) => ({ question, value })),
    recordings: recordings
      .filter((recording) => recording.contactId === contactId)
      .map(({ id, seconds }) => ({ id, seconds })),
  }));
}

interface Row {
  id: number;
  kind: DoubtView['kind'];
  state: DoubtView['state'];
  number: string | null;
  figures: string | Record<string, number>;
  obligationIds: string | number[];
  raisedAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
  reason: string | null;
  outletId: number | null;
  outletName: string | null;
  agent: string | null;
}

const doubtRows = (tx: Tx, where: string, params: unknown[]): Promise<Row[]> =>
  tx.query(
    `SELECT d.id, d.kind, d.state, d.number, d.figures, d.obligationIds, d.raisedAt, d.decidedAt, d.reason,
            p.name AS decidedBy, o.id AS outletId, o.name AS outletName, a.name AS agent
     FROM doubt d LEFT JOIN outlet o ON o.id = d.outletId LEFT JOIN person p ON p.id = d.decidedBy
     LEFT JOIN obligation w ON d.kind = 'uncalled' AND w.id = JSON_VALUE(d.obligationIds, '$[0]')
     LEFT JOIN person a ON a.id = w.settledBy WHERE ${where}`,
    params,
  );

const parsed = <T>(json: string | T): T => (typeof json === 'string' ? JSON.parse(json) : json);

const asView = (row: Row, viewer: Viewer): DoubtView => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  outlet: row.outletId && row.outletName ? { id: row.outletId, name: row.outletName } : null,
  number: row.number === null ? null : numberFor(viewer, row.number),
  agent: row.agent,
  figures: parsed(row.figures),
  calls: parsed(row.obligationIds).length,
  raisedAt: row.raisedAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
  decidedBy: row.decidedBy,
  reason: row.reason,
});
