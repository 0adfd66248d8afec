import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { FollowupTable, followupExportQuery } from '../../domain/contracts/followup.ts';
import type { Cell } from '../../domain/export-cell.ts';
import { EXPORT_WORDS } from '../../domain/followup/export-words.ts';
import { questionOf, type SurveyScript } from '../../domain/followup/script.ts';
import { FOLLOWUP_WORDS } from '../../domain/followup/words.ts';
import { maskNumber, numberAtHome } from '../../domain/phone-number.ts';
import { localDay, localTime } from '../../domain/time.ts';
import type { Language, ObligationKind, ObligationState, Settlement } from '../../domain/vocabulary.ts';
import type { TableFile } from '../export/table-file.ts';
import { EVERY_VERSION, loadScripts } from '../followup/scripts.ts';
import { isCentre, type Viewer } from '../people/viewer.ts';
import { organisationZone } from '../zone.ts';
import { coverage } from './coverage.ts';
import { filtered } from './obligations.ts';

type Query = z.infer<typeof followupExportQuery>;
/** Read at a time: what a table costs in memory, however long it is. */
const PAGE = 2_000;

/**
 * F5: coverage, the calls that are owed, or what customers answered, as the page filters them and the viewer may see
 * them: numbers in full for the centre alone.
 */
export async function followupTable(
  manager: EntityManager,
  viewer: Viewer,
  table: FollowupTable,
  query: Query,
  now: Date,
): Promise<TableFile> {
  if (table === 'coverage') return coverageTable(manager, viewer, query, now);
  return table === 'obligations'
    ? obligationTable(manager, viewer, query, now)
    : answerTable(manager, viewer, query, now);
}

async function coverageTable(
  manager: EntityManager,
  viewer: Viewer,
  query: Query,
  now: Date,
): Promise<TableFile> {
  const words = FOLLOWUP_WORDS[query.language];
  const { rows, by, exceptions } = await coverage(manager, viewer, query, now);
  const nameOf = ({ key, name, nameEn }: (typeof rows)[number]): string => {
    if (key === null) return words.nobodys;
    if (by === 'kind') return words.kind[key as ObligationKind];
    return (query.language === 'en' && nameEn) || name || key;
  };
  const cells = rows.map((row) => [
    nameOf(row),
    row.opened,
    row.due,
    row.settled,
    row.exhausted,
    row.open,
    row.overdue,
    // Why, a column for each reason that there is.
    ...exceptions.map(
      ({ settlement }) => row.exceptions.find((one) => one.settlement === settlement)?.count ?? 0,
    ),
  ]);
  const reasons = exceptions.map(
    ({ settlement }) =>
      `${words.counts.exhausted}${REASON_MARK[query.language]}${words.settlement[settlement]}`,
  );
  const columns = [words.by[by], ...EXPORT_WORDS[query.language].coverage, ...reasons];
  return { columns, pages: once(cells) };
}

const REASON_MARK: Record<Language, string> = { zh: '：', en: ': ' };

async function* once<T>(page: T): AsyncGenerator<T> {
  yield page;
}

/** Pages of a query that ends in `AND <key> > ? ORDER BY <key> LIMIT ?`, by its ids. */
async function* paged<R extends { id: number }>(
  manager: EntityManager,
  sql: string,
  params: unknown[],
  cellsOf: (row: R) => Cell[],
): AsyncGenerator<Cell[][]> {
  for (let last = 0; ; ) {
    const rows: R[] = await manager.query(sql, [...params, last, PAGE]);
    if (rows.length > 0) yield rows.map(cellsOf);
    if (rows.length < PAGE) return;
    last = (rows.at(-1) as R).id;
  }
}

/** Whether there are more rows than so many, without reading them. */
const isLongerThan =
  (manager: EntityManager, from: string, params: unknown[]) =>
  async (most: number): Promise<boolean> => {
    const [{ n }] = await manager.query(`SELECT COUNT(*) AS n FROM (SELECT 1 FROM ${from} LIMIT ?) x`, [
      ...params,
      most + 1,
    ]);
    return Number(n) > most;
  };

/** Whose work it is about, by name. */
const WHOSE = `g.name AS region, s.name AS store, u.name AS outlet, d.name AS brand`;
const WHOSE_NAMES = `LEFT JOIN unit g ON g.id = b.regionId LEFT JOIN unit s ON s.id = b.storeId
  LEFT JOIN outlet u ON u.id = b.outletId LEFT JOIN brand d ON d.id = b.brandId`;
interface Whose {
  region: string | null;
  store: string | null;
  outlet: string | null;
  brand: string | null;
}
const whose = ({ region, store, outlet, brand }: Whose): Cell[] => [region, store, outlet, brand];

