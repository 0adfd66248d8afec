import type { DemoAccount } from '../../domain/contracts/demo-account.ts';
import type { DemoClock } from './demo-clock.ts';
import type { Desk } from './desk.ts';
import type { Exchange } from './exchange.ts';
import type { Hotline } from './hotline.ts';
import { sleep } from './pool.ts';
import type { Work } from './work.ts';

const LOOK_MS = 1_000;
const STUCK_MS = 90_000;
/** Calls in hand of which nothing is heard for so long: the hotline asks the carrier, when its time comes. */
const SILENT_MS = 4_000;
const QUIET_WITHIN_MS = 60_000;
const MINUTE_MS = 60_000;
/** Attempts come due one by one; so many of them, or such a share, are let come due together: of those of some hours. */
const TOGETHER = 60;
const SHARE_TOGETHER = 0.1;
const MOST_MINUTES = 240;
/** More than an agent keeps a call in hand. */
const CLAIM_MINUTES = 31;
/** Mornings after which a ticket for which no outlet has room is left to the reader of the table. */
const MORNINGS = 6;

const readAccount = (hotline: Hotline, since: Date): Promise<DemoAccount> =>
  hotline.get(`/api/demo/account?since=${encodeURIComponent(since.toISOString())}`);

/** The account when nothing is going on: what was owed before this run may be dialled at any moment. */
export async function quietAccount(hotline: Hotline, since: Date, exchange: Exchange): Promise<DemoAccount> {
  for (const until = performance.now() + QUIET_WITHIN_MS; ; await sleep(LOOK_MS)) {
    const account = await readAccount(hotline, since);
    const { attempts, contacts } = account;
    const quiet = exchange.live === 0 && [...attempts, ...contacts].every(({ ended }) => ended);
    if (quiet || performance.now() > until) return account;
  }
}

const isOpen = ({ state }: DemoAccount['obligations'][number]): boolean =>
  state === 'open' || state === 'dialling';

interface FollowUpWorld {
  hotline: Hotline;
  clock: DemoClock;
  desk: Desk;
  work: Work;
  exchange: Exchange;
  since: Date;
}

/**
 * Days pass until nobody is owed a call any more: the clock goes on to when the next ones are due, the hotline dials,
 * what is reopened is worked again, and what is left to people is settled by an agent.
 */
export async function followUp(
  { hotline, clock, desk, work, exchange, since }: FollowUpWorld,
  onProgress: (done: number, all: number) => void,
): Promise<void> {
  await clock.moveTo(clock.nextMorning());
  let before = '';
  let changedAt = performance.now();
  for (let mornings = 0; ; ) {
    const left = await work.finish(() => {});
    const asked = performance.now();
    const { obligations, attempts, contacts } = await readAccount(hotline, since);
    // Of tens of thousands of calls even reading takes the hotline a while: it is not to be busy with nothing else.
    const look = Math.max(LOOK_MS, 10 * (performance.now() - asked));
    const open = obligations.filter(isOpen);
    onProgress(obligations.length - open.length, obligations.length);

    const state = JSON.stringify([open, attempts.filter(({ ended }) => !ended), left.length]);
    if (state !== before) changedAt = performance.now();
    before = state;
    const still = performance.now() - changedAt;
    if (still > Math.max(STUCK_MS, 5 * look)) return;

    const due = open.filter(
      (each) => each.state === 'open' && each.nextActionAt && new Date(each.nextActionAt) <= clock.now(),
    );
    const inHand =
      attempts.some(({ ended }) => !ended) || open.some(({ state: each }) => each === 'dialling');
    const coming = open.flatMap(({ nextActionAt }) => (nextActionAt ? [Date.parse(nextActionAt)] : []));
    const unended = contacts.some(({ ended }) => !ended);
    if (due.length > 0 || exchange.live > 0) {
      await sleep(look);
    } else if (inHand || unended) {
      // Nobody is on the line any more: as far as when there is nothing in hand.
      if (still > SILENT_MS) await clock.moveTo(later(clock, unended ? 11 : 3));
      await sleep(look);
    } else if (coming.length > 0) {
      await clock.moveTo(new Date(untilTogether(coming)));
      desk.newDay();
    } else if (open.length > 0) {
      // What an agent has in hand is nobody else's for half an hour.
      const settled = await desk.settleWorklist(new Set(open.map(({ id }) => id)));
      if (settled === 0) await clock.moveTo(later(clock, CLAIM_MINUTES));
    } else if (left.length > 0 && mornings++ < MORNINGS) {
      await clock.moveTo(clock.nextMorning());
      desk.newDay();
    } else {
      return;
    }
  }
}

/** When the next of them are due together. */
function untilTogether(coming: number[]): number {
  const times = coming.toSorted((a, b) => a - b);
  const count = Math.min(times.length, Math.max(TOGETHER, Math.round(times.length * SHARE_TOGETHER)));
  return Math.min(times[count - 1] as number, (times[0] as number) + MOST_MINUTES * MINUTE_MS);
}

const later = (clock: DemoClock, minutes: number): Date =>
  new Date(clock.now().getTime() + minutes * MINUTE_MS);
