import type { JobHandlers, JobMap } from '../domain/contracts/jobs.ts';
import type { Jobs } from '../services/ports.ts';

/** Tickets that the process with the relay routes by itself at once. */
const HANDS = 8;

export interface Hands {
  route(jobs: JobMap['routing'][]): Promise<void>;
  /** Resolves when nothing is in hand any more. */
  close(): Promise<void>;
}

/**
 * Tickets to be routed are taken in hand by the process that learnt of them, at once and without Redis. What comes
 * while it has no hand free, or fails, goes to the queue, and so to whichever process has one. Routed twice is routed
 * once: who comes second finds the ticket no longer new.
 */
export function startHands(
  queues: Jobs,
  route: JobHandlers['routing'],
  onError: (error: unknown) => void,
): Hands {
  const inHand = new Set<Promise<void>>();
  const take = (job: JobMap['routing']): void => {
    const done = route(job)
      .then(
        () => {},
        (error) => {
          onError(error);
          return queues.hint('routing', [job]).catch(onError);
        },
      )
      .finally(() => inHand.delete(done));
    inHand.add(done);
  };
  return {
    async route(jobs) {
      const free = HANDS - inHand.size;
      for (const job of jobs.slice(0, free)) take(job);
      await queues.hint('routing', jobs.slice(free));
    },
    async close() {
      await Promise.all(inHand);
    },
  };
}
