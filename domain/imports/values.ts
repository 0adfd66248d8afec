import { isDiallable, normaliseNumber } from '../phone-number.ts';

/** How cells of a list are read, in the ways in which people here write them. */

const DAYS = [
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
  /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]$/,
];

/** 2026-11-28, 2026/11/28, 20261128, 2026年11月28日 as '2026-11-28'; null for what is no day of the calendar. */
export function readDay(text: string): string | null {
  for (const pattern of DAYS) {
    const [, year, month, day] = pattern.exec(halfWidth(text).trim()) ?? [];
    if (!year || !month || !day) continue;
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const at = new Date(`${iso}T00:00:00Z`);
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : null;
  }
  return null;
}

/** 138 0013 8000, 138-0013-8000, +86…, 0731-8234 5678 as E.164; null for what cannot be rung. */
export function readPhone(text: string): string | null {
  // A spreadsheet may have taken the number for a quantity.
  const plain = halfWidth(text).trim().replace(/\.0+$/, '').replace(/^'/, '');
  if (!/^[+(\d][\d\s()-]*$/.test(plain)) return null;
  const number = normaliseNumber(plain.replace(/^86(?=1\d{10}$)/, '+86'));
  return isDiallable(number) ? number : null;
}

/** A whole number from 0 on; null for anything else. */
export function readCount(text: string): number | null {
  const plain = halfWidth(text).trim().replace(/\.0+$/, '');
  return /^\d{1,6}$/.test(plain) ? Number(plain) : null;
}

/** Degrees with a decimal point, at most `most` either way, to the millionth; null for anything else. */
export function readDegrees(text: string, most: number): number | null {
  const plain = halfWidth(text).trim().replace(/°$/, '');
  if (!/^-?\d{1,3}(\.\d+)?$/.test(plain)) return null;
  const degrees = Math.round(Number(plain) * 1e6) / 1e6;
  return Math.abs(degrees) <= most ? degrees : null;
}

/** Digits and signs that an input method left in full width. */
const halfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

/** A cell that a spreadsheet would take for a formula is shown as the text that it is. */
export const safeCell = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** A heading or a word of a list, however it is spaced and written. */
export const plainWord = (text: string): string =>
  halfWidth(text)
    .toLowerCase()
    .replace(/[\s_*]/g, '')
    .replace(/[(（].*$/, '');
