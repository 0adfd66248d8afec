import { useSyncExternalStore } from 'react';
import type { PlaceClaim } from '../../../domain/contracts/fieldwork.ts';

/** A position of this age is still where the technician stands. */
const FRESH_MS = 90_000;
/** Nobody waits longer for a satellite than this; the record then says that there was none. */
const PATIENCE_MS = 2_500;

let last: PlaceClaim | null = null;
const watchers = new Set<() => void>();

function keep(place: PlaceClaim): PlaceClaim {
  last = place;
  for (const changed of watchers) changed();
  return place;
}

/** Where the phone is, as far as it may be known; never waits long, never fails. */
export function wherePlace(): Promise<PlaceClaim> {
  if (!('geolocation' in navigator)) return Promise.resolve(keep({ state: 'unavailable' }));
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => resolve(keep({ state: 'unavailable' })), PATIENCE_MS);
    const told = (place: PlaceClaim) => {
      clearTimeout(giveUp);
      resolve(keep(place));
    };
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        told({
          state: 'given',
          lng: rounded(coords.longitude),
          lat: rounded(coords.latitude),
          accuracyM: Math.min(1_000_000, Math.round(coords.accuracy)),
        }),
      (error) => told({ state: error.code === error.PERMISSION_DENIED ? 'refused' : 'unavailable' }),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: FRESH_MS },
    );
  });
}

/** To about a metre. */
const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

const watch = (changed: () => void) => {
  watchers.add(changed);
  return () => watchers.delete(changed);
};

/** What was last known of it; null before anybody asked. */
export const usePlace = (): PlaceClaim | null => useSyncExternalStore(watch, () => last);
