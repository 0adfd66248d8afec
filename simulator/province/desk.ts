import type { DetailsLink, TicketCard, TicketDetail, Verdict } from '../../domain/contracts/api.ts';
import type { ObligationView } from '../../domain/contracts/followup.ts';
import { Crew } from './crew.ts';
import { type Hotline, Refused } from './hotline.ts';
import { inParallel } from './pool.ts';
import { textedLink } from './prompts.ts';
import { Random } from './random.ts';
import { readPages } from './ticket-source.ts';

const FIELD_KINDS: TicketCard['kind'][] = ['repair', 'installation', 'maintenance', 'rescue'];
const REASONS = ['客户指定这家网点', '路近，技师正在附近', '上次也是这家做的', '其他网点都已满'];
/** Dispatchers who are at it in one moment. */
const AT_ONCE = 4;
const DISPATCHER = 'dispatcher';
const AGENT = 'agent';

/** The customer-service centre: what waits for a person is done by one. And the customers who fill in their address. */
export class Desk {
  assigned = 0;
  resolved = 0;
  cancelled = 0;
  completedByDesk = 0;
  completedByLink = 0;
  settled = 0;
  private readonly hotline: Hotline;
  private readonly seed: string;
  private readonly crew = new Crew(AT_ONCE, {
    attend: (card) => this.attendUnlessStale(card),
    willAct: (card) => this.willAct(card),
  });
  /** Tickets for which no outlet has room; the next morning some will. */
  private readonly waiting = new Set<number>();

  constructor(hotline: Hotline, { seed }: { seed: string }) {
    this.hotline = hotline;
    this.seed = seed;
  }

  get working(): number {
    return this.crew.working;
  }

  /** Whether somebody will act on this card without being waited for. */
  willAct({ id }: TicketCard): boolean {
    return !this.waiting.has(id);
  }

  /** Another day: what found no outlet is tried again. */
  newDay(): void {
    this.waiting.clear();
  }

  see(cards: TicketCard[], onError: (error: unknown) => void): void {
    this.crew.see(cards, onError);
  }

  private attendUnlessStale(card: TicketCard): Promise<void> {
    return this.attend(card).catch((error) => {
      if (!(error instanceof Refused && error.status === 409)) throw error;
    });
  }

  private async attend(card: TicketCard): Promise<void> {
    const random = new Random(this.seed, 'desk', card.number, card.version);
    if (card.state === 'needs_details') return this.complete(card, random);
    if (!FIELD_KINDS.includes(card.kind)) {
      await this.post(card, 'resolve', { summary: '已与客户电话沟通，说明原因并致歉，客户表示接受。' });
      this.resolved++;
      return;
    }
    if (random.chance(0.02)) {
      await this.post(card, 'cancel', { reason: '客户来电取消' });
      this.cancelled++;
      return;
    }
    return this.assign(card, random);
  }

  private async assign(card: TicketCard, random: Random): Promise<void> {
    for (const outletId of await this.candidates(card)) {
      try {
        await this.post(card, 'assign', { outletId, reason: random.pick(REASONS) });
        this.assigned++;
        return;
      } catch (error) {
        const full = error instanceof Refused && ['outlet_full', 'outlet_stopped'].includes(error.code);
        if (!full) throw error;
      }
    }
    this.waiting.add(card.id);
  }

  /** Those that qualify, the best first; then those that a dispatcher may overrule; for want of any, the region's. */
  private async candidates(card: TicketCard): Promise<number[]> {
    const known: number[] = [];
    if (card.districtCode) {
      const path = `/api/tickets/${card.id}/candidates`;
      const { qualified, excluded } = await this.hotline.get<Verdict>(path, DISPATCHER);
      const others = excluded.filter(({ why }) => why === 'tried' || why === 'not_authorised');
      known.push(...[...qualified, ...others].map(({ outletId }) => outletId));
    }
    if (known.length > 0) return known;
    // An emergency of which only the danger is known: no product, perhaps no place.
    const region = card.regionId ? `&regionId=${card.regionId}` : '';
    const { items } = await this.hotline.get<{ items: { id: number }[] }>(
      `/api/outlets?limit=20${region}`,
      DISPATCHER,
    );
    return items.map(({ id }) => id);
  }

  /** An agent has rung the customer, who told the address. */
  private async complete(card: TicketCard, random: Random): Promise<void> {
    const detail = await this.hotline.get<TicketDetail>(`/api/tickets/${card.id}`, DISPATCHER);
    const { districtCode } = card;
    if (!districtCode) throw new Error(`ticket ${card.number} waits for an address, but has no district`);
    const address =
      detail.spokenAddress || `和平路${random.int(1, 300)}号${random.int(1, 20)}栋${random.int(1, 9)}01`;
    await this.post(card, 'details', { districtCode, address });
    this.completedByDesk++;
  }

  private post(card: TicketCard, what: string, body: object): Promise<unknown> {
    const { id, version } = card;
    const versioned = what === 'details' ? body : { ...body, version };
    return this.hotline.post(`/api/tickets/${id}/${what}`, versioned, DISPATCHER);
  }

  /** A customer reads a text message; when it asks for the address, most follow its link. */
  async readMessage({ to, body }: { to: string; body: string }): Promise<void> {
    const token = textedLink(body);
    if (!token) return;
    const random = new Random(this.seed, 'link', to, token);
    if (!random.chance(0.6)) return;
    try {
      const link = await this.hotline.get<DetailsLink>(`/api/details/${token}`);
      if (!link.open || !link.districtCode) return;
      const address =
        link.spokenAddress || link.address || `解放路${random.int(1, 300)}号${random.int(1, 9)}栋`;
      await this.hotline.post(`/api/details/${token}`, { districtCode: link.districtCode, address });
      this.completedByLink++;
    } catch (error) {
      // The link has run out, or the ticket has gone on meanwhile.
      if (!(error instanceof Refused && [409, 410].includes(error.status))) throw error;
    }
  }

  /** What no machine could settle, an agent does: the worklist down to its end, as far as it is of this run. */
  async settleWorklist(ours: ReadonlySet<number>): Promise<number> {
    const before = this.settled;
    const items = await readPages<ObligationView>(this.hotline, '/api/followups?worklist=true', AGENT);
    await inParallel(
      items.filter(({ id }) => ours.has(id)),
      4,
      async ({ id, kind }) => {
        const word = new Random(this.seed, 'settle', id).weigh({
          solved: 82,
          not_solved: 8,
          not_reached: 10,
        });
        const reached = word !== 'not_reached';
        const outcome = !reached || kind === 'survey' ? word : kind === 'check' ? 'solved' : 'reached';
        const note = reached ? '已电话联系客户，情况已了解并记录。' : '三个号码都打不通，已发短信。';
        try {
          // S9: a second call is another's than the first.
          const by = kind === 'check' ? DISPATCHER : AGENT;
          await this.hotline.post(`/api/followups/${id}/settle`, { note, outcome }, by);
          this.settled++;
        } catch (error) {
          if (!(error instanceof Refused && error.status === 409)) throw error;
        }
      },
    );
    return this.settled - before;
  }
}
