import type { BulkForecast } from '../../domain/contracts/board.ts';
import type { RoutingVerdict } from '../../domain/dispatch/choose-outlet.ts';
import type { DomainErrorCode } from '../../domain/errors.ts';
import type { Policy } from '../../domain/policy.ts';
import { mayWork } from '../../domain/vocabulary.ts';
import { Outlet } from '../../entities/network.ts';
import type { Ticket } from '../../entities/ticket.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { currentOffer } from './offers.ts';
import { daysToTry, previewRouting } from './route-ticket.ts';

/** A ticket named in the request: as it stands, or why it is refused before anything is asked of the rules. */
export type Named = { ticketId: number } & ({ ticket: Ticket } | { refusal: DomainErrorCode });

/**
 * What a bulk act would do with each ticket, in the order in which it would be done, each place that one takes gone
 * for those after it. Nothing is claimed: it can come differently when others are quicker.
 *
 * @param outletId null: the rules choose
 */
export async function previewBulk(
  tx: Tx,
  named: Named[],
  outletId: number | null,
  now: Date,
): Promise<BulkForecast[]> {
  const { policy } = await policyInForce(tx);
  const outlet = outletId === null ? null : await tx.findOneBy(Outlet, { id: outletId });
  const forecast = new Forecast(tx, policy, now);
  const items: BulkForecast[] = [];
  for (const each of named) {
    const item = nothingFor(each.ticketId);
    if ('refusal' in each) items.push({ ...item, refusal: each.refusal });
    else if (!each.ticket.districtCode) items.push({ ...item, refusal: 'wrong_state' });
    else if (outletId === null) items.push(await forecast.byRules(each.ticket));
    else if (!outlet) items.push({ ...item, refusal: 'not_found' });
    else items.push(await forecast.byHand(each.ticket, outlet));
  }
  return items;
}

const nothingFor = (ticketId: number): BulkForecast => ({
  ticketId,
  refusal: null,
  outlet: null,
  day: null,
  takenFrom: null,
  capacityLeft: null,
  standsAs: null,
  covering: 0,
  qualified: 0,
});

class Forecast {
  readonly #tx: Tx;
  readonly #policy: Policy;
  readonly #now: Date;
  /** Places that tickets before this one would have taken, by outlet and day. */
  readonly #taken = new Map<string, number>();

  constructor(tx: Tx, policy: Policy, now: Date) {
    this.#tx = tx;
    this.#policy = policy;
    this.#now = now;
  }

  /** The outlet that the rules would choose (services/dispatch/route-again.ts). */
  async byRules(ticket: Ticket): Promise<BulkForecast> {
    const had = await this.#holder(ticket);
    let first: RoutingVerdict | undefined;
    for (const day of daysToTry(ticket, this.#policy, this.#now)) {
      const verdict = await previewRouting(this.#tx, ticket, this.#now, day);
      first ??= verdict;
      for (const { outletId, name, capacityLeft } of verdict.qualified) {
        const left = this.#left(outletId, day, capacityLeft);
        if (left <= 0) continue;
        const item = { ...nothingFor(ticket.id), ...counts(first), takenFrom: had?.name ?? null };
        if (had?.id === outletId) return { ...item, refusal: 'wrong_state' };
        this.#take(outletId, day);
        return { ...item, outlet: { id: outletId, name }, day, capacityLeft: left - 1 };
      }
      if (verdict.covering === 0) break;
    }
    return { ...nothingFor(ticket.id), ...(first && counts(first)), takenFrom: had?.name ?? null };
  }

  /** D5: the outlet that the dispatcher chose, and how the rules see it for this ticket. */
  async byHand(ticket: Ticket, outlet: Outlet): Promise<BulkForecast> {
    const had = await this.#holder(ticket);
    const days = daysToTry(ticket, this.#policy, this.#now);
    const verdict = await previewRouting(this.#tx, ticket, this.#now, days[0]);
    const item = {
      ...nothingFor(ticket.id),
      ...counts(verdict),
      outlet: { id: outlet.id, name: outlet.name },
      takenFrom: had?.name ?? null,
      standsAs: standing(verdict, outlet.id),
    };
    if (!mayWork(outlet.standing)) return { ...item, refusal: 'outlet_stopped' };
    for (const day of days) {
      // Its own place on the day is given back before one is taken.
      const own = Number(had?.id === outlet.id && ticket.plannedDay === day);
      const left = this.#left(outlet.id, day, (await this.#capacity(outlet, day)) + own);
      if (left <= 0) continue;
      this.#take(outlet.id, day);
      return { ...item, day, capacityLeft: left - 1 };
    }
    return { ...item, refusal: 'outlet_full' };
  }

  async #holder(ticket: Ticket): Promise<{ id: number; name: string } | null> {
    const offer = await currentOffer(this.#tx, ticket.id);
    const outlet = offer && (await this.#tx.findOneBy(Outlet, { id: offer.outletId }));
    return outlet ? { id: outlet.id, name: outlet.name } : null;
  }

  async #capacity(outlet: Outlet, day: string): Promise<number> {
    const [row] = await this.#tx.query(
      'SELECT capacity, booked FROM capacity_day WHERE outletId = ? AND day = ?',
      [outlet.id, day],
    );
    return row ? row.capacity - row.booked : outlet.dailyCapacity;
  }

  #left(outletId: number, day: string, free: number): number {
    return free - (this.#taken.get(`${outletId} ${day}`) ?? 0);
  }

  #take(outletId: number, day: string): void {
    const key = `${outletId} ${day}`;
    this.#taken.set(key, (this.#taken.get(key) ?? 0) + 1);
  }
}

const counts = ({ covering, qualified }: RoutingVerdict) => ({ covering, qualified: qualified.length });

function standing({ qualified, excluded }: RoutingVerdict, id: number): BulkForecast['standsAs'] {
  if (qualified.some(({ outletId }) => outletId === id)) return 'qualified';
  return excluded.find(({ outletId }) => outletId === id)?.why ?? 'not_covering';
}
