import type { TicketCard } from '../../../domain/contracts/api.ts';
import { TICKET_KINDS, type TicketKind } from '../../../domain/vocabulary.ts';
import { latenessOf } from '../time/lateness.ts';

/** What a board is narrowed to. Lives in the URL, so that a view can be sent to a colleague. */
export interface BoardFilters {
  regionId: number | null;
  kinds: TicketKind[];
  /** `soon` holds what is late as well. */
  late: 'late' | 'soon' | null;
  search: string;
}

export const NO_FILTERS: BoardFilters = { regionId: null, kinds: [], late: null, search: '' };

const isKind = (word: string): word is TicketKind => (TICKET_KINDS as readonly string[]).includes(word);

/** Reads the filters of an address; what makes no sense is left out. */
export function readFilters(params: URLSearchParams): BoardFilters {
  const region = Number(params.get('region'));
  const late = params.get('late');
  return {
    regionId: Number.isInteger(region) && region > 0 ? region : null,
    kinds: (params.get('kind') ?? '').split(',').filter(isKind),
    late: late === 'late' || late === 'soon' ? late : null,
    search: params.get('q') ?? '',
  };
}

/** Writes the filters into an address and leaves its other parts as they are. */
export function writeFilters(params: URLSearchParams, filters: BoardFilters): URLSearchParams {
  const next = new URLSearchParams(params);
  const put = (name: string, value: string) => (value ? next.set(name, value) : next.delete(name));
  put('region', filters.regionId ? String(filters.regionId) : '');
  put('kind', filters.kinds.join(','));
  put('late', filters.late ?? '');
  put('q', filters.search);
  return next;
}

export const isFiltered = (filters: BoardFilters): boolean =>
  filters.regionId !== null || filters.kinds.length > 0 || filters.late !== null || filters.search !== '';

export function passes(
  card: TicketCard,
  filters: BoardFilters,
  now: number,
  wordsOf: (card: TicketCard) => string,
): boolean {
  if (filters.regionId !== null && card.regionId !== filters.regionId) return false;
  if (filters.kinds.length > 0 && !filters.kinds.includes(card.kind)) return false;
  if (filters.late) {
    const { level } = latenessOf(card, now);
    if (level !== 'late' && !(filters.late === 'soon' && level === 'soon')) return false;
  }
  const sought = filters.search.trim().toLowerCase();
  if (sought === '') return true;
  const digits = sought.replaceAll(' ', '');
  return (/^\d+$/.test(digits) && card.number.includes(digits)) || wordsOf(card).includes(sought);
}
