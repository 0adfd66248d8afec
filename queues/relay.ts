import type { DataSource } from 'typeorm';
import { type JobMap, QUEUE_NAMES } from '../domain/contracts/jobs.ts';
import { countOutletFigures } from '../services/dispatch/outlet-figures.ts';
import { dueWork } from '../services/due-work.ts';
import { forgetWords } from '../services/followup/forget-words.ts';
import { proveByNight } from '../services/followup/prove-ledger.ts';
import { forgetExpired } from '../services/forget-expired.ts';
import { lookByNight } from '../services/honesty/look-by-night.ts';
import { isToBeRouted } from '../services/outbox.ts';
import type { Clock, Jobs, Nudges } from '../services/ports.ts';
import {
  dropSequencerLease,
  pruneRoomEvents,
  renewSequencerLease,
  SEQUENCED_AT_ONCE,
  sequenceEvents,
  takeSequencerLease,
} from '../services/sequencer.ts';
import type { InTransaction } from '../services/transaction.ts';
import type { Hands } from './at-hand.ts';

export interface RelayDeps {
  dataSource: DataSource;
  inTransaction: InTransaction;
  clock: Clock;
  nudges: Nudges;
  jobs: Jobs;
  hands: Pick<Hands, 'route'>;
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
const HEARD_AT_MOST = 10_000;
const PROOF_MS = 60_000;

/**
 * The relay: in one worker at a time (the one with the lease) it numbers committed events, wakes the boards,
 * has new tickets routed, and once a second sweeps MySQL for whatever is due. Without Redis it goes on
 * numbering; the hints follow when Redis is back.
 */
export function startRelay(deps: RelayDeps): { close(): Promise<void> } {
  const { dataSource, inTransaction, clock, nudges, jobs, hands, holder, onError } = deps;
  const { manager } = dataSource;
  let token: number | null = null;
  let closing = false;
  let wake: () => void = () => {};
  let woken = false;
  nudges.on('outbox', () => {
    woken = true;
    wake();
  });
  /** Events of which one of the two, the word of whoever committed it and its number, has come and the other has not. */
  const heardOnce = new Set<number>();
  /** Has tickets routed at the first that is heard of them, which is seldom their number. */
  function route(tickets: { eventId: number; ticketId: number | null }[]): void {
    // Without Redis only numbers come. Forgotten, one is routed twice, which is once.
    if (heardOnce.size > HEARD_AT_MOST) heardOnce.clear();
    const jobs = new Map<number, JobMap['routing']>();
    for (const { eventId, ticketId } of tickets) {
      if (heardOnce.delete(eventId)) continue;
      heardOnce.add(eventId);
      if (ticketId !== null) jobs.set(ticketId, { ticketId });
    }
    hands.route([...jobs.values()]).catch(onError);
  }
  nudges.on('route', ({ tickets }) => {
    if (token !== null && !closing) route(tickets);
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
  let lastProof = 0;
  const sweeping = aside(sweep, onError);
  const counting = aside(() => countOutletFigures(manager, clock.now()), onError);
  const proving = aside(async () => {
    if (await proveByNight({ dataSource, inTransaction, clock })) await forgetWords(manager, clock.now());
    await lookByNight({ dataSource, inTransaction, clock });
  }, onError);

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
      // Whoever commits wakes this loop; only a full batch says by itself that more wait.
      woken ||= events.length >= SEQUENCED_AT_ONCE;
      nudges.send('sequenced', null);
      route(events.filter(({ type }) => isToBeRouted(type)));
    }
    // Beside the numbering: looking through all queues takes a while, and events do not wait for it.
    if (!sweeping.busy()) await every(SWEEP_MS, lastSweep, (at) => (lastSweep = at), sweeping.start);
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
    // Beside it too: in a big province they take a while.
    await every(COUNT_MS, lastCount, (at) => (lastCount = at), counting.start);
    await every(PROOF_MS, lastProof, (at) => (lastProof = at), proving.start);
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
      await Promise.all([counting, proving, sweeping].map((each) => each.done()));
    },
  };
}

/** Work that nobody waits for, one at a time: started again while it goes on it is left to go on. */
function aside(work: () => Promise<unknown>, onError: (error: unknown) => void) {
  let running: Promise<void> | null = null;
  return {
    busy: () => running !== null,
    async start(): Promise<void> {
      running ??= work()
        .then(() => {}, onError)
        .finally(() => {
          running = null;
        });
    },
    /** When what goes on now is over. */
    done: async () => running,
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
