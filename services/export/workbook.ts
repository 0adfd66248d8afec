import { DomainError } from '../../domain/errors.ts';
import { type Cell, sheetText } from '../../domain/export-cell.ts';
import { startThread } from '../thread.ts';
import type { TableFile } from './table-file.ts';
import type { ToWorkbook } from './workbook-thread.ts';

/** A workbook is in memory whole while it is written; longer tables go out as CSV. */
export const WORKBOOK_ROWS = 50_000;

/** One at a time: each takes hundreds of megabytes. */
let before: Promise<unknown> = Promise.resolve();

/**
 * The table as a workbook (XLSX), written in a thread of its own: a process that answers calls does not wait for it.
 *
 * @throws DomainError too_long for more than WORKBOOK_ROWS rows
 */
export function workbook(table: TableFile): Promise<Buffer> {
  const written = before.then(() => write(table));
  before = written.catch(() => undefined);
  return written;
}

/** @throws DomainError too_long */
export async function requireWorkbook(isLonger: (rows: number) => Promise<boolean>): Promise<void> {
  if (await isLonger(WORKBOOK_ROWS)) throw tooLong();
}

async function write({ columns, pages }: TableFile): Promise<Buffer> {
  const thread = startThread(new URL('./workbook-thread', import.meta.url));
  const written = new Promise<Buffer>((resolve, reject) => {
    thread.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)));
    thread.once('error', reject);
  });
  written.catch(() => undefined);
  const send = (page: ToWorkbook) => thread.postMessage(page);
  try {
    send([columns.map(sheetText)]);
    let rows = 0;
    for await (const page of pages) {
      rows += page.length;
      if (rows > WORKBOOK_ROWS) throw tooLong();
      send(page.map((row) => row.map(asSheet)));
    }
    send(null);
    return await written;
  } finally {
    await thread.terminate();
  }
}

const asSheet = (cell: Cell): Cell => (typeof cell === 'string' ? sheetText(cell) : cell);

const tooLong = () =>
  new DomainError(
    'too_long',
    `A workbook takes ${WORKBOOK_ROWS.toLocaleString('en')} rows. Choose fewer days, or take the table as CSV.`,
  );
