import type { Policy } from '../policy.ts';
import { mayWork, OUTLET_TYPES } from '../vocabulary.ts';
import type { NetworkOutlet } from './network-index.ts';
import { lastingHundredths } from './score.ts';

/** Numbers that `Columns.facts` holds for each outlet: lasting points in hundredths, latitude, longitude, type. */
export const FACTS = 4;

/** Those of a list who may be given work at all, with what decides first, whoever lasts best first. */
export interface Columns {
  readonly outlets: readonly NetworkOutlet[];
  /** Beside each other in memory, in the order of the outlets; a type as its place in OUTLET_TYPES. */
  readonly facts: Float64Array;
  /** D1: which of them a brand has authorised. */
  authorised(brandId: number): readonly boolean[];
}

/**
 * The outlets that cover one district, category and kind of work. What decides among them under a policy is kept in
 * columns: going through a list is going through memory in its order, and what it says of an outlet is not looked for
 * anew for each ticket.
 */
export class CoverList {
  readonly outlets: NetworkOutlet[] = [];
  readonly skilled: number[] = [];
  #columns = new WeakMap<Policy['dispatch'], Columns>();
  /** Asked for last, as it mostly is again. */
  #last: { dispatch: Policy['dispatch']; columns: Columns } | null = null;

  /** @param category '' for any */
  add(outlet: NetworkOutlet, category: string): void {
    if (this.outlets.includes(outlet)) return;
    this.outlets.push(outlet);
    this.skilled.push(skilledIn(outlet, category));
    this.#columns = new WeakMap();
    this.#last = null;
  }

  under(dispatch: Policy['dispatch']): Columns {
    if (this.#last?.dispatch === dispatch) return this.#last.columns;
    const columns = this.#columns.get(dispatch) ?? this.#columnsFor(dispatch);
    this.#columns.set(dispatch, columns);
    this.#last = { dispatch, columns };
    return columns;
  }

  #columnsFor(dispatch: Policy['dispatch']): Columns {
    const fit = this.outlets
      .map((outlet, at) => {
        const skilled = this.skilled[at] as number;
        return { outlet, skilled, lasting: lastingHundredths({ ...outlet, skilled }, dispatch) };
      })
      .filter(({ outlet, skilled }) => mayWork(outlet.standing) && skilled > 0)
      .sort((a, b) => b.lasting - a.lasting);
    const outlets = fit.map(({ outlet }) => outlet);
    const byBrand = new Map<number, boolean[]>();
    return {
      outlets,
      facts: Float64Array.from(
        fit.flatMap(({ lasting, outlet }) => [
          lasting,
          outlet.lat,
          outlet.lng,
          OUTLET_TYPES.indexOf(outlet.type),
        ]),
      ),
      authorised(brandId) {
        const known = byBrand.get(brandId) ?? outlets.map(({ brands }) => brands.has(brandId));
        byBrand.set(brandId, known);
        return known;
      },
    };
  }
}

/** T3: how many of its technicians may do it. @param category '' for any */
export const skilledIn = ({ technicians, skilled }: NetworkOutlet, category: string): number =>
  category === '' ? technicians : (skilled.get(category) ?? 0);
