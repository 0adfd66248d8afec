import {
  type CoverageEntry,
  type IndexedQuestion,
  NetworkIndex,
  type NetworkOutlet,
  type OutletState,
} from '../domain/dispatch/network-index.ts';
import { distanceKm } from '../domain/geo.ts';
import { initialPolicy } from '../domain/policy.ts';
import { FIELD_KINDS, mayWork } from '../domain/vocabulary.ts';
import { median } from './support/load.ts';
import { report } from './support/report.ts';

const ROUNDS = 7;
const DECISIONS = 5_000;
const SCANS = 60;
const CATEGORIES = [
  'air_conditioner',
  'television',
  'refrigerator',
  'washing_machine',
  'water_heater',
  'stove',
];
/** About as many outlets for each district however big the province is. */
const OUTLETS_PER_DISTRICT = 25;

/** The same numbers in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A province: each outlet covers two products in five, all kinds of work, in its own district and one beside it. */
function network(count: number) {
  const random = randomFrom(count);
  const districts = Array.from({ length: Math.round(count / OUTLETS_PER_DISTRICT) }, (_, index) => ({
    code: String(100_000 + index),
    lng: 105 + random() * 10,
    lat: 25 + random() * 8,
  }));
  const territories: { districts: string[]; categories: Set<string> }[] = [];
  const coverage: CoverageEntry[] = [];
  const outlets = Array.from({ length: count }, (_, index): NetworkOutlet => {
    const home = Math.floor(random() * districts.length);
    const place = districts[home] as (typeof districts)[number];
    const categories = CATEGORIES.filter(() => random() < 0.4);
    const near = [home, home + 1].map((at) => districts[at % districts.length]?.code as string);
    territories.push({ districts: near, categories: new Set(categories) });
    for (const code of near) {
      for (const category of categories) {
        for (const kind of FIELD_KINDS) {
          coverage.push({ districtCode: code, category, kind, outletId: index + 1 });
        }
      }
    }
    const jobs = Math.floor(random() * 60);
    return {
      outletId: index + 1,
      name: `outlet ${index + 1}`,
      type: random() < 0.3 ? 'own' : random() < 0.2 ? 'manufacturer' : 'contracted',
      standing: random() < 0.03 ? 'stopped' : 'good',
      lng: place.lng + random() * 0.3,
      lat: place.lat + random() * 0.3,
      dailyCapacity: 4 + Math.floor(random() * 12),
      technicians: 4,
      skilled: new Map(categories.map((category) => [category, 1 + Math.floor(random() * 4)])),
      brands: new Set([1, 2, 3].filter(() => random() < 0.7)),
      figures: {
        jobs,
        scored: jobs,
        scoreSum: jobs * 4,
        firstFix: jobs,
        onTime: jobs,
        asked: jobs,
        refused: 1,
      },
    };
  });
  const states: OutletState[] = outlets.map(({ dailyCapacity: capacity }) => ({
    load: Math.floor(random() * 10),
    capacity,
    booked: Math.floor(random() * (capacity + 1)),
    halfBooked: null,
    recent: Math.floor(random() * 30),
  }));
  const questions = Array.from({ length: 1_024 }, (): IndexedQuestion => {
    const district = districts[Math.floor(random() * districts.length)] as (typeof districts)[number];
    return {
      districtCode: district.code,
      category: CATEGORIES[Math.floor(random() * CATEGORIES.length)] as string,
      kind: 'repair',
      brandId: 1,
      point: district,
      tried: null,
      wished: null,
      marketTier: 1 + Math.floor(random() * 3),
      underWarranty: random() < 0.5,
      manufacturerFirst: false,
      day: '2026-05-01',
      half: null,
    };
  });
  return { outlets, states, questions, territories, index: new NetworkIndex(outlets, coverage) };
}
type Network = ReturnType<typeof network>;

/** What plain code without an index does: looks at every outlet, and keeps the nearest that may. */
function scan({ outlets, states, territories }: Network, asked: IndexedQuestion): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [at, outlet] of outlets.entries()) {
    const { districts, categories } = territories[at] as Network['territories'][number];
    if (!districts.includes(asked.districtCode) || !categories.has(asked.category)) continue;
    if (!mayWork(outlet.standing)) continue;
    if (asked.underWarranty && !outlet.brands.has(asked.brandId as number)) continue;
    const state = states[at] as OutletState;
    if (state.booked >= state.capacity || !outlet.skilled.has(asked.category)) continue;
    const km = distanceKm(asked.point, outlet);
    if (km < least) {
      least = km;
      best = outlet.outletId;
    }
  }
  return best;
}

/** Microseconds of the processor for one call, over many: what else runs on the machine does not count. */
function timed(count: number, one: (index: number) => unknown): number {
  const start = process.cpuUsage();
  for (let index = 0; index < count; index++) one(index);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / count;
}

/**
 * The decision from memory (filters, order of D2, score), and the same with every reason that is kept, in a province
 * of 3,000 outlets and one of 30,000; beside them, in the same rounds, a scan of every outlet that only finds the nearest.
 */
export async function routingBench(): Promise<void> {
  const sizes = [3_000, 30_000];
  const networks = sizes.map(network);
  const took = sizes.map(() => ({ choose: [] as number[], decide: [] as number[], scan: [] as number[] }));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [at, known] of networks.entries()) {
      const question = (index: number) => known.questions[index % known.questions.length] as IndexedQuestion;
      const stateOf = ({ outletId }: NetworkOutlet) => known.states[outletId - 1] as OutletState;
      const choose = timed(DECISIONS, (index) => known.index.choose(question(index), stateOf, initialPolicy));
      const decide = timed(DECISIONS, (index) => known.index.decide(question(index), stateOf, initialPolicy));
      const scanned = timed(SCANS, (index) => scan(known, question(index)));
      if (round === 0) continue; // warm-up
      took[at]?.choose.push(choose);
      took[at]?.decide.push(decide);
      took[at]?.scan.push(scanned);
    }
  }
  const [small, big] = took.map((each) => ({
    choose: median(each.choose),
    decide: median(each.decide),
    scan: median(each.scan),
  }));
  if (!small || !big) throw new Error('nothing measured');
  for (const [at, known] of networks.entries()) {
    const covering = known.questions.reduce(
      (sum, asked) => sum + known.index.covering(asked).outlets.length,
      0,
    );
    const [outlets, mean] = [sizes[at], (covering / known.questions.length).toFixed(1)];
    console.log(
      `${outlets} outlets: ${mean} cover a place on average; a scan takes ${took[at] && median(took[at].scan).toFixed(0)} µs`,
    );
  }
  const unit = 'µs';
  const lower = { better: 'lower', unit } as const;
  report({ bench: 'routing decision, 3,000 outlets', value: small.choose, ceiling: 5, goal: 1, ...lower });
  report({
    bench: 'the same beside a full scan',
    value: small.choose,
    ceiling: small.scan,
    goal: 0.14,
    ...lower,
  });
  report({
    bench: 'decision, 30,000 beside 3,000',
    value: big.choose,
    ceiling: small.choose,
    goal: 2,
    ...lower,
  });
  report({ bench: '30,000 beside a full scan', value: big.choose, ceiling: big.scan, goal: 0.14, ...lower });
  report({ bench: 'with every reason, 3,000', value: small.decide, ceiling: small.scan, goal: 1, ...lower });
  report({ bench: 'with every reason, 30,000', value: big.decide, ceiling: small.decide, goal: 2, ...lower });
}
