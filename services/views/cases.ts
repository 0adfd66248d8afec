import type { z } from 'zod';
import { caseIdIn, caseNumber, levelAbove } from '../../domain/cases/decide.ts';
import type { CaseDetail, CaseView, caseListQuery } from '../../domain/contracts/cases.ts';
import { DomainError } from '../../domain/errors.ts';
import { checkKey } from '../../domain/followup/obligation-key.ts';
import { CASE_KINDS, CASE_LEVELS, CASE_STATES, type CaseKind } from '../../domain/vocabulary.ts';
import { mayAct } from '../cases/act.ts';
import { seesCase } from '../cases/scope.ts';
import { numberFor, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { decodeCursor, encodeCursor, page } from './cursor.ts';
import { wordList } from './word-list.ts';

/** Cases that the viewer may see, newest first. */
export async function listCases(
  tx: Tx,
  viewer: Viewer,
  query: z.infer<typeof caseListQuery>,
  now: Date,
): Promise<{ items: CaseView[]; next: string | null }> {
  const scope = seesCase(viewer);
  const where = [scope.sql];
  const params = [...scope.params];
  const add = (sql: string, ...values: unknown[]) => {
    where.push(sql);
    params.push(...values);
  };
  if (query.kind) add('q.kind IN (?)', wordList(query.kind, 'kind', CASE_KINDS));
  if (query.level) add('q.level IN (?)', wordList(query.level, 'level', CASE_LEVELS));
  if (query.state) add('q.state IN (?)', wordList(query.state, 'state', CASE_STATES));
  if (query.regionId) add('q.regionId = ?', query.regionId);
  if (query.outletId) add('q.outletId = ?', query.outletId);
  if (query.ticketId) add('q.ticketId = ?', query.ticketId);
  if (query.mine === 'true') add('q.ownerId = ?', viewer.personId);
  if (query.late === 'true') add("q.state IN ('open', 'in_hand') AND q.dueAt < ?", now);
  if (query.search) {
    const digits = query.search.replace(/\D/g, '');
    add('(q.id = ? OR t.number = ?)', caseIdIn(query.search) ?? 0, digits);
  }
  // By id, which is the order in which they were made.
  if (query.cursor) add('q.id < ?', decodeCursor(query.cursor).id);
  const rows = await caseRows(tx, `${where.join(' AND ')} ORDER BY q.id DESC LIMIT ?`, [
    ...params,
    query.limit + 1,
  ]);
  const { rows: shown, next } = page(rows, query.limit, ({ openedAt, id }) => encodeCursor(openedAt, id));
  return { items: shown.map((row) => asView(row, viewer, now)), next };
}

/** @throws DomainError not_found for one that is not for the viewer */
export async function requireVisibleCase(tx: Tx, viewer: Viewer, id: number): Promise<void> {
  const scope = seesCase(viewer);
  const [row] = await tx.query(`SELECT 1 FROM quality_case q WHERE q.id = ? AND ${scope.sql}`, [
    id,
    ...scope.params,
  ]);
  if (!row) throw new DomainError('not_found', 'There is no such case here.');
}

/**
 * One case with its evidence: every answer, also to a second call that is settled (S9), what was recorded in the survey's
 * calls, and what became of it.
 *
 * @throws DomainError not_found for one that is not for the viewer
 */
export async function caseDetail(tx: Tx, viewer: Viewer, id: number, now: Date): Promise<CaseDetail> {
  const scope = seesCase(viewer);
  const [row] = await caseRows(tx, `q.id = ? AND ${scope.sql}`, [id, ...scope.params]);
  if (!row) throw new DomainError('not_found', 'There is no such case here.');
  const [more] = await tx.query(
    `SELECT q.remedy, q.said, p.name AS closedBy FROM quality_case q LEFT JOIN person p ON p.id = q.closedBy
     WHERE q.id = ?`,
    [id],
  );
  const others: { id: number; kind: CaseKind }[] = await tx.query(
    `SELECT q.id, q.kind FROM quality_case q WHERE q.obligationId = ? AND q.id <> ? AND ${scope.sql} ORDER BY q.id`,
    [row.obligationId, id, ...scope.params],
  );
  return {
    ...asView(row, viewer, now),
    ...more,
    mayAct: mayAct(viewer, row),
    mayClimb: levelAbove(row.level) !== null,
    ...(await evidenceOf(tx, row)),
    steps: await stepsOf(tx, row),
    others: others.map((other) => ({ ...other, number: caseNumber(other.kind, other.id) })),
  };
}

async function evidenceOf(
  tx: Tx,
  { obligationId, contactId, ticketId }: Row,
): Promise<Pick<CaseDetail, 'answers' | 'recordings'>> {
  const answers: (Omit<CaseDetail['answers'][number], 'at' | 'second'> & { at: Date; second: number })[] =
    await tx.query(
      `SELECT s.question, s.value, s.recordingId, s.words, s.at, b.kind = 'check' AS second
       FROM obligation b JOIN survey_answer s ON s.obligationId = b.id
       WHERE b.id = ? OR b.dedupKey = ? AND b.state = 'settled' ORDER BY b.id, s.id`,
      [obligationId, checkKey(obligationId)],
    );
  const recordings: (Omit<CaseDetail['recordings'][number], 'at'> & { at: Date })[] = await tx.query(
    `SELECT r.id, r.kind, r.durationSeconds AS seconds, r.at FROM recording r
     WHERE (r.id IN (?) OR r.contactId = ? OR r.contactId IN (
       SELECT a.contactId FROM attempt_obligation x JOIN attempt a ON a.id = x.attemptId
       JOIN obligation b ON b.id = x.obligationId WHERE b.id = ? OR b.dedupKey = ? AND b.state = 'settled'))
       -- A household says something about every job of theirs: that about another is no evidence here.
       AND (r.kind <> 'remark' OR r.ticketId <=> ?)
     ORDER BY r.at, r.id`,
    [
      answers.map(({ recordingId }) => recordingId ?? 0).concat(0),
      contactId ?? 0,
      obligationId,
      checkKey(obligationId),
      ticketId,
    ],
  );
  const iso = <T extends { at: Date }>(rows: T[]) =>
    rows.map((one) => ({ ...one, at: one.at.toISOString() }));
  return {
    answers: iso(answers.map(({ second, ...answer }) => ({ ...answer, second: Boolean(second) }))),
    recordings: iso(recordings),
  };
}

async function stepsOf(tx: Tx, { id, ticketId }: Row): Promise<CaseDetail['steps']> {
  const rows: {
    id: number;
    type: string;
    at: Date;
    actorKind: CaseDetail['steps'][number]['actor']['kind'];
    name: string | null;
    rule: string | null;
    data: unknown;
  }[] = await tx.query(
    `SELECT e.id, e.type, e.at, e.actorKind, p.name, e.rule, e.data FROM event e
     LEFT JOIN person p ON p.id = e.actorId
     WHERE e.ticketId = ? AND e.type LIKE 'case.%' AND JSON_VALUE(e.data, '$.caseId') = ? ORDER BY e.id`,
    [ticketId, id],
  );
  return rows.map(({ at, actorKind: kind, name, data, ...step }) => ({
    ...step,
    at: at.toISOString(),
    actor: { kind, name },
    data: (typeof data === 'string' ? JSON.parse(data) : data) as Record<string, unknown>,
    outletName: null,
  }));
}

interface Row
  extends Omit<
    CaseView,
    | 'number'
    | 'grounds'
    | 'late'
    | 'ticket'
    | 'store'
    | 'outlet'
    | 'brand'
    | 'unit'
    | 'owner'
    | 'openedAt'
    | 'dueAt'
    | 'closedAt'
  > {
  obligationId: number;
  ticketId: number | null;
  ticketNumber: string | null;
  contactId: number | null;
  grounds: string | string[];
  openedAt: Date;
  dueAt: Date;
  closedAt: Date | null;
  storeId: number | null;
  storeName: string | null;
  storeNameEn: string | null;
  outletId: number | null;
  outletName: string | null;
  brandId: number | null;
  brandName: string | null;
  brandNameEn: string | null;
  unitId: number | null;
  unitName: string | null;
  unitNameEn: string | null;
  ownerId: number | null;
  ownerName: string | null;
}

const caseRows = (tx: Tx, where: string, params: unknown[]): Promise<Row[]> =>
  tx.query(
    `SELECT q.id, q.kind, q.state, q.level, q.version, q.rule, q.item, q.points, q.grounds, q.obligationId,
            q.contactId, q.openedAt, q.dueAt, q.closedAt, q.cause, q.word,
            t.id AS ticketId, t.number AS ticketNumber, c.name AS customerName, b.number AS customerNumber,
            s.id AS storeId, s.name AS storeName, s.nameEn AS storeNameEn, o.id AS outletId, o.name AS outletName,
            m.id AS brandId, m.name AS brandName, m.nameEn AS brandNameEn,
            u.id AS unitId, u.name AS unitName, u.nameEn AS unitNameEn, p.id AS ownerId, p.name AS ownerName
     FROM quality_case q JOIN obligation b ON b.id = q.obligationId
     LEFT JOIN ticket t ON t.id = q.ticketId LEFT JOIN customer c ON c.id = t.customerId
     LEFT JOIN unit s ON s.id = q.storeId LEFT JOIN outlet o ON o.id = q.outletId
     LEFT JOIN brand m ON m.id = q.brandId LEFT JOIN unit u ON u.id = q.unitId
     LEFT JOIN person p ON p.id = q.ownerId
     WHERE ${where}`,
    params,
  );

const named = (id: number | null, name: string | null, nameEn: string | null = null) =>
  id && name ? { id, name, nameEn: nameEn || null } : null;

const asView = (row: Row, viewer: Viewer, now: Date): CaseView => ({
  id: row.id,
  number: caseNumber(row.kind, row.id),
  kind: row.kind,
  state: row.state,
  level: row.level,
  version: row.version,
  rule: row.rule,
  item: row.item,
  points: row.points,
  grounds: typeof row.grounds === 'string' ? JSON.parse(row.grounds) : row.grounds,
  ticket: row.ticketId && row.ticketNumber ? { id: row.ticketId, number: row.ticketNumber } : null,
  customerName: row.customerName,
  customerNumber: numberFor(viewer, row.customerNumber),
  store: named(row.storeId, row.storeName, row.storeNameEn),
  outlet: named(row.outletId, row.outletName),
  brand: named(row.brandId, row.brandName, row.brandNameEn),
  unit: named(row.unitId, row.unitName, row.unitNameEn),
  owner: row.ownerId && row.ownerName ? { id: row.ownerId, name: row.ownerName } : null,
  openedAt: row.openedAt.toISOString(),
  dueAt: row.dueAt.toISOString(),
  late: row.state !== 'closed' && row.dueAt < now,
  closedAt: row.closedAt?.toISOString() ?? null,
  cause: row.cause,
  word: row.word,
});
