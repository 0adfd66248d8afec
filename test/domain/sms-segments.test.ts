import { expect } from 'chai';
import fc from 'fast-check';
import { smsLength } from '../../domain/sms-segments.ts';

describe('parts of a text message', () => {
  for (const [what, text, segments, encoding] of [
    ['an empty one', '', 1, 'gsm'],
    ['160 letters', 'a'.repeat(160), 1, 'gsm'],
    ['161 letters', 'a'.repeat(161), 2, 'gsm'],
    ['306 letters', 'a'.repeat(306), 2, 'gsm'],
    ['307 letters', 'a'.repeat(307), 3, 'gsm'],
    ['80 euro signs', '€'.repeat(80), 1, 'gsm'],
    ['81 euro signs', '€'.repeat(81), 2, 'gsm'],
    ['70 hanzi', '字'.repeat(70), 1, 'ucs2'],
    ['71 hanzi', '字'.repeat(71), 2, 'ucs2'],
    ['134 hanzi', '字'.repeat(134), 2, 'ucs2'],
    ['135 hanzi', '字'.repeat(135), 3, 'ucs2'],
    ['one curly quote among letters', `${'a'.repeat(70)}’`, 2, 'ucs2'],
    // 33 pairs fill 66 of 67 places; the 34th is not cut in two.
    ['67 rare hanzi', '𠮷'.repeat(67), 3, 'ucs2'],
  ] as const) {
    it(`${what}: ${segments}`, () => {
      expect(smsLength(text)).to.include({ segments, encoding });
    });
  }

  it('has room for what is in it, and never for a whole part more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const { segments, units, room, encoding } = smsLength(text);
        expect(units).to.be.at.most(room);
        const [alone, each] = encoding === 'gsm' ? [160, 153] : [70, 67];
        expect(room).to.equal(segments === 1 ? alone : segments * each);
        if (segments > 1) expect(units).to.be.above(segments === 2 ? alone : (segments - 1) * (each - 1));
      }),
    );
  });
});
