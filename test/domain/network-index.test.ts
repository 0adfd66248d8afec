import { expect } from 'chai';
import fc from 'fast-check';
import type { Candidate } from '../../domain/dispatch/candidate.ts';
import { chooseOutlet } from '../../domain/dispatch/choose-outlet.ts';
import {
  type CoverageEntry,
  type IndexedQuestion,
  NetworkIndex,
  type NetworkOutlet,
} from '../../domain/dispatch/network-index.ts';
import { distanceKm } from '../../domain/geo.ts';
import { initialPolicy } from '../../domain/policy.ts';
import { FIELD_KINDS, OUTLET_TYPES, STANDINGS } from '../../domain/vocabulary.ts';

const DISTRICTS = ['990102', '990103', '990104'];
const CATEGORIES = ['television', 'stove', 'air_conditioner'];

const outlets = fc.uniqueArray(
  fc.record({
    outletId: fc.integer({ min: 1, max: 40 }),
    name: fc.constant('网点'),
    type: fc.constantFrom(...OUTLET_TYPES),
    standing: fc.constantFrom(...STANDINGS),
    lng: fc.double({ min: 109, max: 111, noNaN: true }),
    lat: fc.double({ min: 27, max: 29, noNaN: true }),
    dailyCapacity: fc.integer({ min: 0, max: 6 }),
    technicians: fc.integer({ min: 0, max: 4 }),
    skilled: fc.constant(new Map([['television', 1]])),
    brands: fc.subarray([1, 2]).map((brands) => new Set(brands)),
    figures: fc.constant(null),
  }),
  { selector: ({ outletId }) => outletId, maxLength: 25 },
) as fc.Arbitrary<NetworkOutlet[]>;
const coverage: fc.Arbitrary<CoverageEntry[]> = fc.array(
  fc.record({
    districtCode: fc.constantFrom(...DISTRICTS),
    category: fc.constantFrom(...CATEGORIES),
    kind: fc.constantFrom(...FIELD_KINDS),
    outletId: fc.integer({ min: 1, max: 45 }),
  }),
  { maxLength: 120 },
);
const question: fc.Arbitrary<IndexedQuestion> = fc.record({
  districtCode: fc.constantFrom(...DISTRICTS, '990199'),
  category: fc.constantFrom(...CATEGORIES, ''),
  kind: fc.constantFrom(...FIELD_KINDS),
  brandId: fc.option(fc.constantFrom(1, 2)),
  point: fc.constant({ lng: 110, lat: 28 }),
  tried: fc.option(fc.subarray([1, 2, 3]).map((ids) => new Set(ids))),
  wished: fc.option(fc.constant({ outletId: 4, wish: 'named' as const })),
  marketTier: fc.constantFrom(1, 2, 3),
  underWarranty: fc.boolean(),
  manufacturerFirst: fc.boolean(),
  day: fc.constant('2026-05-01'),
  half: fc.constant(null),
});
const stateOf = ({ outletId, dailyCapacity }: NetworkOutlet) => ({
  load: outletId % 4,
  capacity: dailyCapacity,
  booked: outletId % 3,
  halfBooked: null,
  recent: outletId % 7,
});

/** The plain way: look at every outlet. */
function byLookingAtAll(all: NetworkOutlet[], covered: CoverageEntry[], asked: IndexedQuestion) {
  const kind = asked.kind === 'rescue' ? 'repair' : asked.kind;
  const covers = ({ outletId }: NetworkOutlet) =>
    covered.some(
      (entry) =>
        entry.outletId === outletId &&
        entry.districtCode === asked.districtCode &&
        entry.kind === kind &&
        (asked.category === '' || entry.category === asked.category),
    );
  const candidates = all.filter(covers).map((outlet): Candidate => {
    const { brands, skilled, lng, lat, dailyCapacity, ...known } = outlet;
    return {
      ...known,
      ...stateOf(outlet),
      distanceKm: distanceKm(asked.point, { lng, lat }),
      skilled: asked.category === '' ? outlet.technicians : (skilled.get(asked.category) ?? 0),
      wish: asked.wished?.outletId === outlet.outletId ? asked.wished.wish : null,
      authorised: asked.brandId !== null && brands.has(asked.brandId),
      tried: asked.tried?.has(outlet.outletId) ?? false,
    };
  });
  return chooseOutlet(candidates, asked, initialPolicy);
}

describe('the network in memory', () => {
  it('decides as looking at every outlet would', () => {
    fc.assert(
      fc.property(outlets, coverage, question, (all, covered, asked) => {
        const index = new NetworkIndex(all, covered);
        const fast = index.decide(asked, stateOf, initialPolicy);
        const slow = byLookingAtAll(all, covered, asked);
        expect(fast.qualified).to.deep.equal(slow.qualified);
        expect(index.choose(asked, stateOf, initialPolicy)?.outletId).to.equal(slow.qualified[0]?.outletId);
        expect(fast.covering).to.equal(slow.covering);
        expect(fast.excluded).to.have.deep.members(slow.excluded);
      }),
    );
  });
});
