import { type Fen, formatFen, parseYuan } from '../../../domain/money.ts';

/** A quote as it is kept with the action: '¥120.00 换压缩机启动电容' */
export const quoteEvidence = (fen: Fen, note?: string): string =>
  [`¥${formatFen(fen)}`, note?.trim()].filter(Boolean).join(' ');

/** The amount that was quoted, read back from what was kept; null when there is none. */
export function quotedFen(evidence: string | null | undefined): Fen | null {
  const amount = /^¥([\d,]+\.\d{2})/.exec(evidence ?? '')?.[1];
  return amount ? parseYuan(amount.replaceAll(',', '')) : null;
}
