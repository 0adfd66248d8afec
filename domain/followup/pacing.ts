/** Microseconds by which a slot may be taken late without the next ones moving. */
const LATE_MICROS = 5_000;

/**
 * F1: how far apart outbound calls are allowed. Whoever takes a slot late by up to `lateMicros` does not move the
 * next one; what that could bring too close together is paid for beforehand in the gap. So any second holds at most
 * `rate` calls, and at least 99 % of them while calls are due and somebody asks in time.
 *
 * @param rate calls per second; below 1 for less than one a second
 */
export function pacing(rate: number): { gapMicros: number; lateMicros: number } {
  return { gapMicros: Math.ceil((1_000_000 + LATE_MICROS) / rate), lateMicros: LATE_MICROS };
}

const LONGEST_HOLD_SECONDS = 60;

/**
 * How long no call is offered to a carrier that would not take one just now: a single refusal is passed over, from the
 * second in a row on the time doubles.
 *
 * @param refusals how many in a row, from 1
 * @returns seconds, at most a minute
 */
export const holdSeconds = (refusals: number): number =>
  refusals < 2 ? 0 : Math.min(LONGEST_HOLD_SECONDS, 2 ** (refusals - 2));

/** A hold that ends later than this from now was set by a clock that has been set back since. */
export const LONGEST_HOLD_MICROS = LONGEST_HOLD_SECONDS * 1_000_000;
