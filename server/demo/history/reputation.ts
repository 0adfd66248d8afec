import type { OutletFigures } from '../../../domain/dispatch/quality.ts';
import type { Wish } from '../../../domain/vocabulary.ts';
import type { TicketLife } from './tickets.ts';

const nothing = (): OutletFigures => ({
  jobs: 0,
  scored: 0,
  scoreSum: 0,
  firstFix: 0,
  onTime: 0,
  asked: 0,
  refused: 0,
});

/** D3: what outlets have made of their work so far, and who came to whom last. */
export class Reputation {
  readonly #figures = new Map<number, OutletFigures>();
  /** By customer and product; the outlet that left them content. */
  readonly #came = new Map<string, number>();

  of(outletId: number): OutletFigures | null {
    return this.#figures.get(outletId) ?? null;
  }

  answered(outletId: number, refused: boolean): void {
    const figures = this.#known(outletId);
    figures.asked += 1;
    if (refused) figures.refused += 1;
  }

  finished({ row, outlet, visits }: TicketLife): void {
    if (!outlet) return;
    const figures = this.#known(outlet.id);
    figures.jobs += 1;
    if (visits === 1 && row.reopenCount === 0) figures.firstFix += 1;
    const { arrivedAt, arrivalDueAt, doneAt, completionDueAt } = row;
    const kept = (at: Date | null, due: Date | null) => !at || !due || at <= due;
    if (kept(arrivedAt, arrivalDueAt) && kept(doneAt, completionDueAt)) figures.onTime += 1;
    if (row.customerId && row.category) this.#came.set(`${row.customerId}/${row.category}`, outlet.id);
  }

  asked({ row, outlet }: TicketLife, question: string, value: number | null, badScore: number): void {
    if (!outlet || value === null) return;
    const figures = this.#known(outlet.id);
    if (question === 'score') {
      figures.scored += 1;
      figures.scoreSum += value;
    }
    const discontent = (question === 'solved' && value === 0) || (question === 'score' && value <= badScore);
    if (discontent) this.#came.delete(`${row.customerId}/${row.category}`);
  }

  /** Who came before; some customers name them. */
  wishOf({ row }: TicketLife): { outletId: number; wish: Wish } | null {
    const outletId = this.#came.get(`${row.customerId}/${row.category}`);
    if (outletId === undefined) return null;
    return { outletId, wish: row.id % 3 === 0 ? 'named' : 'came_before' };
  }

  #known(outletId: number): OutletFigures {
    const known = this.#figures.get(outletId) ?? nothing();
    this.#figures.set(outletId, known);
    return known;
  }
}
