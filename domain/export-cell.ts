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

/** What XML 1.0 does not have, or nobody sees: left out. */
const NOT_TEXT = /(?![\t\n\r])\p{Cc}|\p{Noncharacter_Code_Point}|\p{Surrogate}|\uFFFD/gu;

/** Text of a worksheet's cell: as long as Excel takes it; '_x000D_' would be read as the character that it names. */
export const sheetText = (text: string): string =>
  text
    .slice(0, LONGEST)
    .replace(NOT_TEXT, '')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