interface ObligationRow extends Whose {
  id: number;
  kind: ObligationKind;
  state: ObligationState;
  ticketNumber: string | null;
  resolutionNo: number | null;
  customerName: string | null;
  number: string;
  openedAt: Date;
  dueAt: Date;
  attempts: number;
  settlement: Settlement | null;
  settledAt: Date | null;
  settledBy: string | null;
  note: string | null;
}

function obligationTable(manager: EntityManager, viewer: Viewer, query: Query, now: Date): TableFile {
  const words = FOLLOWUP_WORDS[query.language];
  const { where, params } = filtered(viewer, query, now);
  const full = isCentre(viewer);
  const sql = `SELECT b.id, b.kind, b.state, t.number AS ticketNumber, b.resolutionNo, p.name AS customerName, b.number,
      ${WHOSE}, b.openedAt, b.dueAt, b.attempts, b.settlement, b.settledAt, h.name AS settledBy, b.note
    FROM obligation b LEFT JOIN ticket t ON t.id = b.ticketId LEFT JOIN contact c ON c.id = b.contactId
    LEFT JOIN customer p ON p.id = COALESCE(t.customerId, c.customerId) LEFT JOIN person h ON h.id = b.settledBy
    ${WHOSE_NAMES} WHERE ${where.join(' AND ')} AND b.id > ? ORDER BY b.id LIMIT ?`;
  return {
    columns: EXPORT_WORDS[query.language].obligations,
    isLonger: isLongerThan(manager, `obligation b WHERE ${where.join(' AND ')}`, params),
    pages: paged<ObligationRow>(manager, sql, params, (row) => [
      row.id,
      words.kind[row.kind],
      words.state[row.state],
      row.ticketNumber,
      row.resolutionNo,
      row.customerName,
      full ? numberAtHome(row.number) : maskNumber(row.number),
      ...whose(row),
      local(row.openedAt),
      local(row.dueAt),
      row.attempts,
      row.settlement && words.settlement[row.settlement],
      row.settledAt && local(row.settledAt),
      row.settledBy,
      row.note,
    ]),
  };
}

interface AnswerRow extends Whose {
  id: number;
  kind: ObligationKind;
  ticketNumber: string | null;
  resolutionNo: number | null;
  question: string;
  value: number | null;
  words: string | null;
  transcript: string | null;
  recordingId: number | null;
  at: Date;
  scriptVersion: number;
}

async function answerTable(
  manager: EntityManager,
  viewer: Viewer,
  query: Query,
  now: Date,
): Promise<TableFile> {
  const { where, params } = filtered(viewer, query, now);
  const { byVersion } = await loadScripts(manager, EVERY_VERSION);
  const sql = `SELECT a.id, b.kind, t.number AS ticketNumber, b.resolutionNo, ${WHOSE}, a.question, a.value, a.words,
      a.recordingId, r.transcript, a.at, a.scriptVersion
    FROM survey_answer a JOIN obligation b ON b.id = a.obligationId LEFT JOIN ticket t ON t.id = b.ticketId
    LEFT JOIN recording r ON r.id = a.recordingId ${WHOSE_NAMES} WHERE ${where.join(' AND ')} AND a.id > ? ORDER BY a.id LIMIT ?`;
  return {
    columns: EXPORT_WORDS[query.language].answers,
    isLonger: isLongerThan(
      manager,
      `survey_answer a JOIN obligation b ON b.id = a.obligationId WHERE ${where.join(' AND ')}`,
      params,
    ),
    pages: paged<AnswerRow>(manager, sql, params, (row) => [
      FOLLOWUP_WORDS[query.language].kind[row.kind],
      row.ticketNumber,
      row.resolutionNo,
      ...whose(row),
      questionOf(byVersion.get(row.scriptVersion) ?? NO_SCRIPT, row.question)?.words[query.language] ??
        row.question,
      row.value,
      inWords(row, byVersion.get(row.scriptVersion), query.language),
      local(row.at),
      row.scriptVersion,
    ]),
  };
}
const NO_SCRIPT: SurveyScript = { questions: [] };

/** What was answered; a remark as it was written or written down, else that it was spoken. */
function inWords(
  { question, value, words: written, transcript, recordingId }: AnswerRow,
  script: SurveyScript | undefined,
  language: Language,
): Cell {
  const words = EXPORT_WORDS[language];
  if (value === null) return written ?? transcript ?? (recordingId === null ? null : words.spoken);
  const asked = script && questionOf(script, question);
  const answer = asked?.answers.find((one) => one.value === value)?.words[language];
  if (answer) return answer;
  return asked?.kind === 'yes_no' ? (value ? words.yes : words.no) : String(value);
}

/** '2026-05-01 10:30', in the organisation's zone. */
const local = (at: Date): string =>
  `${localDay(at, organisationZone())} ${localTime(at, organisationZone())}`;
