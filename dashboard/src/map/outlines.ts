import type { Boundaries } from '../../../domain/contracts/board.ts';

type Features = NonNullable<Boundaries['districts']>['features'];
type Point = [lng: number, lat: number];

/**
 * The lines around groups of districts: every stretch of boundary that two districts of the same group do not share.
 * Neighbours have to share their points, as districts of one file do; where they do not, each is drawn around by itself.
 *
 * @param groupOf the group that a district belongs to, by its code
 */
export function outlinesOf(features: Features, groupOf: (code: string) => string): Point[][] {
  const groups = new Map<string, Map<string, [Point, Point]>>();
  for (const { properties, geometry } of features) {
    const group = groupOf(properties.code);
    const edges = groups.get(group) ?? new Map<string, [Point, Point]>();
    groups.set(group, edges);
    for (const ring of ringsOf(geometry.coordinates)) {
      for (const [index, to] of ring.entries()) {
        const from = ring[index - 1];
        if (!from) continue;
        // Neighbours go round in opposite directions or in the same one: the pair is the same.
        const [a, b] = [from.join(), to.join()];
        const key = a < b ? `${a} ${b}` : `${b} ${a}`;
        if (!edges.delete(key)) edges.set(key, [from, to]);
      }
    }
  }
  return [...groups.values()].flatMap((edges) => chained([...edges.values()]));
}

/** The rings of a polygon, or of several. */
function ringsOf(coordinates: unknown): Point[][] {
  if (!Array.isArray(coordinates)) return [];
  const [first] = coordinates;
  const isRing = Array.isArray(first) && typeof first[0] === 'number';
  return isRing ? [coordinates as Point[]] : coordinates.flatMap(ringsOf);
}

/** Stretches that follow each other become one line. */
function chained(edges: [Point, Point][]): Point[][] {
  const lines: Point[][] = [];
  for (const [from, to] of edges) {
    const line = lines.at(-1);
    if (line?.at(-1)?.join() === from.join()) line.push(to);
    else lines.push([from, to]);
  }
  return lines;
}
