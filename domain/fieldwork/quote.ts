import type { Fen } from '../money.ts';
import type { ServiceActionName } from '../vocabulary.ts';
import type { QuoteLineSort, QuoteState, Unit } from './words.ts';

/** One line of what the work will cost. */
export interface QuoteLine {
  sort: QuoteLineSort;
  /** Of the price list; null for what is not on it, which needs a reason. */
  code: string | null;
  text: string;
  unit: Unit;
  /** Thousandths of the unit: 2.5 m of pipe are 2500. */
  quantityMilli: number;
  unitFen: Fen;
  /** Under warranty: said, and nothing charged. */
  covered: boolean;
  reason: string | null;
}

/** What one line costs, to the nearest fen; half a fen is rounded up. Exact below 2^53. */
export const lineFen = ({
  covered,
  unitFen,
  quantityMilli,
}: Pick<QuoteLine, 'covered' | 'unitFen' | 'quantityMilli'>): Fen =>
  covered ? 0 : Math.floor((unitFen * quantityMilli + 500) / 1000);

export const quoteTotal = (lines: readonly Pick<QuoteLine, 'covered' | 'unitFen' | 'quantityMilli'>[]): Fen =>
  lines.reduce((sum, line) => sum + lineFen(line), 0);

/** 2.5 → 2500; null for what is no quantity. */
export function parseQuantity(text: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,3}))?$/.exec(text.trim());
  if (!match) return null;
  const milli = Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0'));
  return milli > 0 ? milli : null;
}

/** 2500 → '2.5' */
export const formatQuantity = (milli: number): string => String(milli / 1000);

/** The quote that the customer agreed to, if that is the one that stands. */
export const quoteInForce = <Q extends { state: QuoteState }>(quotes: readonly Q[]): Q | null =>
  quotes.findLast(({ state }) => state === 'approved') ?? null;

/** F2: whether the charge is what was agreed. */
export type ChargeAgreement = 'as_quoted' | 'differs' | 'not_quoted';
export function chargeAgreement(chargeFen: Fen, quotedFen: Fen | null): ChargeAgreement {
  if (quotedFen === null) return 'not_quoted';
  return chargeFen === quotedFen ? 'as_quoted' : 'differs';
}

/**
 * H5: quote before working. Whether a visit's work began without a quote that the customer had agreed to by then; false
 * while it has not begun.
 */
export function workedUnquoted(
  actions: readonly { action: ServiceActionName; at: string }[],
  quotes: readonly { approvedAt: string | null }[],
): boolean {
  const work = actions.find(({ action }) => action === 'work');
  if (!work) return false;
  const began = Date.parse(work.at);
  return !quotes.some(({ approvedAt }) => approvedAt !== null && Date.parse(approvedAt) <= began);
}
