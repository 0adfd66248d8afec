import { useSyncExternalStore } from 'react';

/**
 * The hotline's time in the browser. The server says what time it is; between its words the browser's own
 * clock ticks on. Nothing else in the dashboard reads the browser's clock.
 */
let offset = 0;
const watchers = new Set<() => void>();

/** Milliseconds since 1970, as the hotline counts. */
export const hotlineNow = (): number => Date.now() + offset;

/** Takes over the time that the server said. Small differences are the network's and change nothing. */
export function setHotlineTime(now: string): void {
  const heard = Date.parse(now) - Date.now();
  if (Number.isNaN(heard) || Math.abs(heard - offset) < 1_500) return;
  offset = heard;
  for (const watcher of watchers) watcher();
}

function watch(every: number, changed: () => void): () => void {
  const timer = setInterval(changed, every);
  watchers.add(changed);
  return () => {
    clearInterval(timer);
    watchers.delete(changed);
  };
}

const watchSeconds = (changed: () => void) => watch(1_000, changed);
const watchSlowly = (changed: () => void) => watch(5_000, changed);

/** The hotline's time to the second, for what ticks before one's eyes. */
export const useSeconds = (): number =>
  useSyncExternalStore(watchSeconds, () => Math.floor(hotlineNow() / 1_000) * 1_000);

/** The hotline's time in steps of five seconds, for countdowns in minutes. */
export const useNow = (): number =>
  useSyncExternalStore(watchSlowly, () => Math.floor(hotlineNow() / 5_000) * 5_000);
