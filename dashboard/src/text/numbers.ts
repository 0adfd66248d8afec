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

/** A share in tenths of a percent, as it adds up with the others (domain/shares.ts): 971 → 97.1% ; nothing only where it is that. */
export function shareText(share: number, count: number): string {
  if (share >= 1000) return '100%';
  return share === 0 && count > 0 ? '<0.1%' : `${(share / 10).toFixed(1)}%`;
}
