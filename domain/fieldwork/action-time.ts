import type { TimeNote } from './words.ts';

/** Two clocks that are no further apart than this are taken to agree. */
const SKEW_TOLERATED_MS = 2 * 60_000;
/** Sent later than this after it was done: it waited for a network. */
const LATE_MS = 60_000;

export interface TimeClaim {
  /** When it was done, by the phone's clock; null: now. */
  doneAt: Date | null;
  /** When it was sent, by the same clock: tells how far that clock is off. */
  sentAt: Date | null;
  /** When it was received, by the hotline's clock. */
  now: Date;
  /** The action before it in the same visit. */
  previousAt: Date | null;
}

export interface ActionTime {
  at: Date;
  note: TimeNote | null;
  /** How far the phone's clock is behind the hotline's, in whole seconds; null when it did not say. */
  skewSeconds: number | null;
}

/**
 * H5: the time of an action is the time at which it was done, not at which a network was found. A phone whose clock is
 * wrong still knows how long ago it was, so that its time is moved by the difference. What cannot be true (in the
 * future, before the action that came before) is moved to the nearest time that can, and said.
 */
export function timeOfAction({ doneAt, sentAt, now, previousAt }: TimeClaim): ActionTime {
  if (!doneAt) return { at: now, note: null, skewSeconds: null };
  const skew = sentAt ? now.getTime() - sentAt.getTime() : 0;
  const skewSeconds = sentAt ? Math.round(skew / 1_000) : null;
  const corrected = Math.abs(skew) > SKEW_TOLERATED_MS;
  const at = new Date(doneAt.getTime() + (corrected ? skew : 0));
  if (previousAt && at < previousAt)
    return { at: previousAt < now ? previousAt : now, note: 'before_previous', skewSeconds };
  // A little ahead is within what clocks may differ.
  if (at > now)
    return {
      at: now,
      note: at.getTime() - now.getTime() > SKEW_TOLERATED_MS ? 'in_future' : null,
      skewSeconds,
    };
  if (corrected) return { at, note: 'clock_corrected', skewSeconds };
  return { at, note: now.getTime() - at.getTime() > LATE_MS ? 'sent_late' : null, skewSeconds };
}
