import type { Clock } from '../services/ports.ts';

/** The machine's own time. The only place of the product that asks for it. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that runs like the one beneath it, `offsetMs` ahead (or behind, when negative). */
export interface MovableClock extends Clock {
  offsetMs: number;
}

/** For the demo and the tests, which look at deadlines and calling hours at any time of day. */
export function movableClock(base: Clock = systemClock): MovableClock {
  return {
    offsetMs: 0,
    now() {
      return new Date(base.now().getTime() + this.offsetMs);
    },
  };
}
