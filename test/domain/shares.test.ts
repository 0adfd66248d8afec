import { expect } from 'chai';
import fc from 'fast-check';
import { sharesOf } from '../../domain/shares.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
/** Many small ones, and one beside which the others are nearly nothing. */
const count = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 5_000_000 }));
const counts = fc.array(count, { minLength: 1, maxLength: 40 }).filter((all) => sum(all) > 0);

describe('shares of one whole', () => {
  const check = (property: fc.IProperty<[number[]]>) => fc.assert(property, { numRuns: 2_000 });

  it('add up to exactly 100.0 %, each within 0.1 of the exact one, in the same order', () =>
    check(
      fc.property(counts, (all) => {
        const shares = sharesOf(all);
        const whole = sum(all);
        expect(shares).to.have.length(all.length);
        expect(sum(shares)).to.equal(1000);
        for (const [index, one] of all.entries()) {
          const share = shares[index] as number;
          expect(Math.abs(share - (one / whole) * 1000)).to.be.below(1);
          expect(share === 1000, 'the whole is only who is that').to.equal(one === whole);
          for (const [other, more] of all.entries())
            if (one > more) expect(share).to.be.at.least(shares[other] as number);
        }
      }),
    ));

  it('of a part of it add up to the share of that part, each within 0.1 of the exact one', () =>
    check(
      fc.property(counts, (all) => {
        const whole = sum(all);
        const half = Math.ceil(all.length / 2);
        const inner = all.slice(0, half);
        const [share = 0] = sharesOf([sum(inner), ...all.slice(half)]);
        const shares = sharesOf(inner, { whole, share });
        expect(sum(shares)).to.equal(share);
        for (const [index, one] of inner.entries())
          expect(Math.abs((shares[index] as number) - (one / whole) * 1000)).to.be.below(1);
      }),
    ));

  it('are given to whoever lost most by rounding down, and of equals to the first', () => {
    expect(sharesOf([1, 1, 1])).to.deep.equal([334, 333, 333]);
    expect(sharesOf([2, 2, 2, 1])).to.deep.equal([286, 286, 285, 143]);
    expect(sharesOf([9_999, 1])).to.deep.equal([999, 1]);
    expect(sharesOf([1, 9_999, 0])).to.deep.equal([1, 999, 0]);
    expect(sharesOf([5, 0])).to.deep.equal([1000, 0]);
    expect(sharesOf([0, 0])).to.deep.equal([0, 0]);
    expect(sharesOf([])).to.deep.equal([]);
  });
});
