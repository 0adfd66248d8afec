import type { Hotline } from './hotline.ts';
import type { World } from './persona.ts';
import { inParallel } from './pool.ts';
import type { Random } from './random.ts';

interface DemoCaller {
  number: string;
}
interface District {
  code: string;
  name: string;
  parentCode: string | null;
}

/** Numbers that the carrier does not ring back: hidden ones, short codes. */
const HIDDEN = ['anonymous', ''] as const;
const SHORT = ['12345', '110', '96365'] as const;

/** Who there is to call, and what they know of the world. */
export class Population implements World {
  readonly spokenPlaces: string[];
  private readonly customers: string[];
  private readonly placeNames: ReadonlySet<string>;
  private readonly tickets: string[] = [];
  private readonly served: string[] = [];
  private next = 0;

  private constructor(customers: string[], districts: District[]) {
    this.customers = customers;
    const parents = new Map(districts.map(({ code, name }) => [code, name]));
    const full = districts.map(({ name, parentCode }) => (parents.get(parentCode ?? '') ?? '') + name);
    this.spokenPlaces = districts.flatMap(({ parentCode }, at) => (parentCode ? [full[at] ?? ''] : []));
    this.placeNames = new Set([...districts.map(({ name }) => name), ...full]);
  }

  /**
   * Customers of the demo, drawn by lot, and the places of the province.
   *
   * @param wanted how many customers, at least one; fewer when the province has no more
   */
  static async read(hotline: Hotline, random: Random, wanted: number): Promise<Population> {
    const numbers = new Set<string>();
    // The hotline lists thirty at a time: asked for by pieces of numbers, chance has its way.
    const pieces = Array.from({ length: Math.min(2_000, Math.ceil(wanted / 8)) }, () => random.digits(3));
    // A small province has few for each: at least the first of all.
    pieces.push('');
    await inParallel(pieces, 4, async (piece) => {
      if (numbers.size >= Math.max(1, wanted)) return;
      const { items } = await hotline.get<{ items: DemoCaller[] }>(`/api/demo/callers?search=${piece}`);
      for (const { number } of items) numbers.add(number);
    });
    if (numbers.size === 0) throw new Error('the hotline knows no customers: it is not the demo province');
    const { districts } = await hotline.get<{ districts: District[] }>('/api/reference', 'dispatcher');
    return new Population([...numbers], districts);
  }

  /** The number that somebody calls from. */
  caller(random: Random, { again }: { again: boolean }): string {
    if (again && this.served.length > 0 && random.chance(0.6)) return random.pick(this.served);
    const who = random.weigh({ customer: 72, unknown: 19, hidden: 6, short: 2, abroad: 1 });
    switch (who) {
      case 'customer':
        return this.customers[this.next++ % this.customers.length] as string;
      case 'unknown':
        return random.chance(0.9)
          ? `+86137${random.digits(8)}`
          : `+86731${random.int(82, 89)}${random.digits(6)}`;
      case 'hidden':
        return random.pick(HIDDEN);
      case 'short':
        return random.pick(SHORT);
      case 'abroad':
        return `+4915${random.int(1, 2)}${random.digits(8)}`;
      default: {
        const never: never = who;
        return never;
      }
    }
  }

  /** A caller was told a ticket number: they, or somebody they tell, may ask for it later. */
  remember(number: string, tickets: string[]): void {
    if (tickets.length === 0) return;
    this.tickets.push(...tickets);
    if (number.startsWith('+')) this.served.push(number);
  }

  isPlace(name: string): boolean {
    return this.placeNames.has(name);
  }

  someTicket(random: Random): string | undefined {
    return this.tickets.length > 0 ? random.pick(this.tickets) : undefined;
  }
}
