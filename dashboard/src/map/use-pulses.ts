import { useEffect, useRef, useState } from 'react';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import type { MapPlace } from '../../../domain/contracts/board.ts';
import { get } from '../api/client.ts';

const SHOWN_MS = 5_000;
/** More than these at once is a snapshot after a cut, and no news. */
const AT_ONCE = 40;

/**
 * Where tickets have come in a moment ago, as precisely as the reader may know.
 *
 * @param ready false until the first snapshot, whose tickets are not news
 */
export function usePulses(cards: readonly TicketCard[], ready: boolean): MapPlace[] {
  const [pulses, setPulses] = useState<MapPlace[]>([]);
  const known = useRef<Set<number> | null>(null);
  useEffect(() => {
    const before = known.current;
    if (!ready) return;
    known.current = new Set(cards.map(({ id }) => id));
    const fresh = before && cards.filter(({ id, version }) => !before.has(id) && version <= 3);
    if (!fresh || fresh.length === 0 || fresh.length > AT_ONCE) return;
    get<{ items: MapPlace[] }>('/api/map/places', { ids: fresh.map(({ id }) => id).join() }).then(
      ({ items }) => {
        setPulses((shown) => [...shown, ...items]);
        setTimeout(() => setPulses((shown) => shown.filter((place) => !items.includes(place))), SHOWN_MS);
      },
      // A pulse that is missed is missed; the figures are right.
      () => {},
    );
  }, [cards, ready]);
  return pulses;
}
