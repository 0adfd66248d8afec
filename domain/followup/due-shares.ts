import { sharesOf } from '../shares.ts';

type Parts = Record<'settled' | 'exhausted' | 'overdue', number>;

/** F5: what of that which was due is done, an exception and overdue, in tenths of a percent; the same wherever it is told. */
export function dueShares({ settled, exhausted, overdue }: Parts): Parts {
  const [done = 0, spent = 0, late = 0] = sharesOf([settled, exhausted, overdue]);
  return { settled: done, exhausted: spent, overdue: late };
}
