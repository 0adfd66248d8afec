import type { TicketCard } from '../../domain/contracts/api.ts';
import type { DemoClock } from './demo-clock.ts';
import type { Desk } from './desk.ts';
import type { Hotline } from './hotline.ts';
import type { Outlets } from './outlets.ts';
import { sleep } from './pool.ts';
import { ticketsSince } from './ticket-source.ts';

const OPEN = 'needs_details,new,manual,offered,accepted,in_progress';
const AT_OUTLET: TicketCard['state'][] = ['offered', 'accepted', 'in_progress'];
const LOOK_MS = 400;
/** Nothing moves for so long: what is left will not move any more. */
const STUCK_MS = 90_000;

/** Everybody who works on tickets, and the eye on what is open. */
export class Work {
  private readonly hotline: Hotline;
  private readonly outlets: Outlets;
  private readonly desk: Desk;
  private readonly clock: DemoClock;
  private readonly since: Date;
  private readonly onError: (error: unknown) => void;
  private watching: Promise<void> | undefined;
  private calling = false;

  constructor(world: {
    hotline: Hotline;
    outlets: Outlets;
    desk: Desk;
    clock: DemoClock;
    since: Date;
    onError: (error: unknown) => void;
  }) {
    this.hotline = world.hotline;
    this.outlets = world.outlets;
    this.desk = world.desk;
    this.clock = world.clock;
    this.since = world.since;
    this.onError = world.onError;
  }

  /** While calls come in: everybody works, and addresses are left for the customers to fill in. */
  beginWithCalls(): void {
    this.calling = true;
    this.watching = (async () => {
      while (this.calling) {
        await this.look().catch(this.onError);
        await sleep(LOOK_MS);
      }
    })();
  }

  async endWithCalls(): Promise<void> {
    this.calling = false;
    await this.watching;
  }

  /**
   * Until nothing is left to do today: offers that nobody answers are left to run out (the clock is moved), tickets
   * for which no outlet has room wait for another day.
   *
   * @returns the tickets still open
   */
  async finish(onOpen: (open: number) => void): Promise<TicketCard[]> {
    let before = '';
    let changedAt = performance.now();
    for (;;) {
      const cards = await this.look();
      onOpen(cards.length);
      const idle = this.outlets.working + this.desk.working === 0;
      const waiting = cards.filter((card) => !this.willAct(card));
      if (idle && waiting.length === cards.length) {
        const unanswered = cards.filter(({ state }) => state === 'offered');
        if (unanswered.length === 0) return cards;
        await this.letRunOut(unanswered);
      }
      const now = cards.map(({ id, version }) => `${id}.${version}`).join();
      if (now !== before) changedAt = performance.now();
      before = now;
      if (performance.now() - changedAt > STUCK_MS) return cards;
      await sleep(LOOK_MS);
    }
  }

  private async look(): Promise<TicketCard[]> {
    const cards = await ticketsSince(this.hotline, this.since, OPEN);
    this.outlets.see(
      cards.filter(({ state }) => AT_OUTLET.includes(state)),
      this.onError,
    );
    this.desk.see(
      cards.filter(({ state }) => state === 'manual' || (state === 'needs_details' && !this.calling)),
      this.onError,
    );
    return cards;
  }

  private willAct(card: TicketCard): boolean {
    if (card.state === 'manual' || card.state === 'needs_details') return this.desk.willAct(card);
    return this.outlets.willAct(card);
  }

  private async letRunOut(offers: TicketCard[]): Promise<void> {
    const last = Math.max(...offers.map(({ dueAt }) => Date.parse(dueAt ?? '') || 0));
    await this.clock.moveTo(new Date(last + 1_000));
  }
}
