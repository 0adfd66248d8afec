/** Money is whole fen, as a number below 2^53: ninety trillion yuan. */
export type Fen = number;

/** '12.3' yuan → 1230 fen. Refuses what is not a sum of money with at most two decimals. */
export function parseYuan(text: string): Fen | null {
  const match = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** 123456 → '1,234.56' */
export function formatFen(fen: Fen): string {
  const sign = fen < 0 ? '-' : '';
  const whole = Math.abs(fen);
  const yuan = Math.floor(whole / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}${yuan}.${String(whole % 100).padStart(2, '0')}`;
}
