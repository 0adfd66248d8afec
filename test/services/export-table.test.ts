import { inflateRawSync } from 'node:zlib';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { type Cell, csvLine } from '../../domain/export-cell.ts';
import { type TableFormat, tableBytes } from '../../services/export/table-file.ts';

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
  for await (const part of tableBytes({ columns: ['一', 'two'], pages }, format)) parts.push(part);
  return Buffer.concat(parts);
}

/** The files of an archive, by the directory at its end. */
function unzipped(archive: Buffer): Map<string, string> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const files = new Map<string, string>();
  let at = archive.readUInt32LE(end + 16);
  for (let n = archive.readUInt16LE(end + 10); n > 0; n--) {
    const [size, nameLength, from] = [
      archive.readUInt32LE(at + 20),
      archive.readUInt16LE(at + 28),
      archive.readUInt32LE(at + 42),
    ];
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const begin = from + 30 + archive.readUInt16LE(from + 26);
    files.set(name, inflateRawSync(archive.subarray(begin, begin + size)).toString());
    at += 46 + nameLength;
  }
  return files;
}

const unescaped = (xml: string): string =>
  xml
    .replaceAll('&#13;', '\r')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replaceAll('_x005F_', '_');

function cellsOf(sheet: string): Cell[][] {
  return [...sheet.matchAll(/<row>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c(?: [^>]*?)?(?:\/>|>(.*?)<\/c>)/gs)].map(([, content]) => {
      if (content === undefined) return null;
      const number = /^<v>(.*)<\/v>$/.exec(content);
      if (number) return Number(number[1]);
      return unescaped(/^<is><t xml:space="preserve">(.*)<\/t><\/is>$/s.exec(content)?.[1] ?? 'no text');
    }),
  );
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

  it('hold text as text in a workbook, to the letter, and never a formula', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell)), async (rows) => {
        const sheet = unzipped(await written(rows, 'xlsx')).get('xl/worksheets/sheet1.xml') ?? '';
        expect(sheet).to.not.match(/<f[ >]/);
        // What XML does not have is replaced; nothing else changes.
        const asXml = (value: Cell): Cell =>
          typeof value === 'string'
            ? value.replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd') || null
            : value;
        expect(cellsOf(sheet).slice(1)).to.deep.equal(rows.map((row) => row.map(asXml)));
      }),
      { numRuns: 300 },
    );
  });

  it('of 200,000 rows are written without being in memory', async function () {
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
    for await (const part of tableBytes({ columns: ['a', 'b', 'c', 'd'], pages }, 'xlsx')) {
      bytes += part.length;
      most = Math.max(most, process.memoryUsage.rss());
    }
    expect(bytes).to.be.above(1_000_000);
    expect(Math.round((most - before) / 2 ** 20), 'MB').to.be.below(200);
  });
});
