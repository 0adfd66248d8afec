/** How many answers gave a score, and how many of them five points. */
export interface Scores {
  answers: number;
  fives: number;
}

/**
 * How likely it is that of `answers` at least `fives` are fives, each being one with the chance `share`: the upper tail
 * of the binomial distribution, exact to some twelve digits however small it is.
 *
 * @param share 0–1
 */
export function binomialTail({ answers, fives }: Scores, share: number): number {
  if (fives <= 0 || share >= 1) return 1;
  if (share <= 0 || fives > answers) return 0;
  // Each term out of the one before, beginning with the largest of those that are summed: none is lost by underflow.
  const mode = Math.min(Math.max(fives, Math.floor((answers + 1) * share)), answers);
  const odds = share / (1 - share);
  let sum = 1;
  for (let at = mode, term = 1; at < answers; at++) {
    term *= ((answers - at) / (at + 1)) * odds;
    if (term < sum * Number.EPSILON) break;
    sum += term;
  }
  for (let at = mode, term = 1; at > fives; at--) {
    term *= at / ((answers - at + 1) * odds);
    if (term < sum * Number.EPSILON) break;
    sum += term;
  }
  return Math.min(1, sum * Math.exp(logTerm(answers, mode, share)));
}

/** The logarithm of the chance of exactly so many. */
const logTerm = (answers: number, fives: number, share: number): number =>
  logFactorial(answers) -
  logFactorial(fives) -
  logFactorial(answers - fives) +
  fives * Math.log(share) +
  (answers - fives) * Math.log1p(-share);

/** Summed for few, by Stirling's series for many: both to the last digits. */
function logFactorial(n: number): number {
  if (n < 256) {
    let sum = 0;
    for (let at = 2; at <= n; at++) sum += Math.log(at);
    return sum;
  }
  const inverse = 1 / n;
  return (
    (n + 0.5) * Math.log(n) -
    n +
    0.5 * Math.log(2 * Math.PI) +
    inverse / 12 -
    inverse ** 3 / 360 +
    inverse ** 5 / 1260
  );
}

/**
 * Whether an outlet has more fives than chance allows, measured by the share that the others have. Null: no; or too few
 * answers to say.
 *
 * @returns the chance of so many, and the share of the others
 */
export function oddFives(
  outlet: Scores,
  province: Scores,
  { minScores, tail }: { minScores: number; tail: number },
): { chance: number; share: number } | null {
  const others = { answers: province.answers - outlet.answers, fives: province.fives - outlet.fives };
  if (outlet.answers < minScores || others.answers <= 0) return null;
  const share = others.fives / others.answers;
  const chance = binomialTail(outlet, share);
  return chance < tail ? { chance, share } : null;
}
