import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { DomainError } from '../../domain/errors.ts';
import { type Cell, csvLine } from '../../domain/export-cell.ts';
import { type TableFormat, tableBytes } from '../../services/export/table-file.ts';
import { WORKBOOK_ROWS } from '../../services/export/workbook.ts';

const NOT_TEXT = /(?![\t\n\r])\p{Cc}|\p{Noncharacter_Code_Point}|\p{Surrogate}|\uFFFD/gu;
const escapedBack = (text: string): string => text.replaceAll('_x005F_', '_');

/** What spreadsheets take for the beginning of a formula, also behind what they pass over. */
const DANGEROUS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '|', '%'];
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .tuple(fc.constantFrom(...DANGEROUS, ' =', '\u00a0+', "'=", '"=', '\u200b='), fc.string())
    .map((parts) => parts.join('')),
  fc.constantFrom(
    '=HYPERLINK("http://x","y")',
    '@SUM(1+1)*cmd|calc!A0',
    'a;=1+1',
    'a,=1',
    '"\n=1',
    '_x003D_1+1',
    '王先生',
    '',
  ),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(text, fc.nat(), fc.constant(null));

async function written(rows: Cell[][], format: TableFormat): Promise<Buffer> {
  const pages = (async function* () {
    yield rows;
  })();
  const parts: Buffer[] = [];
  for await (const part of await tableBytes({ columns: ['一', 'two'], pages }, format)) parts.push(part);
  return Buffer.concat(parts);
}

describe('tables that are handed out', () => {
  it('hold no cell of a CSV that could be read as a formula, and the text itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell)), async (rows) => {
        const csv = (await written(rows, 'csv')).toString();
        expect(csv.startsWith('\uFEFF')).to.equal(true);
        const read: string[][] = parse(csv, {
          bom: true,
          relax_column_count: false,
          record_delimiter: '\r\n',
        });
        for (const [index, row] of rows.entries()) {
          for (const [column, wrote] of row.entries()) {
            const got = read[index + 1]?.[column] ?? 'nothing';
            const plain = Buffer.from(String(wrote ?? '')).toString();
            expect([plain, `'${plain}`]).to.include(got);
            if (typeof wrote === 'string') expect(got).to.not.match(/^[\s\p{C}]*[=+\-@＝＋－＠]|^[\t\r\n]/u);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('take no text apart, whatever separates cells where it is opened', () => {
    expect(csvLine(['a;=1+1', 'x\t=1', 3, null])).to.equal('"a;=1+1","x\t=1",3,\r\n');
  });

  it('hold text as text in a workbook, to the letter, and never a formula', async function () {
    this.timeout(120_000);
    // Numbered, since a reader passes over empty rows.
    const rows = fc
      .sample(fc.tuple(cell, cell), { numRuns: 2_000, seed: 7 })
      .map((row, index): Cell[] => [index, ...row]);
    const file = await written(rows, 'xlsx');
    const read = await readSheet(file, { trim: false });
    // What XML does not have is left out; and nothing is an empty cell.
    const kept = (value: Cell) =>
      typeof value === 'string' ? escapedBack(value.replaceAll(NOT_TEXT, '')) || null : value;
    expect(
      read.slice(1).map((row) => row.map((one) => (typeof one === 'string' ? escapedBack(one) : one))),
    ).to.deep.equal(rows.map((row) => row.map(kept)));
    expect(strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml'] as Uint8Array)).to.not.match(/<f[ >]/);
  });

  it('are refused as a workbook that would not fit into memory, and say what to do', async function () {
    this.timeout(60_000);
    const rows = Array.from({ length: WORKBOOK_ROWS + 1 }, (): Cell[] => [1, 2]);
    const refused = await written(rows, 'xlsx').catch((error) => error);
    expect(refused).to.be.instanceOf(DomainError).with.property('code', 'too_long');
    expect(refused.message).to.include('CSV');
  });

  it('of 200,000 rows are written as CSV without being in memory', async function () {
    this.timeout(60_000);
    let page = 0;
    const pages = (async function* () {
      while (page++ < 100)
        yield Array.from({ length: 2_000 }, (_, row) => [
          page * 2_000 + row,
          `满意度回访 ${page}-${row} =1+1 湖南省长沙市岳麓区`,
          null,
          '电话接通',
        ]);
    })();
    global.gc?.();
    const before = process.memoryUsage.rss();
    let most = before;
    let bytes = 0;
    for await (const part of await tableBytes({ columns: ['a', 'b', 'c', 'd'], pages }, 'csv')) {
      bytes += part.length;
      most = Math.max(most, process.memoryUsage.rss());
    }
    expect(bytes).to.be.above(1_000_000);
    expect(Math.round((most - before) / 2 ** 20), 'MB').to.be.below(200);
  });
});
