import type { Policy } from '../policy.ts';
import type { NetworkOutlet } from './network-index.ts';
import { lastingHundredths } from './score.ts';

/**
 * The outlets that cover one district, category and kind of work, with what decides among them in columns: going through
 * a list is going through memory in its order, and what it says of an outlet is not looked for anew for each ticket.
 */
export class CoverList {
  readonly outlets: NetworkOutlet[] = [];
  readonly types: NetworkOutlet['type'][] = [];
  readonly standings: NetworkOutlet['standing'][] = [];
  readonly brands: NetworkOutlet['brands'][] = [];
  readonly skilled: number[] = [];
  readonly lats: number[] = [];
  readonly #lasting = new WeakMap<Policy['dispatch'], number[]>();

  /** @param category '' for any */
  add(outlet: NetworkOutlet, category: string): void {
    if (this.outlets.includes(outlet)) return;
    this.outlets.push(outlet);
    this.types.push(outlet.type);
    this.standings.push(outlet.standing);
    this.brands.push(outlet.brands);
    this.skilled.push(skilledIn(outlet, category));
    this.lats.push(outlet.lat);
  }

  /** Each one's lasting points under a policy, in hundredths. */
  lasting(dispatch: Policy['dispatch']): readonly number[] {
    let points = this.#lasting.get(dispatch);
    if (points?.length !== this.outlets.length) {
      points = this.outlets.map(({ figures, technicians }, at) =>
        lastingHundredths({ figures, technicians, skilled: this.skilled[at] as number }, dispatch),
      );
      this.#lasting.set(dispatch, points);
    }
    return points as number[];
  }
}

/** T3: how many of its technicians may do it. @param category '' for any */
export const skilledIn = ({ technicians, skilled }: NetworkOutlet, category: string): number =>
  category === '' ? technicians : (skilled.get(category) ?? 0);
