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
import { OUTLET_TYPES, STANDINGS } from '../../domain/vocabulary.ts';

const DISTRICTS = ['990102', '990103'];
const CATEGORIES = ['television', 'stove', 'air_conditioner'];
const KINDS = ['repair', 'installation'] as const;

const outlets = fc.uniqueArray(
  fc.record({
    outletId: fc.integer({ min: 1, max: 40 }),
    name: fc.constant('网点'),
    type: fc.constantFrom(...OUTLET_TYPES),
    standing: fc.constantFrom(...STANDINGS),
    // Near one another, north and south of the home and beside it, or all too far for points: it is close, and often a tie.
    lng: fc.constantFrom(110, 110.1),
    lat: fc.integer({ min: -20, max: 20 }).map((hundredths) => 28 + hundredths / 100),
    dailyCapacity: fc.constantFrom(0, 6),
    technicians: fc.integer({ min: 1, max: 2 }),
    skilled: fc
      .dictionary(fc.constantFrom(...CATEGORIES), fc.integer({ min: 0, max: 4 }))
      .map((counts) => new Map(Object.entries(counts))),
    brands: fc.subarray([1, 2]).map((brands) => new Set(brands)),
    figures: fc.option(
      fc.constantFrom(0, 30).map((jobs) => ({
        jobs,
        scored: jobs,
        scoreSum: jobs * (1 + (jobs % 5)),
        firstFix: jobs >> 1,
        onTime: jobs,
        asked: jobs,
        refused: 0,
      })),
    ),
  }),
  { selector: ({ outletId }) => outletId, minLength: 20, maxLength: 40, size: 'max' },
) as fc.Arbitrary<NetworkOutlet[]>;
const coverage: fc.Arbitrary<CoverageEntry[]> = fc.array(
  fc.record({
    districtCode: fc.constantFrom(...DISTRICTS),
    category: fc.constantFrom(...CATEGORIES),
    kind: fc.constantFrom(...KINDS),
    outletId: fc.integer({ min: 1, max: 45 }),
  }),
  // So many that a list is long, and who is ahead is close.
  { minLength: 100, maxLength: 300, size: 'max' },
);
const question: fc.Arbitrary<IndexedQuestion> = fc.record({
  districtCode: fc.constantFrom(...DISTRICTS, '990199'),
  category: fc.constantFrom(...CATEGORIES, ''),
  kind: fc.constantFrom(...KINDS, 'rescue' as const),
  brandId: fc.option(fc.constantFrom(1, 2)),
  point: fc.constantFrom({ lng: 110, lat: 28 }, { lng: 115, lat: 28 }),
  tried: fc.option(fc.subarray([1, 2, 3]).map((ids) => new Set(ids))),
  wished: fc.option(fc.constant({ outletId: 4, wish: 'named' as const })),
  marketTier: fc.constantFrom(1, 2, 3),
  underWarranty: fc.boolean(),
  manufacturerFirst: fc.boolean(),
  day: fc.constant('2026-05-01'),
  half: fc.constant(null),
});
const stateOf = ({ outletId, dailyCapacity }: NetworkOutlet) => ({
  load: outletId % 2,
  capacity: dailyCapacity,
  booked: outletId % 3,
  halfBooked: null,
  recent: outletId % 3,
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
        expect(index.choose(asked, stateOf, initialPolicy)).to.deep.equal(slow.qualified[0] ?? null);
        expect(fast.covering).to.equal(slow.covering);
        expect(fast.excluded).to.have.deep.members(slow.excluded);
      }),
      { numRuns: 300 },
    );
  });
});
