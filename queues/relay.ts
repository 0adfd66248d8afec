import type { DataSource } from 'typeorm';
import { QUEUE_NAMES } from '../domain/contracts/jobs.ts';
import { countOutletFigures } from '../services/dispatch/outlet-figures.ts';
import { dueWork } from '../services/due-work.ts';
import { forgetExpired } from '../services/forget-expired.ts';
import type { Clock, Jobs, Nudges } from '../services/ports.ts';
import {
  dropSequencerLease,
  pruneRoomEvents,
  renewSequencerLease,
  type SequencedEvent,
  sequenceEvents,
  takeSequencerLease,
} from '../services/sequencer.ts';
import type { InTransaction } from '../services/transaction.ts';

export interface RelayDeps {
  dataSource: DataSource;
  inTransaction: InTransaction;
  clock: Clock;
  nudges: Nudges;
  jobs: Jobs;
  /** Who this process is, for the lease. */
  holder: string;
  onError: (error: unknown) => void;
}

const IDLE_MS = 250;
const SWEEP_MS = 1_000;
const RENEW_MS = 3_000;
const PRUNE_MS = 60_000;
const FORGET_MS = 3_600_000;
const COUNT_MS = 3_600_000;

/**
 * The relay: in one worker at a time (the one with the lease) it numbers committed events, wakes the boards,
 * hints routing at new tickets, and once a second sweeps MySQL for whatever is due. Without Redis it goes on
 * numbering; the hints follow when Redis is back.
 */
export function startRelay(deps: RelayDeps): { close(): Promise<void> } {
  const { dataSource, inTransaction, clock, nudges, jobs, holder, onError } = deps;
  const { manager } = dataSource;
  let token: number | null = null;
  let closing = false;
  let wake: () => void = () => {};
  let woken = false;
  nudges.on('outbox', () => {
    woken = true;
    wake();
  });
  nudges.on('clock:moved', () => {
    lastSweep = 0;
    wake();
  });

  let lastSweep = 0;
  let lastRenewal = 0;
  let lastPrune = 0;
  let lastForget = 0;
  let lastCount = 0;
  let counting: Promise<unknown> = Promise.resolve();
  let sweeping: Promise<unknown> | null = null;

  async function round(): Promise<void> {
    token ??= await takeSequencerLease(manager, holder);
    if (token === null) return;
    const held = token;
    woken = false;
    const events = await inTransaction((tx) => sequenceEvents(tx, held));
    if (events === null) {
      token = null;
      return;
    }
    if (events.length > 0) {
      woken = true;
      nudges.send('sequenced', null);
      await hintRouting(jobs, events).catch(onError);
    }
    // Beside the numbering: looking through all queues takes a while, and events do not wait for it.
    if (!sweeping)
      await every(
        SWEEP_MS,
        lastSweep,
        (at) => (lastSweep = at),
        async () => {
          sweeping = sweep()
            .catch(onError)
            .finally(() => {
              sweeping = null;
            });
        },
      );
    await every(
      RENEW_MS,
      lastRenewal,
      (at) => (lastRenewal = at),
      async () => {
        if (!(await renewSequencerLease(manager, held))) token = null;
      },
    );
    await every(
      PRUNE_MS,
      lastPrune,
      (at) => (lastPrune = at),
      () => pruneRoomEvents(manager),
    );
    await every(
      FORGET_MS,
      lastForget,
      (at) => (lastForget = at),
      () => forgetExpired(manager, clock.now()),
    );
    await every(
      COUNT_MS,
      lastCount,
      (at) => (lastCount = at),
      async () => {
        // Beside the relay's own work: in a big province it takes a while.
        counting = countOutletFigures(manager, clock.now()).catch(onError);
      },
    );
  }

  async function sweep(): Promise<void> {
    const now = clock.now();
    for (const queue of QUEUE_NAMES) {
      const due = await dueWork[queue](manager, now);
      await jobs.hint(queue, due as never[]).catch(onError);
    }
  }

  const running = (async () => {
    while (!closing) {
      try {
        await round();
      } catch (error) {
        onError(error);
        await pause(1_000);
      }
      if (!woken && !closing) await pause(IDLE_MS);
    }
    if (token !== null) await dropSequencerLease(manager, token).catch(onError);
  })();

  /** Until woken, at most `ms`. */
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    async close() {
      closing = true;
      wake();
      await running;
      await Promise.all([counting, sweeping]);
    },
  };
}

/** Runs `work` when `ms` have passed since `last`, by a clock that nobody moves. */
async function every(
  ms: number,
  last: number,
  note: (at: number) => void,
  work: () => Promise<unknown>,
): Promise<void> {
  const at = performance.now();
  if (last !== 0 && at - last < ms) return;
  note(at);
  await work();
}

const ROUTABLE = new Set([
  'ticket.opened',
  'ticket.details_given',
  'ticket.declined',
  'ticket.timed_out',
  'ticket.withdrawn',
]);

function hintRouting(jobs: Jobs, events: SequencedEvent[]): Promise<void> {
  const ticketIds = events.flatMap(({ type, ticketId }) =>
    ticketId && ROUTABLE.has(type) ? [ticketId] : [],
  );
  return jobs.hint(
    'routing',
    [...new Set(ticketIds)].map((ticketId) => ({ ticketId })),
  );
}
