/** A signature as it was drawn: strokes of x, y, x, y …, on a field of a thousand by four hundred. */
export type Strokes = number[][];
export const SIGNATURE_WIDTH = 1000;
export const SIGNATURE_HEIGHT = 400;
export const MOST_STROKES = 80;
export const MOST_NUMBERS = 6_000;

/** A dot is no signature: the pen has to have gone some way. */
const LEAST_WAY = 150;

/** Whether these strokes lie on the field and amount to a signature. */
export function isSignature(strokes: Strokes): boolean {
  let way = 0;
  let numbers = 0;
  for (const stroke of strokes) {
    numbers += stroke.length;
    if (stroke.length % 2 === 1) return false;
    for (let at = 0; at < stroke.length; at += 2) {
      const x = stroke[at] as number;
      const y = stroke[at + 1] as number;
      if (!within(x, SIGNATURE_WIDTH) || !within(y, SIGNATURE_HEIGHT)) return false;
      if (at > 0) way += Math.hypot(x - (stroke[at - 2] as number), y - (stroke[at - 1] as number));
    }
  }
  return strokes.length <= MOST_STROKES && numbers <= MOST_NUMBERS && way >= LEAST_WAY;
}

const within = (value: number, most: number): boolean =>
  Number.isInteger(value) && value >= 0 && value <= most;

/** The strokes as the path of an SVG. */
export const pathOf = (strokes: Strokes): string =>
  strokes
    .map((stroke) => {
      const points: string[] = [];
      for (let at = 0; at + 1 < stroke.length; at += 2) points.push(`${stroke[at]} ${stroke[at + 1]}`);
      return points.length === 0 ? '' : `M${points.join('L')}`;
    })
    .join('');
