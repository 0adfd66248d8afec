import { expect } from 'chai';
import fc from 'fast-check';
import type { Candidate, RoutingQuestion } from '../../domain/dispatch/candidate.ts';
import { chooseOutlet } from '../../domain/dispatch/choose-outlet.ts';
import { initialPolicy, type Policy } from '../../domain/policy.ts';
import { OUTLET_TYPES, SCORE_PARTS, type ScorePart, STANDINGS, WISHES } from '../../domain/vocabulary.ts';

const candidate = (outletId: number, over: Partial<Candidate> = {}): Candidate => ({
  outletId,
  name: `网点${outletId}`,
  type: 'contracted',
  standing: 'good',
  distanceKm: 5,
  load: 0,
  capacity: 5,
  booked: 0,
  halfBooked: null,
  recent: 0,
  technicians: 2,
  skilled: 2,
  figures: null,
  wish: null,
  authorised: true,
  tried: false,
  ...over,
});
const question: RoutingQuestion = {
  category: 'television',
  marketTier: 1,
  underWarranty: false,
  manufacturerFirst: false,
  day: '2026-05-01',
  half: null,
};
const order = (candidates: Candidate[], over: Partial<RoutingQuestion> = {}) =>
  chooseOutlet(candidates, { ...question, ...over }, initialPolicy).qualified.map(({ outletId }) => outletId);
const reasons = (candidates: Candidate[], over: Partial<RoutingQuestion> = {}) =>
  chooseOutlet(candidates, { ...question, ...over }, initialPolicy).excluded.map(({ why }) => why);

describe('choosing an outlet', () => {
  it('leaves out who may not or cannot, and says why (D1, D4)', () => {
    expect(reasons([candidate(1, { standing: 'stopped' })])).to.deep.equal(['standing']);
    expect(reasons([candidate(1, { standing: 'removed' })])).to.deep.equal(['standing']);
    expect(reasons([candidate(1, { booked: 5 })])).to.deep.equal(['no_capacity']);
    expect(reasons([candidate(1, { skilled: 0 })])).to.deep.equal(['no_skill']);
    expect(reasons([candidate(1, { technicians: 0, skilled: 0 })])).to.deep.equal(['no_skill']);
    expect(reasons([candidate(1, { halfBooked: 3 })])).to.deep.equal(['no_window']);
    expect(reasons([candidate(1, { halfBooked: 2 })])).to.deep.equal([]);
    expect(reasons([candidate(1, { tried: true })])).to.deep.equal(['tried']);
    expect(reasons([candidate(1, { authorised: false })], { underWarranty: true })).to.deep.equal([
      'not_authorised',
    ]);
    expect(reasons([candidate(1, { authorised: false })])).to.deep.equal([]);
    expect(
      order([candidate(1, { standing: 'warned' }), candidate(2, { standing: 'rectifying' })]),
    ).to.have.length(2);
  });

  it('puts the own team first where the matrix says so, however far (D2)', () => {
    const own = candidate(1, { type: 'own', distanceKm: 60 });
    const near = candidate(2, { distanceKm: 1 });
    expect(order([near, own])).to.deep.equal([1, 2]);
    expect(order([near, own], { marketTier: 2 })).to.deep.equal([2, 1]);
    expect(order([near, own], { category: 'range_hood', marketTier: 3 })).to.deep.equal([1, 2]);
    expect(order([near, own], { category: 'range_hood', marketTier: 2 })).to.deep.equal([2, 1]);
  });

  it('puts the manufacturer first only under warranty and by contract (D2)', () => {
    const maker = candidate(1, { type: 'manufacturer', distanceKm: 90 });
    const own = candidate(2, { type: 'own' });
    expect(order([own, maker], { underWarranty: true, manufacturerFirst: true })).to.deep.equal([1, 2]);
    expect(order([own, maker], { underWarranty: false, manufacturerFirst: true })).to.deep.equal([2, 1]);
    expect(order([own, maker], { underWarranty: true })).to.deep.equal([2, 1]);
  });

  it('then goes by distance and by the work already there (D3)', () => {
    expect(order([candidate(1, { distanceKm: 9 }), candidate(2, { distanceKm: 8 })])).to.deep.equal([2, 1]);
    expect(order([candidate(1, { distanceKm: 9 }), candidate(2, { distanceKm: 8, load: 1 })])).to.deep.equal([
      1, 2,
    ]);
  });

  it('counts quality, skill, the wish and a fair share (D3)', () => {
    const figures = { jobs: 40, scored: 40, scoreSum: 180, firstFix: 38, onTime: 38, asked: 40, refused: 0 };
    const poor = { ...figures, scoreSum: 100, firstFix: 20, onTime: 20 };
    const better: [Partial<Candidate>, Partial<Candidate>, ScorePart][] = [
      [{ figures }, { figures: poor }, 'quality'],
      [{ figures }, {}, 'quality'],
      [{}, { figures: poor }, 'quality'],
      [{ skilled: 2 }, { skilled: 1 }, 'skill'],
      [{ wish: 'named' }, { wish: 'came_before' }, 'wish'],
      [{ wish: 'came_before' }, {}, 'wish'],
      [{ recent: 3 }, { recent: 20 }, 'fairness'],
      [{ load: 1 }, { load: 4 }, 'load'],
      [{ load: 4, capacity: 12 }, { load: 4, capacity: 4 }, 'load'],
      [{ distanceKm: 3 }, { distanceKm: 30 }, 'distance'],
    ];
    for (const [one, other, part] of better) {
      const { qualified } = chooseOutlet([candidate(1, other), candidate(2, one)], question, initialPolicy);
      const [first, second] = qualified;
      expect(first?.outletId, part).to.equal(2);
      expect(first?.parts[part], part).to.be.above(second?.parts[part] as number);
    }
  });

  it('names the figures of what stands in the way', () => {
    const { excluded } = chooseOutlet(
      [
        candidate(1, { booked: 5 }),
        candidate(2, { skilled: 0, technicians: 3 }),
        candidate(3, { halfBooked: 3 }),
        candidate(4, { standing: 'stopped' }),
      ],
      question,
      initialPolicy,
    );
    expect(excluded.map(({ why, figures }) => [why, figures])).to.deep.equal([
      ['no_capacity', { count: 5, of: 5 }],
      ['no_skill', { count: 0, of: 3 }],
      ['no_window', { count: 3, of: 3 }],
      ['standing', null],
    ]);
  });
});

