import { z } from 'zod';
import { type Point, type RoadRules, roadTravel, type TravelTable } from '../../domain/geo.ts';
import type { Travel } from '../../services/ports.ts';

/** What OSRM's table service answers (http://project-osrm.org, `/table/v1`); null where there is no road. */
const answerSchema = z.object({
  code: z.literal('Ok'),
  durations: z.array(z.array(z.number().nullable())),
  distances: z.array(z.array(z.number().nullable())),
});

/** OSRM takes a hundred places at once unless it is told otherwise: half of them to leave from, half to go to. */
const BLOCK = 50;
const AT_ONCE = 4;

export interface RoadTravelOptions {
  /** ROAD_URL, e.g. http://127.0.0.1:5000; without it coordinates are all there is. */
  url: string | undefined;
  /** For the whole table. */
  timeoutMs?: number;
  onTrouble: (error: unknown) => void;
}

/**
 * Travel by road from an OSRM-compatible service. Where it does not answer in time, or not as it should, all of the
 * table is reckoned from coordinates instead, and the plan says so.
 */
export function createTravel({ url, timeoutMs = 15_000, onTrouble }: RoadTravelOptions): Travel {
  return {
    async table(points, rules) {
      if (!url) return { ...roadTravel(points, rules), source: 'coordinates' };
      try {
        return { ...(await byRoad(url, points, rules, AbortSignal.timeout(timeoutMs))), source: 'roads' };
      } catch (error) {
        onTrouble(error);
        return { ...roadTravel(points, rules), source: 'fallback' };
      }
    },
  };
}

async function byRoad(
  url: string,
  points: Point[],
  rules: RoadRules,
  signal: AbortSignal,
): Promise<TravelTable> {
  const table = roadTravel(points, rules);
  const places = points.length;
  const starts = Array.from({ length: Math.ceil(places / BLOCK) }, (_, block) => block * BLOCK);
  const blocks = starts.flatMap((from) => starts.map((to) => ({ from, to })));
  const stop = rules.stopMinutes * 60;
  const ask = async ({ from, to }: { from: number; to: number }) => {
    const [leave, reach] = [points.slice(from, from + BLOCK), points.slice(to, to + BLOCK)];
    const answer = await askTable(url, leave, reach, signal);
    for (const [row, seconds] of answer.durations.entries()) {
      for (const [column, duration] of seconds.entries()) {
        const metres = answer.distances[row]?.[column] ?? null;
        // No road between two points (a ferry, a point in a lake): coordinates say how far it is.
        if (duration === null || metres === null || from + row === to + column) continue;
        const at = (from + row) * places + to + column;
        table.seconds[at] = duration === 0 ? 0 : Math.ceil(duration + stop);
        table.metres[at] = Math.ceil(metres);
      }
    }
  };
  const queue = [...blocks];
  const work = async () => {
    for (let block = queue.shift(); block; block = queue.shift()) await ask(block);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return table;
}

async function askTable(url: string, leave: Point[], reach: Point[], signal: AbortSignal) {
  const coordinates = [...leave, ...reach].map(({ lng, lat }) => `${lng},${lat}`).join(';');
  const indexes = (first: number, count: number) =>
    Array.from({ length: count }, (_, index) => first + index).join(';');
  const query = new URLSearchParams({
    sources: indexes(0, leave.length),
    destinations: indexes(leave.length, reach.length),
    annotations: 'duration,distance',
  });
  const response = await fetch(`${url}/table/v1/driving/${coordinates}?${query}`, { signal });
  if (!response.ok) throw new Error(`the road service answers ${response.status}`);
  const answer = answerSchema.parse(await response.json());
  const fits = (rows: unknown[][]) =>
    rows.length === leave.length && rows.every((row) => row.length === reach.length);
  if (!fits(answer.durations) || !fits(answer.distances))
    throw new Error('the road service answers something else than it was asked');
  return answer;
}
