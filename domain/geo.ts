export interface Point {
  lng: number;
  lat: number;
}

const EARTH_KM = 6371.0088;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

function greatCircleKm(a: Point, b: Point): number {
  const dLat = radians(b.lat - a.lat);
  const dLng = radians(b.lng - a.lng);
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLng / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Kilometres along the great circle, to the tenth. */
export const distanceKm = (a: Point, b: Point): number => Math.round(10 * greatCircleKm(a, b)) / 10;

/** What `distanceKm` is at least between two latitudes: the way north or south alone, at a fraction of its cost. */
export const leastKm = (lat: number, other: number): number =>
  Math.max(0, EARTH_KM * radians(Math.abs(lat - other)) - 0.051);

/** How roads differ from the great circle: detours, parking, and the speed on each further stretch. */
export interface RoadRules {
  factor: number;
  stopMinutes: number;
  /** From the first stretch on; none is slower than the one before, so that no detour is quicker than the way. */
  speeds: { upToKm: number; kmh: number }[];
}

/** From each place to each, row by row. */
export interface TravelTable {
  seconds: Int32Array;
  metres: Int32Array;
}

/** Travel as coordinates alone let it be reckoned. Rounded up, which keeps a detour from being quicker. */
export function roadTravel(points: readonly Point[], rules: RoadRules): TravelTable {
  const places = points.length;
  const seconds = new Int32Array(places * places);
  const metres = new Int32Array(places * places);
  for (let from = 0; from < places; from++) {
    for (let to = from + 1; to < places; to++) {
      const km = rules.factor * greatCircleKm(points[from] as Point, points[to] as Point);
      const time = Math.ceil(roadSeconds(km, rules));
      const way = Math.ceil(km * 1000);
      for (const at of [from * places + to, to * places + from]) {
        seconds[at] = time;
        metres[at] = way;
      }
    }
  }
  return { seconds, metres };
}

/** Next door there is nothing to drive, and nowhere to park. */
function roadSeconds(km: number, { speeds, stopMinutes }: RoadRules): number {
  if (km < 0.05) return 0;
  let seconds = stopMinutes * 60;
  let begun = 0;
  for (const { upToKm, kmh } of speeds) {
    seconds += (Math.max(0, Math.min(km, upToKm) - begun) / kmh) * 3_600;
    if (km <= upToKm) return seconds;
    begun = upToKm;
  }
  return seconds + ((km - begun) / (speeds.at(-1)?.kmh ?? 50)) * 3_600;
}
