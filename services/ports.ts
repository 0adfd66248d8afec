/** The one source of time, given to every use case, poll and schedule. */
export interface Clock {
  now(): Date;
}
