/** Read digit by digit, in groups of three: 123456789 → "1 2 3，4 5 6，7 8 9". */
export function digitByDigit(digits: string, pause: string): string {
  const groups = digits.match(/\d{1,3}/g) ?? [];
  return groups.map((group) => [...group].join(' ')).join(pause);
}

/** A sentence that somebody else wrote, with a mark at its end. */
export const closed = (text: string, mark: string): string =>
  /[。？！.?!]$/.test(text) ? text : text + mark;
