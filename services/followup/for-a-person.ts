import { DIAL_PRIORITIES } from '../../domain/followup/priority.ts';
import { minutesAfter } from '../../domain/time.ts';
import type { Obligation } from '../../entities/followup.ts';

/** Whoever went home with a call in hand does not keep it from the others. */
const CLAIM_MINUTES = 30;
/** Whoever took one since has it still. */
export const heldSince = (now: Date): Date => minutesAfter(now, -CLAIM_MINUTES);

/**
 * Of every priority, which is named since the index on what is open begins with it: without, all that is owed would be
 * read. `b` is the obligation.
 */
export const ANY_PRIORITY = `b.priority IN (${DIAL_PRIORITIES.join(', ')})`;
/** What waits for a person, now or later. */
export const WAITS_FOR_A_PERSON = "b.state = 'open' AND b.nextActionAt IS NULL";
/** Not put off to later; one parameter: now. */
export const IS_ITS_TIME = '(b.callAt IS NULL OR b.callAt <= ?)';

/** Nobody else has it in hand, and it is no second call of who made the first (S9); parameters as `freeParams` gives them. */
export const FREE =
  '(b.claimedBy IS NULL OR b.claimedBy = ? OR b.claimedAt < ?) AND (b.notBy IS NULL OR b.notBy <> ?)';
export const freeParams = (personId: number, now: Date): unknown[] => [personId, heldSince(now), personId];

/** Whether a colleague has it in hand. */
export const isTakenFrom = (
  { claimedBy, claimedAt, state }: Pick<Obligation, 'claimedBy' | 'claimedAt' | 'state'>,
  personId: number,
  now: Date,
): boolean =>
  claimedBy !== null &&
  claimedBy !== personId &&
  // Whoever is calling has it however long they talk.
  (state === 'dialling' || (claimedAt !== null && claimedAt >= heldSince(now)));

/** Whether it waits for this person, by `until`. */
export const waitsFor = (
  { state, nextActionAt, callAt, notBy }: Obligation,
  personId: number,
  until: Date | null,
): boolean =>
  state === 'open' &&
  nextActionAt === null &&
  notBy !== personId &&
  (until === null || callAt === null || callAt <= until);
