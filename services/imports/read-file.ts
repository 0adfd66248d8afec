import { parse } from 'csv-parse/sync';
import {
  type FileTrouble,
  IMPORT_MAX_ROWS,
  type ImportEncoding,
  type ImportKind,
} from '../../domain/contracts/imports.ts';
import { IMPORT_COLUMNS, matchHeader } from '../../domain/imports/columns.ts';

export interface FileRow {
  /** In the file, from 1; a cell may hold several lines. */
  line: number;
  /** Cells by the names of their columns, trimmed; '' where the file has no such column. */
  cells: Record<string, string>;
  /** As they stand in the file, for the list of mistakes. */
  raw: string[];
}

export type ReadFile =
  | { encoding: ImportEncoding; header: string[]; rows: FileRow[] }
  | { encoding: ImportEncoding | null; trouble: FileTrouble; detail?: string };

/**
 * A file as a spreadsheet saves it: UTF-8 or GB 18030 (GBK), commas, semicolons or tabs, the first row with the
 * headings in any order. Columns that nobody knows are passed over.
 */
export function readFile(kind: ImportKind, content: Buffer): ReadFile {
  const decoded = decode(content);
  if (!decoded) return { encoding: null, trouble: 'encoding' };
  const { encoding, text } = decoded;
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: 20_000,
    }) as unknown as typeof records;
  } catch {
    return { encoding, trouble: 'broken' };
  }
  const [head, ...body] = records;
  if (!head || body.length === 0) return { encoding, trouble: 'empty' };
  if (body.length > IMPORT_MAX_ROWS)
    return { encoding, trouble: 'too_many_rows', detail: String(body.length) };
  const matched = matchHeader(kind, head.record);
  if ('missing' in matched)
    return { encoding, trouble: 'columns_missing', detail: matched.missing.join('、') };
  if ('doubled' in matched)
    return { encoding, trouble: 'columns_doubled', detail: matched.doubled.join('、') };
  const rows = body.map(({ record, info }) => {
    const cells = Object.fromEntries(
      IMPORT_COLUMNS[kind].map(({ name }) => [name, (record[matched.at.get(name) ?? -1] ?? '').trim()]),
    );
    return { line: info.lines - breaksIn(record), cells, raw: record };
  });
  return { encoding, header: head.record, rows };
}

/** Line ends within cells: the parser counts lines up to the end of a row. */
const breaksIn = (record: string[]): number => record.join('').match(/\r\n|\r|\n/g)?.length ?? 0;

function decode(content: Buffer): { encoding: ImportEncoding; text: string } | null {
  const tries: ImportEncoding[] =
    content[0] === 0xff && content[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const encoding of tries) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(content);
      if (!text.includes('\0')) return { encoding, text };
    } catch {
      // not in this one
    }
  }
  return null;
}

/** The sign that parts most of the first line, as Excel writes it in different countries. */
function delimiterOf(text: string): string {
  const [head = ''] = text.split(/\r?\n/, 1);
  const counts = [',', ';', '\t', '，'].map((sign) => ({ sign, count: head.split(sign).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).sign;
}
