import { z } from 'zod';
import { cursorQuery } from './cursor.ts';

/** Files of customers, sales (H9), outlets and coverage: looked through first, then taken in. */
const id = z.int().positive();
const instant = z.iso.datetime();

export const IMPORT_KINDS = ['customers', 'sales', 'outlets', 'coverage'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
export const IMPORT_STATES = [
  'checking', // being looked through
  'checked', // what it would do is known; nothing is done yet
  'applying',
  'done',
  'unusable', // cannot be read at all
  'dropped',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
export const IMPORT_ENCODINGS = ['utf-8', 'gb18030', 'utf-16le'] as const;
export type ImportEncoding = (typeof IMPORT_ENCODINGS)[number];
/** Why a file cannot be read at all. */
export const FILE_TROUBLES = [
  'empty',
  'encoding',
  'broken',
  'too_many_rows',
  'columns_missing',
  'columns_doubled',
] as const;
export type FileTrouble = (typeof FILE_TROUBLES)[number];
/** What is wrong with a cell; the words, and what to do, are in the language files. */
export const CELL_TROUBLES = [
  'needed',
  'too_long',
  'not_a_phone',
  'not_a_day',
  'in_the_future',
  'not_a_number',
  'unknown_district',
  'prefecture_only',
  'ambiguous_district',
  'unknown_category',
  'unknown_brand',
  'unknown_store',
  'unknown_region',
  'unknown_outlet',
  'unknown_word',
  'not_yours',
  'serial_elsewhere',
  'twice_in_file',
  'store_of_other_region',
  'cells_missing',
  'not_degrees',
  'far_from_district',
  'standing_elsewhere',
] as const;
export type CellTrouble = (typeof CELL_TROUBLES)[number];

export const IMPORT_MAX_BYTES = 5 * 1024 * 1024;
export const IMPORT_MAX_ROWS = 50_000;
/** So many problems are kept and shown; all are counted. */
export const IMPORT_PROBLEMS_KEPT = 2_000;

export const importSchema = z.object({
  id,
  kind: z.enum(IMPORT_KINDS),
  fileName: z.string(),
  fileHash: z.string(),
  size: z.int(),
  encoding: z.enum(IMPORT_ENCODINGS).nullable(),
  state: z.enum(IMPORT_STATES),
  trouble: z.enum(FILE_TROUBLES).nullable(),
  /** What the trouble is about: names of columns. */
  troubleDetail: z.string().nullable(),
  personName: z.string(),
  createdAt: instant,
  appliedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  rows: z.int(),
  newRows: z.int(),
  changedRows: z.int(),
  sameRows: z.int(),
  badRows: z.int(),
  doneRows: z.int(),
  /** Open tickets that no outlet would cover afterwards. */
  stranded: z.int(),
  /** Their places: district, category, kind. */
  strandedAt: z.array(
    z.object({ districtCode: z.string(), category: z.string(), kind: z.string(), tickets: z.int() }),
  ),
  /** Whether the file is still here, for the list of mistakes and to be taken in. */
  kept: z.boolean(),
});
export type ImportView = z.infer<typeof importSchema>;
export const importListQuery = z.object({
  ...cursorQuery,
});
export const importListSchema = z.object({ items: z.array(importSchema), next: z.string().nullable() });
export const importChangedSchema = z.object({ import: importSchema });
export const uploadQuery = z.object({
  kind: z.enum(IMPORT_KINDS),
  fileName: z.string().trim().min(1).max(200),
});
/** The hash says that what is taken in is what was looked through. */
export const applyImportSchema = z.strictObject({ fileHash: z.string().length(64) });

export const importProblemSchema = z.object({
  line: z.int(),
  column: z.string(),
  trouble: z.enum(CELL_TROUBLES),
  given: z.string(),
});
export type ImportProblem = z.infer<typeof importProblemSchema>;
export const importProblemsSchema = z.object({ items: z.array(importProblemSchema) });
