/** 13800138000 → 138 0013 8000 · 138****8000 → 138 **** 8000 · +8673188881234 → 0731-8888 1234 · +864008009527 → 400 800 9527 */
export function groupPhone(number: string): string {
  const digits = number.replace(/^\+86/, '');
  if (/^1[\d*]{10}$/.test(digits)) return `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}`;
  if (/^[1-9]\d\d\*{4}\d{4}$/.test(digits)) return `${digits.slice(0, 3)} **** ${digits.slice(-4)}`;
  // Abroad a landline is written without the 0 of its area code.
  const trunk = digits === number ? digits : digits.replace(/^(?=[2-9]|10)/, '0');
  const land = /^(0(?:10|2\d|[3-9]\d\d))([\d*]{3,4})(\d{4})$/.exec(trunk);
  if (land && !/^[48]00/.test(digits)) return `${land[1]}-${land[2]} ${land[3]}`;
  const service = /^([48]00)(\d{3})(\d{4})$/.exec(digits);
  if (service) return service.slice(1).join(' ');
  return number;
}

/** 13693 → 13,693 */
export const groupCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** 482913057 → 482 913 057 */
export const groupTicket = (number: string): string => number.replace(/(\d{3})(?=\d)/g, '$1 ');

/** 0.98765 → 98.7% ; never rounds up to what is not reached. */
export function percent(ratio: number): string {
  if (ratio >= 1) return '100%';
  return `${(Math.floor(ratio * 1000) / 10).toFixed(1)}%`;
}

/** A part of a whole, that adds up with the others: 0.97054 → 97.1% ; a whole or nothing only where it is that. */
export function share(ratio: number): string {
  if (ratio >= 1) return '100%';
  if (ratio > 0 && ratio < 0.0005) return '<0.1%';
  return `${(Math.min(Math.round(ratio * 1000), 999) / 10).toFixed(1)}%`;
}
