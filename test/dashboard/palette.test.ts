import { expect } from 'chai';
import { palette } from '../../dashboard/src/theme/palette.ts';

/** Relative luminance, WCAG 2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Texts and the grounds on which they stand. */
const PAIRS = [
  ...(['text', 'quiet', 'accent', 'late', 'soon', 'good'] as const).flatMap((text) =>
    (['panel', 'ground', 'raised'] as const).map((ground) => [text, ground] as const),
  ),
  ...(['text', 'quiet', 'accent', 'late', 'soon'] as const).map((text) => [text, 'accentGround'] as const),
  ['late', 'lateGround'],
  ['text', 'lateGround'],
  ['soon', 'soonGround'],
  ['text', 'soonGround'],
  ['good', 'goodGround'],
  ['panel', 'late'],
  ['panel', 'accent'],
] as const;

describe('the colours', () => {
  for (const mode of ['light', 'dark'] as const) {
    for (const [text, ground] of PAIRS) {
      it(`let ${text} be read on ${ground} (${mode}, AA)`, () => {
        expect(contrast(palette[mode][text], palette[mode][ground])).to.be.at.least(4.5);
      });
    }
  }
});
