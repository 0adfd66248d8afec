import { type Cell, csvLine, sheetCell } from '../../domain/export-cell.ts';
import { zip } from './zip.ts';

/** A table that is handed out: read and written as it goes, however long it is. */
export interface TableFile {
  columns: readonly string[];
  /** In pages, as they are read. */
  pages: AsyncIterable<readonly (readonly Cell[])[]>;
}
export const TABLE_FORMATS = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];
export const MEDIA_TYPES: Record<TableFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const tableBytes = (table: TableFile, format: TableFormat): AsyncIterable<Buffer> =>
  format === 'csv' ? csv(table) : xlsx(table);

/** By its first mark spreadsheets know that it is UTF-8, and show Chinese. */
async function* csv({ columns, pages }: TableFile): AsyncGenerator<Buffer> {
  yield Buffer.from(`\uFEFF${csvLine(columns)}`);
  for await (const rows of pages) yield Buffer.from(rows.map(csvLine).join(''));
}

/** The least that a workbook is made of (ECMA-376): one sheet, its first row bold and held in place. */
const xlsx = (table: TableFile): AsyncGenerator<Buffer> =>
  zip([
    { name: '[Content_Types].xml', text: [TYPES] },
    { name: '_rels/.rels', text: [relations('officeDocument', 'xl/workbook.xml')] },
    { name: 'xl/workbook.xml', text: [WORKBOOK] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: [relations('worksheet', 'worksheets/sheet1.xml', 'styles', 'styles.xml')],
    },
    { name: 'xl/styles.xml', text: [STYLES] },
    { name: 'xl/worksheets/sheet1.xml', text: sheet(table) },
  ]);

async function* sheet({ columns, pages }: TableFile): AsyncGenerator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" baseColWidth="16"/><sheetData>`;
  yield `<row>${columns.map((name) => sheetCell(name).replace('<c ', '<c s="1" ')).join('')}</row>`;
  for await (const rows of pages)
    yield rows.map((cells) => `<row>${cells.map(sheetCell).join('')}</row>`).join('');
  yield '</sheetData></worksheet>';
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SPREADSHEET}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${SPREADSHEET}.styles+xml"/></Types>`;
const WORKBOOK = `${XML}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`;

/** Which part is what, by turns. */
function relations(...kindsAndTargets: string[]): string {
  let all = '';
  for (let at = 0; at < kindsAndTargets.length; at += 2)
    all += `<Relationship Id="rId${at / 2 + 1}" Type="${DOCUMENT}/${kindsAndTargets[at]}" Target="${kindsAndTargets[at + 1]}"/>`;
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all}</Relationships>`;
}
