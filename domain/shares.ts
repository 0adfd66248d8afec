/** A whole in tenths of a percent. */
const WHOLE = 1000;

/**
 * What part each is of one whole, in tenths of a percent, so that they add up: rounded down, and what is left over goes by
 * ones to whoever lost most (largest remainder). Only what is the whole is 100 %.
 *
 * @param of the whole, and how much of it they share, where they are not all of it: what they are a part of, rounded before
 */
export function sharesOf(
  counts: readonly number[],
  of: { whole: number; share: number } = {
    whole: counts.reduce((sum, count) => sum + count, 0),
    share: WHOLE,
  },
): number[] {
  const { whole, share } = of;
  if (whole === 0) return counts.map(() => 0);
  const parts = counts.map((count, index) => ({
    index,
    floor: Math.floor((count * WHOLE) / whole),
    lost: (count * WHOLE) % whole,
  }));
  const left = share - parts.reduce((sum, { floor }) => sum + floor, 0);
  const first = parts
    .filter(({ floor, lost }) => lost > 0 && floor < WHOLE - 1)
    .sort((one, other) => other.lost - one.lost)
    .slice(0, left);
  const shares = parts.map(({ floor }) => floor);
  for (const { index, floor } of first) shares[index] = floor + 1;
  return shares;
}