const figures = fc
  .nat(60)
  .chain((jobs) =>
    fc.record({
      jobs: fc.constant(jobs),
      scored: fc.nat(jobs),
      scoreSum: fc.constant(0),
      firstFix: fc.nat(jobs),
      onTime: fc.nat(jobs),
      asked: fc.constant(jobs),
      refused: fc.nat(jobs),
    }),
  )
  .chain((counted) =>
    fc
      .integer({ min: counted.scored, max: counted.scored * 5 })
      .map((scoreSum) => ({ ...counted, scoreSum })),
  );
const anyCandidate: fc.Arbitrary<Candidate> = fc
  .record({
    outletId: fc.integer({ min: 1, max: 500 }),
    name: fc.constant('网点'),
    type: fc.constantFrom(...OUTLET_TYPES),
    standing: fc.constantFrom(...STANDINGS),
    distanceKm: fc.integer({ min: 0, max: 900 }).map((tenths) => tenths / 10),
    load: fc.nat(9),
    capacity: fc.nat(6),
    booked: fc.nat(6),
    halfBooked: fc.option(fc.nat(3)),
    recent: fc.nat(40),
    technicians: fc.nat(5),
    figures: fc.option(figures),
    wish: fc.option(fc.constantFrom(...WISHES)),
    authorised: fc.boolean(),
    tried: fc.boolean(),
  })
  .chain((one) => fc.nat(one.technicians).map((skilled) => ({ ...one, skilled })));
const candidates = fc.uniqueArray(anyCandidate, { selector: ({ outletId }) => outletId, maxLength: 30 });
const weights = fc.record(
  Object.fromEntries(SCORE_PARTS.map((part) => [part, fc.integer({ min: 0, max: 100 })])) as Record<
    ScorePart,
    fc.Arbitrary<number>
  >,
);
const weighing = (given: Record<ScorePart, number>): Policy => ({
  ...initialPolicy,
  dispatch: { ...initialPolicy.dispatch, weights: given },
});

/** Whatever the network and the policy are like. */
describe('the choice of an outlet, at random', () => {
  it('never chooses whom a filter takes out, and accounts for everyone', () => {
    fc.assert(
      fc.property(candidates, weights, fc.boolean(), (all, given, underWarranty) => {
        const verdict = chooseOutlet(all, { ...question, underWarranty }, weighing(given));
        expect(verdict.qualified.length + verdict.excluded.length).to.equal(all.length);
        for (const { outletId, capacityLeft } of verdict.qualified) {
          const one = all.find((each) => each.outletId === outletId) as Candidate;
          expect(capacityLeft).to.be.above(0);
          expect(one.standing).to.not.be.oneOf(['stopped', 'removed']);
          expect(one.tried).to.equal(false);
          expect(one.skilled).to.be.above(0);
          expect(one.authorised || !underWarranty).to.equal(true);
          if (one.halfBooked !== null) expect(one.halfBooked).to.be.below(Math.ceil(one.capacity / 2));
        }
      }),
    );
  });

  it('orders everybody, the same way in whatever order they come', () => {
    fc.assert(
      fc.property(candidates, weights, (all, given) => {
        const { qualified } = chooseOutlet(all, question, weighing(given));
        const turned = chooseOutlet([...all].reverse(), question, weighing(given));
        expect(turned.qualified).to.deep.equal(qualified);
        for (const [index, after] of qualified.slice(1).entries()) {
          const before = qualified[index] as (typeof qualified)[number];
          if (before.precedence !== after.precedence) expect(before.precedence).to.equal('own_first');
          else expect(before.score).to.be.at.least(after.score);
        }
      }),
    );
  });

  it('gives points that add up, each part between nothing and its weight', () => {
    fc.assert(
      fc.property(candidates, weights, (all, given) => {
        for (const { score, parts } of chooseOutlet(all, question, weighing(given)).qualified) {
          const sum = SCORE_PARTS.reduce((total, part) => total + Math.round(parts[part] * 100), 0);
          expect(Math.round(score * 100)).to.equal(sum);
          for (const part of SCORE_PARTS) expect(parts[part]).to.be.within(0, given[part]);
        }
      }),
    );
  });

  it('moves towards whoever is better at what is weighed more', () => {
    fc.assert(
      fc.property(
        candidates,
        weights,
        fc.constantFrom(...SCORE_PARTS),
        fc.integer({ min: 1, max: 100 }),
        (all, given, part, more) => {
          const before = chooseOutlet(all, question, weighing(given)).qualified;
          const after = chooseOutlet(
            all,
            question,
            weighing({ ...given, [part]: given[part] + more }),
          ).qualified;
          const [old] = before;
          const [now] = after;
          if (!old || !now) return;
          const share = ({ parts }: typeof now) => parts[part];
          const was = after.find(({ outletId }) => outletId === old.outletId) as typeof now;
          expect(share(now)).to.be.at.least(share(was) - 0.02);
        },
      ),
    );
  });
});
