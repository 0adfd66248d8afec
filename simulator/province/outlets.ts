import type { TicketCard } from '../../domain/contracts/api.ts';
import { Crew } from './crew.ts';
import { type Hotline, Refused } from './hotline.ts';
import { Random } from './random.ts';
import { readPages } from './ticket-source.ts';

/** What is done at the customer's home, in order; only the first three are never forgotten. */
const CHAIN = [
  'contact',
  'appointment',
  'depart',
  'arrive',
  'quote',
  'work',
  'test',
  'clean_up',
  'signature',
];
const NEVER_FORGOTTEN = 3;
const DECLINED_FOR = ['no_capacity', 'no_part', 'no_skill', 'too_far', 'other'] as const;
/** Managers who are at it in one moment: the callers have to get through too. */
const AT_ONCE = 12;
const SUMMARIES = [
  '更换电容，试机正常。',
  '清洗滤网和蒸发器，制冷恢复。',
  '紧固接头，检漏合格。',
  '安装到位，讲解使用方法。',
];

/** The managers of all outlets: each offer is accepted, declined, or left until its time is over. */
export class Outlets {
  /** Outlets that said yes to a ticket, by ticket and resolution: more than one would be a double dispatch. */
  readonly accepted = new Map<string, Set<number>>();
  done = 0;
  private readonly hotline: Hotline;
  private readonly seed: string;
  private readonly now: () => Date;
  private readonly codes = new Map<number, string>();
  private readonly crew = new Crew(AT_ONCE, {
    attend: (card) => this.attendUnlessGone(card),
    willAct: (card) => this.willAct(card),
  });
  /** Offers that nobody wants to answer. */
  private readonly ignored = new Set<string>();

  constructor(hotline: Hotline, { seed, now }: { seed: string; now: () => Date }) {
    this.hotline = hotline;
    this.seed = seed;
    this.now = now;
  }

  async start(): Promise<void> {
    const outlets = await readPages<{ id: number; code: string }>(this.hotline, '/api/outlets', 'dispatcher');
    for (const { id, code } of outlets) this.codes.set(id, code);
  }

  get working(): number {
    return this.crew.working;
  }

  /** Whether somebody will act on this card without being waited for. */
  willAct(card: TicketCard): boolean {
    return card.state !== 'offered' || !this.ignored.has(offerOf(card));
  }

  /** Takes up what is new on the boards of the outlets; the work goes on by itself. */
  see(cards: TicketCard[], onError: (error: unknown) => void): void {
    this.crew.see(cards, onError);
  }

  private attendUnlessGone(card: TicketCard): Promise<void> {
    return this.attend(card).catch((error) => {
      // Somebody else was quicker, or time was, and perhaps it has left the outlet: the board will say.
      if (!(error instanceof Refused && [404, 409].includes(error.status))) throw error;
    });
  }

  private async attend(card: TicketCard): Promise<void> {
    const manager = this.codes.get(card.outletId ?? 0);
    if (!manager) throw new Error(`ticket ${card.number} lies with an outlet that is not on the list`);
    const random = new Random(this.seed, 'outlet', card.number, card.outletId ?? 0, card.version);
    if (card.state === 'offered') {
      const reaction = random.weigh({ accept: 84, decline: 9, ignore: 7 });
      if (reaction === 'ignore') {
        this.ignored.add(offerOf(card));
        return;
      }
      if (reaction === 'decline') {
        await this.post(card, 'decline', { reason: random.pick(DECLINED_FOR) }, manager);
        return;
      }
      await this.post(card, 'accept', {}, manager);
      this.noteAccepted(card);
    }
    await this.work(card, manager, random);
  }

  private async work(card: TicketCard, manager: string, random: Random): Promise<void> {
    for (const [index, action] of CHAIN.entries()) {
      if (index >= NEVER_FORGOTTEN && random.chance(0.15)) continue;
      const appointmentAt = new Date(this.now().getTime() + random.int(2, 20) * 3_600_000).toISOString();
      const body = { action, ...(action === 'appointment' ? { appointmentAt } : {}) };
      try {
        await this.post(card, 'actions', body, manager);
      } catch (error) {
        // Recorded already, before somebody was cut off; or that day is full, and no time is agreed on.
        const foreseen = ['wrong_state', ...(action === 'appointment' ? ['outlet_full'] : [])];
        if (!(error instanceof Refused && foreseen.includes(error.code))) throw error;
      }
    }
    const chargeFen = random.chance(0.4) ? 0 : random.int(20, 600) * 100;
    await this.post(
      card,
      'complete',
      { summary: random.pick(SUMMARIES), chargeFen, codeAbsence: 'not_received' },
      manager,
    );
    this.done++;
  }

  private noteAccepted({ id, resolutionNo, outletId }: TicketCard): void {
    const round = `${id}.${resolutionNo}`;
    this.accepted.set(round, (this.accepted.get(round) ?? new Set()).add(outletId ?? 0));
  }

  private post(card: TicketCard, what: string, body: object, manager: string): Promise<unknown> {
    return this.hotline.post(`/api/tickets/${card.id}/${what}`, body, manager);
  }
}

const offerOf = ({ id, version, outletId }: TicketCard): string => `${id}.${version}.${outletId}`;
