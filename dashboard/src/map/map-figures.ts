import type { TicketCard } from '../../../domain/contracts/api.ts';
import type { MapOutlet } from '../../../domain/contracts/board.ts';
import { latenessOf } from '../time/lateness.ts';

/** What a district is shaded by. */
export const SHADES = ['open', 'late', 'load'] as const;
export type Shade = (typeof SHADES)[number];

export function readShade(params: URLSearchParams): Shade {
  const wanted = params.get('shade');
  return SHADES.find((shade) => shade === wanted) ?? 'open';
}

export interface DistrictFigures {
  code: string;
  open: number;
  late: number;
  /** Places of today at the outlets that stand there. */
  booked: number;
  capacity: number;
}

/** The figures of each district that has any. Finished tickets count nowhere. */
export function figuresOf(
  cards: Iterable<TicketCard>,
  outlets: readonly MapOutlet[],
  now: number,
): Map<string, DistrictFigures> {
  const figures = new Map<string, DistrictFigures>();
  const of = (code: string) => {
    const known = figures.get(code) ?? { code, open: 0, late: 0, booked: 0, capacity: 0 };
    figures.set(code, known);
    return known;
  };
  for (const card of cards) {
    if (card.districtCode === null || card.state === 'done') continue;
    const district = of(card.districtCode);
    district.open += 1;
    if (latenessOf(card, now).level === 'late') district.late += 1;
  }
  for (const { districtCode, booked, capacity, standing } of outlets) {
    if (standing === 'stopped' || standing === 'removed') continue;
    const district = of(districtCode);
    district.booked += booked;
    district.capacity += capacity;
  }
  return figures;
}

/** The figure that a district is shaded by; load in percent, null where no outlet stands there. */
export function figureOf(figures: DistrictFigures | undefined, shade: Shade): number | null {
  if (shade !== 'load') return figures?.[shade] ?? 0;
  if (!figures || figures.capacity === 0) return null;
  return Math.round((figures.booked / figures.capacity) * 100);
}

/** Where each of the four steps of a shade begins: round numbers for counts, fixed ones for load in percent. */
export function stepsOf(values: readonly (number | null)[], shade: Shade): number[] {
  if (shade === 'load') return [1, 50, 80, 100];
  const most = Math.max(4, ...values.map((value) => value ?? 0));
  const width = niceAbove(most / 4);
  return [1, width, 2 * width, 3 * width].map((step, index) => Math.max(step, index + 1));
}

/** 1, 2, 5, 10, 20, 50 … */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 5, 10].map((nice) => nice * power).find((nice) => nice >= value) ?? 10 * power;
}

/** Which step a value has reached: 0 for none, up to as many as there are. */
export const stepOf = (value: number | null, steps: readonly number[]): number =>
  value === null ? 0 : steps.filter((step) => value >= step).length;
