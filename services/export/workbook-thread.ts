import { parentPort } from 'node:worker_threads';
import writeWorkbook, { type Cell as SheetCell } from 'write-excel-file/node';
import type { Cell } from '../../domain/export-cell.ts';

/** Pages of rows, and null for the end; then the bytes go back. */
export type ToWorkbook = readonly (readonly Cell[])[] | null;

/** Text says of itself that it is text: nothing is ever read as a formula. */
const sheetCell = (cell: Cell): SheetCell =>
  typeof cell === 'string' && cell !== '' ? { value: cell, type: String } : cell === '' ? null : cell;

/** Run by workbook.ts as a thread: the first row is the heading. */
const rows: SheetCell[][] = [];
parentPort?.on('message', async (page: ToWorkbook) => {
  if (page) {
    for (const row of page) rows.push(row.map(sheetCell));
    return;
  }
  const [heading = [], ...others] = rows;
  const bold = heading.map((cell) => ({ ...(cell as object), fontWeight: 'bold' }) as SheetCell);
  const columns = heading.map(() => ({ width: 18 }));
  const bytes = await writeWorkbook([bold, ...others], { columns, stickyRowsCount: 1 }).toBuffer();
  parentPort?.postMessage(bytes);
});
