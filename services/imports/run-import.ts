import type { ImportKind } from '../../domain/contracts/imports.ts';
import { IMPORT_PROBLEMS_KEPT } from '../../domain/contracts/imports.ts';
import type { JobMap } from '../../domain/contracts/jobs.ts';
import { localDay, minutesAfter } from '../../domain/time.ts';
import { loadViewer } from '../people/viewer.ts';
import type { Clock } from '../ports.ts';
import type { InTransaction, Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { type Lookups, loadLookups } from './lookups.ts';
import { type FileRow, readFile } from './read-file.ts';
import { type CellProblem, readRow } from './read-row.ts';
import { type Removed, stranded } from './stranded.ts';
import { TAKE } from './take-rows.ts';

export interface ImportDeps {
  inTransaction: InTransaction;
  clock: Clock;
}

/** Rows in one transaction: few enough that calls do not wait for it. */
const CHUNK = 100;
const CLAIM_MINUTES = 2;

interface Job {
  id: number;
  kind: ImportKind;
  state: 'checking' | 'applying';
  personId: number;
  doneRows: number;
  token: number;
  content: Buffer;
}

class Undo extends Error {}
class Overtaken extends Error {}

/**
 * Looks a file through, or takes it in. Looking through does all that taking in does, in transactions that are
 * undone: what it foretells is what would happen. Taking in goes on from the row up to which it is done, each chunk
 * in one transaction with its mark; whoever was stopped meanwhile is fenced off.
 */
export async function runImport(deps: ImportDeps, { importId }: JobMap['imports']): Promise<void> {
  const job = await claim(deps, importId);
  if (!job) return;
  try {
    await (job.state === 'checking' ? check(deps, job) : apply(deps, job));
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
  }
}

function claim({ inTransaction, clock }: ImportDeps, importId: number): Promise<Job | null> {
  return inTransaction(async (tx) => {
    const now = clock.now();
    const { affectedRows } = await tx.query(
      `UPDATE data_import SET token = token + 1, nextActionAt = ?
       WHERE id = ? AND state IN ('checking', 'applying') AND nextActionAt <= ?`,
      [minutesAfter(now, CLAIM_MINUTES), importId, now],
    );
    if (affectedRows !== 1) return null;
    const [job] = await tx.query(
      `SELECT i.id, i.kind, i.state, i.personId, i.doneRows, i.token, f.content
       FROM data_import i JOIN import_file f ON f.importId = i.id WHERE i.id = ?`,
      [importId],
    );
    return job ?? null;
  });
}

/** Moves the mark on, if the job is still ours. */
async function mark(tx: Tx, job: Job, sets: Record<string, unknown>, now: Date): Promise<void> {
  const { affectedRows } = await tx.query(
    `UPDATE data_import SET ${Object.keys(sets)
      .map((name) => `\`${name}\` = ?`)
      .join()}, nextActionAt = ?
     WHERE id = ? AND token = ? AND state = ?`,
    [...Object.values(sets), minutesAfter(now, CLAIM_MINUTES), job.id, job.token, job.state],
  );
  if (affectedRows !== 1) throw new Overtaken();
}

interface Verdict {
  line: number;
  key?: string;
  problems: CellProblem[];
  taken?: 'new' | 'changed' | 'same';
}

/** Takes some rows in; what is wrong with one keeps back that one alone. */
async function takeRows(
  tx: Tx,
  kind: ImportKind,
  rows: FileRow[],
  { lookups, now, seen }: { lookups: Lookups; now: Date; seen: Set<string> },
): Promise<Verdict[]> {
  const today = localDay(now, organisationZone());
  const verdicts: Verdict[] = [];
  const here = new Set<string>();
  for (const row of rows) {
    const { line, cells } = row;
    const read = readRow(kind, row, lookups, today);
    if ('problems' in read) {
      verdicts.push({ line, problems: read.problems });
      continue;
    }
    const { key } = read;
    if (seen.has(key) || here.has(key)) {
      const column = REPEATED[kind];
      verdicts.push({ line, problems: [{ column, trouble: 'twice_in_file', given: cells[column] ?? '' }] });
      continue;
    }
    here.add(key);
    const taken = await TAKE[kind](tx, read.row as never, now);
    if (typeof taken === 'string') verdicts.push({ line, key, problems: [], taken });
    else verdicts.push({ line, key, problems: [{ ...taken, given: cells[taken.column] ?? '' }] });
  }
  return verdicts;
}

/** The column that tells rows apart. */
const REPEATED: Record<ImportKind, string> = {
  customers: 'phone',
  sales: 'serial',
  outlets: 'code',
  coverage: 'outlet',
};

const keysOf = (verdicts: Verdict[]): string[] => verdicts.flatMap(({ key }) => (key ? [key] : []));

async function check({ inTransaction, clock }: ImportDeps, job: Job): Promise<void> {
  const file = readFile(job.kind, job.content);
  if ('trouble' in file) {
    const { encoding, trouble, detail = null } = file;
    await inTransaction((tx) =>
      mark(
        tx,
        job,
        { state: 'unusable', encoding, trouble, troubleDetail: detail?.slice(0, 300) ?? null },
        clock.now(),
      ),
    );
    return;
  }
  const { encoding, rows } = file;
  const lookups = await lookupsOf(inTransaction, job, clock.now());
  if (!lookups) return giveUp({ inTransaction, clock }, job);
  const seen = new Set<string>();
  const counts = { newRows: 0, changedRows: 0, sameRows: 0, badRows: 0 };
  const problems: (CellProblem & { line: number })[] = [];
  for (let at = 0; at < rows.length; at += CHUNK) {
    const chunk = rows.slice(at, at + CHUNK);
    const verdicts = await undone(inTransaction, (tx) =>
      takeRows(tx, job.kind, chunk, { lookups, now: clock.now(), seen }),
    );
    for (const key of keysOf(verdicts)) seen.add(key);
    for (const { line, problems: found, taken } of verdicts) {
      counts[taken ? (`${taken}Rows` as const) : 'badRows'] += 1;
      for (const problem of found) problems.push({ ...problem, line });
    }
    await inTransaction((tx) =>
      mark(tx, job, { encoding, rows: rows.length, doneRows: at + verdicts.length }, clock.now()),
    );
  }
  await inTransaction(async (tx) => {
    const strandedAt =
      job.kind === 'coverage' ? await stranded(tx, removals(rows, lookups, clock.now())) : [];
    await tx.query('DELETE FROM import_problem WHERE importId = ?', [job.id]);
    const kept = problems.slice(0, IMPORT_PROBLEMS_KEPT);
    if (kept.length > 0) {
      await tx.query(
        `INSERT INTO import_problem (importId, line, field, trouble, given) VALUES ${kept.map(() => '(?)').join()}`,
        kept.map(({ line, column, trouble, given }) => [job.id, line, column, trouble, given.slice(0, 80)]),
      );
    }
    const sets = { ...counts, state: 'checked', doneRows: 0, strandedAt: JSON.stringify(strandedAt) };
    await mark(tx, job, sets, clock.now());
  });
}

/** Does the work in a transaction that is given up: only what it found is kept. */
async function undone<T>(inTransaction: InTransaction, work: (tx: Tx) => Promise<T>): Promise<T> {
  let found: { value: T } | undefined;
  try {
    await inTransaction(async (tx) => {
      found = { value: await work(tx) };
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  return (found as { value: T }).value;
}

async function apply({ inTransaction, clock }: ImportDeps, job: Job): Promise<void> {
  const file = readFile(job.kind, job.content);
  if ('trouble' in file) throw new Error(`import ${job.id}: the file was readable before`);
  const { rows } = file;
  const lookups = await lookupsOf(inTransaction, job, clock.now());
  if (!lookups) return giveUp({ inTransaction, clock }, job);
  // What came before says which rows are repeated.
  const seen = new Set<string>();
  const today = localDay(clock.now(), organisationZone());
  for (const row of rows.slice(0, job.doneRows)) {
    const read = readRow(job.kind, row, lookups, today);
    if ('key' in read) seen.add(read.key);
  }
  for (let at = job.doneRows; at < rows.length; at += CHUNK) {
    const chunk = rows.slice(at, at + CHUNK);
    const verdicts = await inTransaction(async (tx) => {
      const now = clock.now();
      await mark(tx, job, { doneRows: at + chunk.length }, now);
      return takeRows(tx, job.kind, chunk, { lookups, now, seen });
    });
    for (const key of keysOf(verdicts)) seen.add(key);
  }
  await inTransaction((tx) => mark(tx, job, { state: 'done', finishedAt: clock.now() }, clock.now()));
}

/** Whoever sent it works here no more: nothing is done in their name. */
const giveUp = ({ inTransaction, clock }: ImportDeps, job: Job): Promise<void> =>
  inTransaction((tx) => mark(tx, job, { state: 'dropped', finishedAt: clock.now() }, clock.now()));

/** By what they may do now: whoever has lost a store since may not write to it. */
const lookupsOf = (inTransaction: InTransaction, job: Job, now: Date): Promise<Lookups | null> =>
  inTransaction(async (tx) => {
    const viewer = await loadViewer(tx, { personId: job.personId }, localDay(now, organisationZone()));
    return viewer && loadLookups(tx, viewer);
  });

function removals(rows: FileRow[], lookups: Lookups, now: Date): Removed[] {
  const today = localDay(now, organisationZone());
  return rows.flatMap((row) => {
    const read = readRow('coverage', row, lookups, today);
    return 'row' in read ? [read.row] : [];
  });
}
