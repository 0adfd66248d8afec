import type { TicketDetail } from '../../domain/contracts/api.ts';
import type { Hotline } from './hotline.ts';
import { inParallel, sleep } from './pool.ts';
import { Random } from './random.ts';

interface District {
  code: string;
  parentCode: string | null;
}

const WORK = { repair: 70, installation: 20, maintenance: 10 } as const;
/** Requests of counters under way at once. */
const AT_ONCE = 16;

/** H3: the stores' counters, which take requests in all day: tickets in numbers, without a call. */
export class Counters {
  /** Numbers that customers were told. */
  readonly told = new Set<string>();
  private readonly hotline: Hotline;
  private readonly random: Random;
  private readonly seed: string;
  /** Who has asked so far. */
  private people = 0;

  constructor(hotline: Hotline, { seed }: { seed: string }) {
    this.hotline = hotline;
    this.seed = seed;
    this.random = new Random(seed, 'counters');
  }

  /**
   * Questions that are answered on the spot: tickets finished as soon as they are opened, each of them owed a call (F1).
   * Some customers ask about several things, and are called once for them.
   */
  async answer(
    { questions, stopped }: { questions: number; stopped: () => boolean },
    onAnswered: (number: string) => Promise<unknown>,
  ): Promise<void> {
    const { categories } = await this.reference();
    const people = Math.ceil(questions * 0.8);
    const first = this.people;
    this.people += people;
    await inParallel(Array(questions).keys(), AT_ONCE, async () => {
      if (stopped()) return;
      const contactNumber = this.askedBy(this.random.int(first, this.people - 1));
      const { id, number } = await this.hotline.post<{ id: number; number: string }>(
        '/api/tickets',
        { kind: 'inquiry', category: this.random.pick(categories).code, contactNumber, separate: true },
        'store',
      );
      this.told.add(number);
      const { card } = await this.hotline.get<TicketDetail>(`/api/tickets/${id}`, 'dispatcher');
      const summary = '已当面答复，顾客表示清楚了。';
      await this.hotline.post(`/api/tickets/${id}/resolve`, { version: card.version, summary }, 'dispatcher');
      await onAnswered(contactNumber);
    });
  }

  /** Half of them have a telephone at home, which takes no text messages. */
  private askedBy(person: number): string {
    const own = String(((Number.parseInt(this.seed, 10) || 0) % 9) * 100_000 + person).padStart(6, '0');
    return person % 2 === 0 ? `+8615600${own}` : `+8673184${own}`;
  }

  private reference() {
    return this.hotline.get<{ districts: District[]; categories: { code: string }[] }>(
      '/api/reference',
      'store',
    );
  }

  /** @param rate requests begun each second, if the hotline keeps up */
  async takeIn(
    { tickets, rate, stopped }: { tickets: number; rate: number; stopped: () => boolean },
    onTold: (told: number) => void,
  ): Promise<void> {
    const { districts, categories } = await this.reference();
    const places = districts.filter(({ parentCode }) => parentCode !== null);
    const begun = performance.now();
    let next = 0;
    const serve = async () => {
      while (next < tickets && !stopped()) {
        const index = next++;
        const wait = begun + (index * 1_000) / rate - performance.now();
        if (wait > 0) await sleep(wait);
        const number = String(
          10_000_000 + (((Number.parseInt(this.seed, 10) || 0) * 7_919 + index) % 90_000_000),
        );
        const answer = await this.hotline.post<{ number: string }>(
          '/api/tickets',
          {
            kind: this.random.weigh(WORK),
            category: this.random.pick(categories).code,
            contactNumber: `+86155${number}`,
            districtCode: this.random.pick(places).code,
            address: `建设路${this.random.int(1, 300)}号`,
          },
          'store',
        );
        this.told.add(answer.number);
        onTold(this.told.size);
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, tickets) }, serve));
  }
}
