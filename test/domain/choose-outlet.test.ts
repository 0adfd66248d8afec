import { expect } from 'chai';
import fc from 'fast-check';
import { type Candidate, chooseOutlet, type RoutingQuestion } from '../../domain/dispatch/choose-outlet.ts';
import { initialPolicy } from '../../domain/policy.ts';
import { OUTLET_TYPES, STANDINGS } from '../../domain/vocabulary.ts';

const candidate = (outletId: number, over: Partial<Candidate> = {}): Candidate => ({
  outletId,
  name: `网点${outletId}`,
  type: 'contracted',
  standing: 'good',
  distanceKm: 5,
  load: 0,
  capacity: 5,
  booked: 0,
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

  it('accounts for everyone, the same way in whatever order they come', () => {
    const candidates = fc.uniqueArray(
      fc.record({
        outletId: fc.integer({ min: 1, max: 500 }),
        name: fc.constant('网点'),
        type: fc.constantFrom(...OUTLET_TYPES),
        standing: fc.constantFrom(...STANDINGS),
        distanceKm: fc.integer({ min: 0, max: 90 }),
        load: fc.nat(9),
        capacity: fc.nat(6),
        booked: fc.nat(6),
        authorised: fc.boolean(),
        tried: fc.boolean(),
      }),
      { selector: ({ outletId }) => outletId, maxLength: 30 },
    );
    fc.assert(
      fc.property(candidates, fc.boolean(), (all, underWarranty) => {
        const verdict = chooseOutlet(all, { ...question, underWarranty }, initialPolicy);
        expect(verdict.qualified.length + verdict.excluded.length).to.equal(all.length);
        for (const { outletId, capacityLeft } of verdict.qualified) {
          const given = all.find((each) => each.outletId === outletId);
          expect(capacityLeft).to.be.above(0);
          expect(given?.standing).to.not.be.oneOf(['stopped', 'removed']);
          expect(given?.tried).to.equal(false);
        }
        const turned = chooseOutlet([...all].reverse(), { ...question, underWarranty }, initialPolicy);
        expect(turned.qualified).to.deep.equal(verdict.qualified);
      }),
    );
  });
});
