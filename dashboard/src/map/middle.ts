import type { Boundaries } from '../../../domain/contracts/board.ts';

type Geometry = NonNullable<Boundaries['districts']>['features'][number]['geometry'];

/** The middle of the smallest upright box around a shape. */
export function middleOf({ coordinates }: Geometry): { lng: number; lat: number } {
  let [west, south, east, north] = [180, 90, -180, -90];
  const look = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    const [lng, lat] = part;
    if (typeof lng !== 'number' || typeof lat !== 'number') {
      for (const each of part) look(each);
      return;
    }
    [west, east] = [Math.min(west, lng), Math.max(east, lng)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  };
  look(coordinates);
  return { lng: (west + east) / 2, lat: (south + north) / 2 };
}
