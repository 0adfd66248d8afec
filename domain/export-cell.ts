/** What stands in a table that is handed out. Text is never anything else: neither a formula, nor a number. */
export type Cell = string | number | null;

/** Excel's limit of one cell. */
const LONGEST = 32_767;
/** How spreadsheets know a formula, with what they pass over before it; full-width signs count in East Asian ones. */
const FORMULA = /^[\s\p{C}'"]*[=+\-@＝＋－＠|%]|^[\t\r\n]/u;

/**
 * Text of a CSV, which a spreadsheet guesses the meaning of: what could be read as a formula begins with an apostrophe,
 * by which spreadsheets know text.
 */
export const asText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** One line of a CSV. All text is quoted, so that no other separator than the comma ever takes it apart. */
export const csvLine = (cells: readonly Cell[]): string =>
  `${cells
    .map((cell) => (typeof cell === 'string' ? `"${asText(cell).replaceAll('"', '""')}"` : (cell ?? '')))
    .join(',')}\r\n`;

/** A cell of a worksheet (SpreadsheetML): text says of itself that it is text. */
export function sheetCell(cell: Cell): string {
  if (cell === null || cell === '') return '<c/>';
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
}

/** What XML 1.0 does not have, or nobody sees. */
const NOT_XML = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]|\p{Surrogate}/gu;

const xmlText = (text: string): string =>
  text
    .slice(0, LONGEST)
    .replace(NOT_XML, '\uFFFD')
    // '_x000D_' would be read as the character that it names.
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
