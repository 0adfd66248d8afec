import { expect } from 'chai';
import fc from 'fast-check';
import { nextTry } from '../../domain/followup/next-try.ts';
import { initialPolicy } from '../../domain/policy.ts';
import { isInWindow, localTime } from '../../domain/time.ts';

const zone = 'Asia/Shanghai';
const { followup } = initialPolicy;

describe('trying again (F1)', () => {
  it('comes at three different hours of the day, in the window, within two days, whenever it began', () => {
    fc.assert(
      fc.property(fc.nat(11 * 60 - 1), (minute) => {
        const tries = [new Date(Date.UTC(2026, 4, 1, 1, minute))];
        for (const attempts of [1, 2]) tries.push(nextTry(tries.at(-1) as Date, attempts, followup, zone));
        const window = { from: followup.windowFrom, to: followup.windowTo };
        for (const at of tries) expect(isInWindow(at, window, zone)).to.equal(true);
        expect(new Set(tries.map((at) => localTime(at, zone).slice(0, 2))).size, tries.join(', ')).to.equal(
          3,
        );
        expect((tries[2] as Date).getTime() - (tries[0] as Date).getTime()).to.be.below(48 * 3_600_000);
      }),
      { numRuns: 660 },
    );
  });
});
