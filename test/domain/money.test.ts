import { expect } from 'chai';
import fc from 'fast-check';
import { formatFen, parseYuan } from '../../domain/money.ts';

describe('money', () => {
  it('reads yuan to the fen', () => {
    const cases: [string, number | null][] = [
      ['12', 1200],
      ['12.3', 1230],
      ['12.34', 1234],
      ['0.01', 1],
      [' 8 ', 800],
      ['12.345', null],
      ['-1', null],
      ['1e3', null],
      ['1,000', null],
      ['', null],
      ['.', null],
    ];
    for (const [text, fen] of cases) expect(parseYuan(text), text).to.equal(fen);
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (fen) => {
        expect(parseYuan(formatFen(fen).replaceAll(',', ''))).to.equal(fen);
      }),
    );
    expect(formatFen(123456789)).to.equal('1,234,567.89');
    expect(formatFen(-5)).to.equal('-0.05');
  });
});
