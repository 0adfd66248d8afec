import type { RankedOutlet } from '../dispatch/choose-outlet.ts';
import { daysToTry } from '../dispatch/days-to-try.ts';
import { Fullness } from '../dispatch/fullness.ts';
import type { IndexedQuestion, NetworkIndex } from '../dispatch/network-index.ts';
import { refusalRate } from '../dispatch/quality.ts';
import type { Policy } from '../policy.ts';
import type { OutletType, Priority } from '../vocabulary.ts';
import type { Destination, Outcome, PolicyComparison, PreviewChange } from './comparison.ts';

/** A ticket as it was when it was routed. */
export interface PastTicket {
  ticketId: number;
  number: string;
  priority: Priority;
  /** All that is asked, but the day. */
  question: Omit<IndexedQuestion, 'day'>;
  wishDay: string | null;
  at: Date;
  local: { day: string; time: string };
  /** When the job was over; null: it is not. */
  endsAt: Date | null;
  /** Only to fill the outlets before the month begins. */
  before: boolean;
  /** Where it really went first. */
  went: string | null;
}

/** One policy, going through the past. */
class Arm {
  readonly #index: NetworkIndex;
  readonly #policy: Policy;
  readonly #fullness = new Fullness();
  toDispatcher = 0;
  kilometres = 0;
  sent = 0;
  declines = 0;
  readonly byOutlet = new Map<number, number>();

  constructor(index: NetworkIndex, policy: Policy) {
    this.#index = index;
    this.#policy = policy;
  }

  /** D1–D4: where the ticket goes, and that place is taken. Counted unless it is only to fill. */
  route(ticket: PastTicket): Destination | null {
    this.#fullness.advance(ticket.at.getTime());
    const chosen = this.#decide(ticket);
    if (!chosen) {
      if (!ticket.before) this.toDispatcher += 1;
      return null;
    }
    const { day, best } = chosen;
    const half = ticket.wishDay === day ? ticket.question.half : null;
    this.#fullness.take(best.outletId, day, half, ticket.endsAt?.getTime() ?? null);
    if (!ticket.before) {
      this.sent += 1;
      this.kilometres += best.distanceKm;
      this.declines += refusalRate(this.#index.outlets.get(best.outletId)?.figures ?? null);
      this.byOutlet.set(best.outletId, (this.byOutlet.get(best.outletId) ?? 0) + 1);
    }
    const { outletId, name, type, distanceKm, precedence, score, parts } = best;
    return { outletId, name, type, distanceKm, precedence, score, parts, day };
  }

  #decide(ticket: PastTicket): { day: string; best: RankedOutlet } | null {
    const { dispatch } = this.#policy;
    const { day: today } = ticket.local;
    for (const day of daysToTry(ticket, dispatch, ticket.local)) {
      const half = ticket.wishDay === day ? ticket.question.half : null;
      const at = { day, half, today, lookBack: dispatch.measures.fairnessDays };
      const best = this.#index.choose(
        { ...ticket.question, day, half },
        (outlet) => this.#fullness.state(outlet, at),
        this.#policy,
      );
      if (best) return { day, best };
      if (this.#index.covering(ticket.question).outlets.length === 0) break;
    }
    return null;
  }

  outcome(): Outcome {
    const { toDispatcher, kilometres, sent, declines } = this;
    const tenths = (value: number) => Math.round(value * 10) / 10;
    return { toDispatcher, averageKm: sent ? tenths(kilometres / sent) : 0, declines: tenths(declines) };
  }
}

const LISTED_OUTLETS = 50;

/**
 * The past gone through again under two policies, ticket by ticket in the order in which they were routed, on the
 * network as it is today. Both fill the outlets as they choose, so that what differs is the policies' doing alone.
 */
export class Replay {
  readonly #index: NetworkIndex;
  readonly #before: Arm;
  readonly #after: Arm;
  readonly #byCategory = new Map<string, { tickets: number; changed: number }>();
  #tickets = 0;
  #changed = 0;

  constructor(index: NetworkIndex, before: Policy, after: Policy) {
    this.#index = index;
    this.#before = new Arm(index, before);
    this.#after = new Arm(index, after);
  }

  /** @returns how it changes, when it goes elsewhere */
  next(ticket: PastTicket): PreviewChange | null {
    const before = this.#before.route(ticket);
    const after = this.#after.route(ticket);
    if (ticket.before) return null;
    const { category, districtCode } = ticket.question;
    const changed = before?.outletId !== after?.outletId;
    const tally = this.#byCategory.get(category) ?? { tickets: 0, changed: 0 };
    this.#byCategory.set(category, tally);
    this.#tickets += 1;
    tally.tickets += 1;
    if (!changed) return null;
    this.#changed += 1;
    tally.changed += 1;
    const { ticketId, number, at, went } = ticket;
    return { ticketId, number, category, districtCode, at: at.toISOString(), before, after, went };
  }

  result(from: Date, to: Date): PolicyComparison {
    const types = new Map<OutletType, { before: number; after: number }>();
    const outlets = [];
    for (const { outletId, name, type } of this.#index.outlets.values()) {
      const before = this.#before.byOutlet.get(outletId) ?? 0;
      const after = this.#after.byOutlet.get(outletId) ?? 0;
      const sum = types.get(type) ?? { before: 0, after: 0 };
      types.set(type, { before: sum.before + before, after: sum.after + after });
      if (before !== after) outlets.push({ outletId, name, type, before, after });
    }
    const shift = (row: { before: number; after: number }) => Math.abs(row.after - row.before);
    outlets.sort((a, b) => shift(b) - shift(a) || a.outletId - b.outletId);
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      tickets: this.#tickets,
      changed: this.#changed,
      before: this.#before.outcome(),
      after: this.#after.outcome(),
      byCategory: [...this.#byCategory]
        .map(([category, tally]) => ({ category, ...tally }))
        .sort((a, b) => b.changed - a.changed || b.tickets - a.tickets || (a.category < b.category ? -1 : 1)),
      byType: [...types].map(([type, counts]) => ({ type, ...counts })),
      byOutlet: outlets.slice(0, LISTED_OUTLETS),
      outletsChanged: outlets.length,
    };
  }
}
