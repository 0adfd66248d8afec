import { expect } from 'chai';
import { isDrawn } from '../../../domain/honesty/draw.ts';
import { binomialTail, oddFives } from '../../../domain/honesty/fives.ts';

/** At least so many fives, of so many answers, at this share: by exact fractions (sums of binomial coefficients). */
const EXACT: [number, number, number, number][] = [
  [0, 10, 0.5, 1],
  [1, 1, 0.3, 0.3],
  [2, 3, 0.01, 0.000298],
  [5, 10, 0.5, 0.623046875],
  [10, 10, 0.6, 0.0060466176],
  [30, 30, 0.7, 2.2539340290692257e-5],
  [45, 50, 0.7, 0.0007228617211623762],
  [98, 100, 0.62, 3.33325097482576e-18],
  [300, 300, 0.9, 1.873927703884794e-14],
  [280, 400, 0.7, 0.5246398649615296],
  [290, 400, 0.7, 0.1498255203952816],
  [1, 400, 0.0001, 0.03921248255274813],
  [400, 400, 0.5, 3.8725919148493183e-121],
  [3000, 4000, 0.7, 1.2615102251713054e-12],
  [10, 4000, 0.7, 1],
];

describe('fives beyond chance (S9)', () => {
  for (const [fives, answers, share, exact] of EXACT) {
    it(`${fives} of ${answers} at ${share} have the chance ${exact}`, () => {
      expect(binomialTail({ answers, fives }, share) / exact).to.be.closeTo(1, 1e-10);
    });
  }

  it('are certain or impossible at the ends', () => {
    expect(binomialTail({ answers: 5, fives: 5 }, 1)).to.equal(1);
    expect(binomialTail({ answers: 5, fives: 1 }, 0)).to.equal(0);
    expect(binomialTail({ answers: 5, fives: 6 }, 0.5)).to.equal(0);
    expect(binomialTail({ answers: 0, fives: 0 }, 0.5)).to.equal(1);
  });

  it('are measured by the others, and only where there are enough', () => {
    const policy = { minScores: 30, tail: 0.0001 };
    const province = { answers: 1030, fives: 730 };
    const found = oddFives({ answers: 30, fives: 30 }, province, policy);
    expect(found?.share, 'without its own').to.equal(0.7);
    expect(found?.chance).to.be.closeTo(2.25393402907e-5, 1e-14);
    expect(oddFives({ answers: 29, fives: 29 }, province, policy)).to.equal(null);
    expect(oddFives({ answers: 30, fives: 26 }, province, policy)).to.equal(null);
    expect(oddFives({ answers: 30, fives: 30 }, { answers: 30, fives: 30 }, policy), 'nobody else').to.equal(
      null,
    );
  });
});

describe('surveys drawn for a second call (S9)', () => {
  const drawn = (from: number, share: number) =>
    Array.from({ length: 20_000 }, (_, index) => from + index).filter((id) => isDrawn(id, share)).length;

  it('are the share that the policy says, wherever the ids stand', () => {
    for (const from of [1, 1_000_000, 2 ** 33]) {
      expect(drawn(from, 0.03) / 20_000, `from ${from}`).to.be.closeTo(0.03, 0.005);
      expect(drawn(from, 0.5) / 20_000, `from ${from}`).to.be.closeTo(0.5, 0.015);
    }
    expect(drawn(1, 0)).to.equal(0);
    expect(drawn(1, 1)).to.equal(20_000);
  });

  it('are the same whenever it is asked, and whoever is drawn at a small share is drawn at a larger one', () => {
    for (let id = 1; id <= 1_000; id++) {
      expect(isDrawn(id, 0.1)).to.equal(isDrawn(id, 0.1));
      if (isDrawn(id, 0.1)) expect(isDrawn(id, 0.2)).to.equal(true);
    }
  });
});
