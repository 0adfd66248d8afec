import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import type { EntityManager } from 'typeorm';
import type { CellTrouble, ImportKind } from '../../domain/contracts/imports.ts';
import type { JobMap } from '../../domain/contracts/jobs.ts';
import { DomainError } from '../../domain/errors.ts';
import { IMPORT_COLUMNS } from '../../domain/imports/columns.ts';
import { safeCell } from '../../domain/imports/values.ts';
import { hoursAfter } from '../../domain/time.ts';
import type { Language, Role } from '../../domain/vocabulary.ts';
import { DataImport, ImportFile } from '../../entities/imports.ts';
import { noteChange } from '../integration/endpoints.ts';
import { hasRole, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { readFile } from './read-file.ts';
import { troubleWords } from './trouble-words.ts';

const PEOPLE: Role[] = ['administrator', 'headquarters_manager', 'store_supervisor', 'category_supervisor'];
/** Whose lists are whose: the network is the administrator's; customers and sales are also the stores'. */
export const IMPORTERS: Record<ImportKind, Role[]> = {
  customers: PEOPLE,
  sales: PEOPLE,
  outlets: ['administrator'],
  coverage: ['administrator'],
};
export const ALL_IMPORTERS = PEOPLE;

/** A file with personal data is kept no longer than it is of use: to be taken in, and to mend what was wrong. */
const KEPT_HOURS = 7 * 24;

/** A file to be looked through; nothing else happens yet. */
export async function receiveFile(
  tx: Tx,
  {
    viewer,
    kind,
    fileName,
    content,
  }: { viewer: Viewer; kind: ImportKind; fileName: string; content: Buffer },
  now: Date,
): Promise<number> {
  if (!hasRole(viewer, ...IMPORTERS[kind])) {
    throw new DomainError('forbidden', 'Lists of this kind are for an administrator to bring in.');
  }
  const { identifiers } = await tx.insert(DataImport, {
    kind,
    fileName,
    fileHash: createHash('sha256').update(content).digest('hex'),
    size: content.length,
    state: 'checking',
    personId: viewer.personId,
    createdAt: now,
    strandedAt: [],
    nextActionAt: now,
  });
  const importId = Number(identifiers[0]?.id);
  await tx.insert(ImportFile, { importId, content, expiresAt: hoursAfter(now, KEPT_HOURS) });
  return importId;
}

/** Takes in what was looked through: the same file, by its hash. Asked for twice, it goes on once. */
export async function applyImport(
  tx: Tx,
  { importId, fileHash, viewer }: { importId: number; fileHash: string; viewer: Viewer },
  now: Date,
): Promise<void> {
  const held = await theirImport(tx, viewer, importId);
  if (!hasRole(viewer, ...IMPORTERS[held.kind]))
    throw new DomainError('forbidden', 'Your role does not allow this.');
  if (held.fileHash !== fileHash) {
    throw new DomainError(
      'stale',
      'This is not the file that was looked through. Send it to be looked through first.',
    );
  }
  const { affectedRows } = await tx.query(
    `UPDATE data_import i JOIN import_file f ON f.importId = i.id
     SET i.state = 'applying', i.appliedAt = ?, i.doneRows = 0, i.nextActionAt = ?
     WHERE i.id = ? AND i.state = 'checked' AND i.newRows + i.changedRows + i.sameRows > 0`,
    [now, now, importId],
  );
  if (affectedRows === 0) throw new DomainError('wrong_state', 'There is nothing here to take in now.');
  await noteChange(tx, 'import_applied', importId, viewer.personId, now);
}

/** The file is not wanted after all, and is deleted. */
export async function dropImport(tx: Tx, importId: number, viewer: Viewer, now: Date): Promise<void> {
  await theirImport(tx, viewer, importId);
  const { affectedRows } = await tx.query(
    "UPDATE data_import SET state = 'dropped', finishedAt = ? WHERE id = ? AND state IN ('checking', 'checked', 'unusable')",
    [now, importId],
  );
  if (affectedRows !== 1) throw new DomainError('wrong_state', 'It is being taken in, or is over.');
  await tx.delete(ImportFile, { importId });
  await tx.query('DELETE FROM import_problem WHERE importId = ?', [importId]);
}

/** Their own; whoever sees the province sees all. */
export async function theirImport(tx: Tx, viewer: Viewer, id: number): Promise<DataImport> {
  const held = await tx.findOneBy(DataImport, { id });
  if (!held || !(viewer.scope.province || held.personId === viewer.personId)) {
    throw new DomainError('not_found', 'There is no such import.');
  }
  return held;
}

/** What is to be looked through or taken in. */
export const dueImports = (manager: EntityManager, now: Date): Promise<JobMap['imports'][]> =>
  manager.query(
    "SELECT id AS importId FROM data_import WHERE state IN ('checking', 'applying') AND nextActionAt <= ? LIMIT 50",
    [now],
  );

/** So that Excel reads it as UTF-8. */
const BOM = '\ufeff';
const sheet = (rows: string[][]): string => BOM + stringify(rows.map((row) => row.map(safeCell)));

/** The headings and one row that shows how the cells are written, with a district and a store that there are. */
export async function templateFor(tx: Tx, kind: ImportKind, language: Language): Promise<string> {
  const [own] = await tx.query(
    `SELECT (SELECT name FROM district WHERE parentCode IS NOT NULL ORDER BY code LIMIT 1) AS district,
            (SELECT code FROM unit WHERE kind = 'store' ORDER BY code LIMIT 1) AS store`,
  );
  const columns = IMPORT_COLUMNS[kind];
  return sheet([
    columns.map((column) => column[language]),
    columns.map(({ name, example }) => own[name] ?? example),
  ]);
}

/** The rows that were not taken in, as they stand in the file, with their lines and what is wrong: to be mended and sent again. */
export async function mistakesOf(
  tx: Tx,
  importId: number,
  kind: ImportKind,
  language: Language,
): Promise<string> {
  const file = await tx.findOneBy(ImportFile, { importId });
  const read = file && readFile(kind, file.content);
  if (!read || 'trouble' in read) throw new DomainError('expired', 'The file is deleted. Send it again.');
  const problems: { line: number; field: string; trouble: CellTrouble }[] = await tx.query(
    'SELECT line, field, trouble FROM import_problem WHERE importId = ? ORDER BY line, id',
    [importId],
  );
  const byLine = new Map<number, string[]>();
  for (const { line, field, trouble } of problems) {
    const name = IMPORT_COLUMNS[kind].find((column) => column.name === field)?.[language] ?? field;
    byLine.set(line, [...(byLine.get(line) ?? []), troubleWords(trouble, name, language)]);
  }
  const titles = language === 'zh' ? ['行号', '问题'] : ['Line', 'What is wrong'];
  const width = read.header.length;
  return sheet([
    [...read.header, ...titles],
    ...read.rows
      .filter(({ line }) => byLine.has(line))
      .map(({ line, raw }) => [
        ...Array.from({ length: width }, (_, at) => raw[at] ?? ''),
        String(line),
        (byLine.get(line) ?? []).join('; '),
      ]),
  ]);
}
