import { expect } from 'chai';
import fc from 'fast-check';
import { holdSeconds, pacing } from '../../domain/followup/pacing.ts';

/** The arithmetic that one statement does in the database (services/followup/dial-slot.ts). */
function grants(rate: number, lateness: number[]): number[] {
  const { gapMicros, lateMicros } = pacing(rate);
  const taken: number[] = [];
  let nextAt = 0;
  let now = 0;
  for (const late of lateness) {
    now = Math.max(now, nextAt) + late;
    taken.push(now);
    nextAt = Math.max(Math.min(nextAt, now), now - lateMicros) + gapMicros;
  }
  return taken;
}

describe('pacing', () => {
  it('allows no second more than the rate, whenever slots are asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.oneof(fc.nat(2_000), fc.nat(20_000), fc.nat(3_000_000)), {
          minLength: 2,
          maxLength: 200,
        }),
        (rate, lateness) => {
          const taken = grants(rate, lateness);
          for (let i = rate; i < taken.length; i++) {
            expect((taken[i] as number) - (taken[i - rate] as number)).to.be.at.least(1_000_000);
          }
        },
      ),
    );
  });

  it('gives at least 99 % of it while somebody asks a few milliseconds after each is due', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.array(fc.nat(3_000), { minLength: 400, maxLength: 400 }),
        (rate, lateness) => {
          const taken = grants(rate, lateness);
          const seconds = ((taken.at(-1) as number) - (taken[0] as number)) / 1_000_000;
          expect((taken.length - 1) / seconds / rate).to.be.at.least(0.99);
        },
      ),
    );
  });

  it('leaves a refusing carrier in peace for longer and longer, up to a minute', () => {
    expect([1, 2, 3, 4, 8, 9, 60].map(holdSeconds)).to.deep.equal([0, 1, 2, 4, 60, 60, 60]);
  });
});
