import { roadTravel } from '../../domain/geo.ts';
import type { PlanInstance, PlanJob, PlanTechnician } from '../../domain/plan/instance.ts';
import { WEIGHT } from '../../domain/plan/instance.ts';
import { seededRandom } from '../../domain/plan/search.ts';
import { initialPolicy } from '../../domain/policy.ts';

const HOUR = 3_600;

/**
 * A prefecture's day as it is met with: outlets in towns, customers around them, two in three promised a half-day or an
 * hour, three trades, one rescue or urgent job in ten.
 */
export function madeUpDay({
  jobs,
  technicians,
  seed,
}: {
  jobs: number;
  technicians: number;
  seed: number;
}): PlanInstance {
  const random = seededRandom(seed);
  const between = (low: number, high: number) => low + random() * (high - low);
  const around = (center: { lng: number; lat: number }, km: number) => ({
    lng: center.lng + ((random() + random() + random() - 1.5) * km) / 98,
    lat: center.lat + ((random() + random() + random() - 1.5) * km) / 111,
  });
  const spread = 8 + Math.sqrt(technicians) * 3;
  const towns = Array.from({ length: Math.max(1, Math.round(technicians / 12)) }, () =>
    around({ lng: 112.9, lat: 28.2 }, spread),
  );
  const outlets = Math.max(1, Math.round(technicians / 5));
  const points: { lng: number; lat: number }[] = Array.from({ length: outlets }, (_, number) =>
    around(towns[number % towns.length] as (typeof towns)[0], 3),
  );
  const people: PlanTechnician[] = [];
  const trades: number[] = [];
  for (let number = 0; number < technicians; number++) {
    const outlet = number % outlets;
    const home = random() < 0.6 ? points.push(around(points[outlet] as (typeof points)[0], 8)) - 1 : outlet;
    const late = random() < 0.2 ? 1 : 0;
    people.push({
      outlet,
      from: (8.5 + late) * HOUR,
      to: (18 + late) * HOUR,
      start: home,
      end: home,
      lunch: { from: 11.5 * HOUR, to: 13.5 * HOUR, seconds: 0.75 * HOUR },
      maxJobs: 9,
    });
    trades.push(random() < 0.5 ? 7 : 1 + Math.floor(random() * 6));
  }
  const work: PlanJob[] = [];
  for (let number = 0; number < jobs; number++) {
    const outlet = Math.floor(random() * outlets);
    const place = points.push(around(points[outlet] as (typeof points)[0], 12)) - 1;
    const trade = 1 << Math.floor(random() * 3);
    const able = people.flatMap((person, index) =>
      person.outlet === outlet && ((trades[index] as number) & trade) !== 0 ? [index] : [],
    );
    const kind = random();
    const half = random() < 0.5 ? [9, 12] : [14, 18];
    const exact = Math.floor(between(9, 17)) as number;
    const [from, to] = kind < 0.4 ? half : kind < 0.6 ? [exact, exact + 0.5] : [8, 18];
    const rank = random();
    work.push({
      place,
      seconds: Math.round(between(20, 65)) * 60,
      from: (from as number) * HOUR,
      to: (to as number) * HOUR,
      due: random() < 0.3 ? ((from as number) + between(1, 8)) * HOUR : Number.POSITIVE_INFINITY,
      weight: rank < 0.02 ? WEIGHT.rescue : rank < 0.1 ? WEIGHT.urgent : WEIGHT.normal,
      able,
      pinned: false,
      takesRoom: false,
    });
  }
  const { seconds } = roadTravel(points, initialPolicy.plan.road);
  return {
    jobs: work,
    technicians: people,
    travel: seconds,
    places: points.length,
    lateWorth: initialPolicy.plan.lateMinuteWorth,
    room: Array.from({ length: outlets }, () => 0),
  };
}
