import type { MapOutlet } from '../../../domain/contracts/board.ts';
import { type Mode, palette } from '../theme/palette.ts';
import type { Shade } from './map-figures.ts';

/** The two colours mixed: `part` of the first, the rest of the second. */
export function mixed(first: string, second: string, part: number): string {
  const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const [a, b] = [channels(first), channels(second)];
  const hex = a.map((value, index) =>
    Math.round(value * part + (b[index] ?? 0) * (1 - part))
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${hex.join('')}`;
}

/** The ground of a district, from none to the last step. Load goes from good over soon to late. */
export function shadeColours(shade: Shade, mode: Mode): string[] {
  const { panel, accent, late, good, soonMark } = palette[mode];
  if (shade === 'load')
    return [
      panel,
      mixed(good, panel, 0.25),
      mixed(good, panel, 0.55),
      mixed(soonMark, panel, 0.6),
      mixed(late, panel, 0.65),
    ];
  const colour = shade === 'late' ? late : accent;
  return [panel, ...[0.16, 0.34, 0.54, 0.76].map((part) => mixed(colour, panel, part))];
}

export const OUTLET_SYMBOLS: Record<MapOutlet['type'], string> = {
  own: 'circle',
  contracted: 'rect',
  manufacturer: 'triangle',
};

export function standingColour(standing: MapOutlet['standing'], mode: Mode): string {
  const { good, soonMark, late } = palette[mode];
  switch (standing) {
    case 'good':
      return good;
    case 'warned':
    case 'rectifying':
      return soonMark;
    case 'stopped':
    case 'removed':
      return late;
    default:
      return standing satisfies never;
  }
}
