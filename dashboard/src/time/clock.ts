import { useSyncExternalStore } from 'react';

/**
 * The hotline's time in the browser. The server says what time it is; between its words the browser's own
 * clock ticks on. Nothing else in the dashboard reads the browser's clock.
 */
let offset = 0;
const moved = new Set<() => void>();

/** Milliseconds since 1970, as the hotline counts. */
export const hotlineNow = (): number => Date.now() + offset;

/** Takes over the time that the server said. Small differences are the network's and change nothing. */
export function setHotlineTime(now: string): void {
  const heard = Date.parse(now) - Date.now();
  if (Number.isNaN(heard) || Math.abs(heard - offset) < 1_500) return;
  offset = heard;
  for (const watcher of moved) watcher();
}

/** How far the hotline's clock is ahead of the browser's: kept by a phone for when it starts without a network. */
export const hotlineOffset = (): number => offset;
export const takeHotlineOffset = (ms: number): void =>
  setHotlineTime(new Date(Date.now() + ms).toISOString());

/** The time in steps, with one timer for all who look; it stands still while nobody does. */
function ticker(step: number) {
  const watchers = new Set<() => void>();
  const tick = () => {
    for (const watcher of watchers) watcher();
  };
  let timer: ReturnType<typeof setInterval> | undefined;
  const watch = (changed: () => void) => {
    if (watchers.size === 0) {
      timer = setInterval(tick, step);
      moved.add(tick);
    }
    watchers.add(changed);
    return () => {
      watchers.delete(changed);
      if (watchers.size > 0) return;
      clearInterval(timer);
      moved.delete(tick);
    };
  };
  const read = () => Math.floor(hotlineNow() / step) * step;
  return { watch, read };
}

const seconds = ticker(1_000);
const fives = ticker(5_000);

/** The hotline's time to the second, for what ticks before one's eyes. */
export const useSeconds = (): number => useSyncExternalStore(seconds.watch, seconds.read);

/** The hotline's time in steps of five seconds, for countdowns in minutes. */
export const useNow = (): number => useSyncExternalStore(fives.watch, fives.read);

/**
 * What the time makes of something, in steps of five seconds. Whoever asks is drawn anew only when the answer is
 * another one: a thousand countdowns in minutes cost a thousand looks at the clock and a few drawings.
 */
export const useOfNow = <Answer extends string | number | boolean>(answer: (now: number) => Answer): Answer =>
  useSyncExternalStore(fives.watch, () => answer(fives.read()));
