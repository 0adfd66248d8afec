import { type Cell, csvLine } from '../../domain/export-cell.ts';
import { requireWorkbook, workbook } from './workbook.ts';

/** A table that is handed out: read and written as it goes, however long it is. */
export interface TableFile {
  columns: readonly string[];
  /** In pages, as they are read. */
  pages: AsyncIterable<readonly (readonly Cell[])[]>;
  /** Whether it has more rows than so many, told without reading them; left out where it is short. */
  isLonger?: (rows: number) => Promise<boolean>;
}
export const TABLE_FORMATS = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];
export const MEDIA_TYPES: Record<TableFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** @throws DomainError too_long for a workbook of more rows than WORKBOOK_ROWS, before any is read */
export async function requireFits({ isLonger }: TableFile, format: TableFormat): Promise<void> {
  if (format === 'xlsx' && isLonger) await requireWorkbook(isLonger);
}

/** @throws DomainError too_long for a workbook of more rows than WORKBOOK_ROWS */
export async function tableBytes(table: TableFile, format: TableFormat): Promise<AsyncIterable<Buffer>> {
  if (format === 'csv') return csv(table);
  const whole = await workbook(table);
  return (async function* () {
    yield whole;
  })();
}

/** By its first mark spreadsheets know that it is UTF-8, and show Chinese. */
async function* csv({ columns, pages }: TableFile): AsyncGenerator<Buffer> {
  yield Buffer.from(`\uFEFF${csvLine(columns)}`);
  for await (const rows of pages) yield Buffer.from(rows.map(csvLine).join(''));
}
