import type { MapOutlet } from '../../../domain/contracts/board.ts';
import { mayWork } from '../../../domain/vocabulary.ts';

/** Places that an outlet has left today; never below none. */
export const leftToday = ({ capacity, booked }: Pick<MapOutlet, 'capacity' | 'booked'>): number =>
  Math.max(0, capacity - booked);

/**
 * The outlets as one looks for them: those of the regions in question first, then whoever may work, has places left
 * and least to do.
 */
export function outletsInOrder(
  outlets: readonly MapOutlet[],
  regionIds: ReadonlySet<number | null>,
  search = '',
): MapOutlet[] {
  const sought = search.trim().toLowerCase();
  return outlets
    .filter(({ name }) => name.toLowerCase().includes(sought))
    .sort(
      (a, b) =>
        Number(regionIds.has(b.regionId)) - Number(regionIds.has(a.regionId)) ||
        Number(mayWork(b.standing)) - Number(mayWork(a.standing)) ||
        Number(leftToday(b) > 0) - Number(leftToday(a) > 0) ||
        a.openTickets - b.openTickets ||
        a.id - b.id,
    );
}
