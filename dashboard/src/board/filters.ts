import type { TicketCard } from '../../../domain/contracts/api.ts';
import {
  LATE_LEVELS,
  type LateLevel,
  PRIORITIES,
  type Priority,
  TICKET_KINDS,
  type TicketKind,
} from '../../../domain/vocabulary.ts';
import { latenessOf } from '../time/lateness.ts';

/** What a board is narrowed to. Lives in the URL, so that a view can be sent to a colleague. */
export interface BoardFilters {
  regionId: number | null;
  kinds: TicketKind[];
  priorities: Priority[];
  categories: string[];
  /** Code of a district, or of a prefecture with all its districts. */
  place: string | null;
  storeId: number | null;
  outletId: number | null;
  /** `soon` holds what is late as well. */
  late: 'late' | 'soon' | null;
  /** D6: how high what is late has climbed. */
  level: LateLevel | null;
  /** Those that wait for a dispatcher; chased; reopened; paused; in the reader's own hands. */
  flags: BoardFlag[];
  search: string;
}
export const BOARD_FLAGS = ['manual', 'missed', 'reply', 'chased', 'reopened', 'paused', 'mine'] as const;
export type BoardFlag = (typeof BOARD_FLAGS)[number];

export const NO_FILTERS: BoardFilters = {
  regionId: null,
  kinds: [],
  priorities: [],
  categories: [],
  place: null,
  storeId: null,
  outletId: null,
  late: null,
  level: null,
  flags: [],
  search: '',
};

const among =
  <Word extends string>(words: readonly Word[]) =>
  (word: string): word is Word =>
    (words as readonly string[]).includes(word);

/** Reads the filters of an address; what makes no sense is left out. */
export function readFilters(params: URLSearchParams): BoardFilters {
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
  const id = (name: string) => {
    const number = Number(params.get(name));
    return Number.isInteger(number) && number > 0 ? number : null;
  };
  const late = params.get('late');
  const place = params.get('place') ?? '';
  return {
    regionId: id('region'),
    kinds: list('kind').filter(among(TICKET_KINDS)),
    priorities: list('priority').filter(among(PRIORITIES)),
    categories: list('category').filter((code) => /^\w+$/.test(code)),
    place: /^\d{6}$/.test(place) ? place : null,
    storeId: id('store'),
    outletId: id('outlet'),
    late: late === 'late' || late === 'soon' ? late : null,
    level: LATE_LEVELS.find((level) => level === params.get('level')) ?? null,
    flags: BOARD_FLAGS.filter((flag) => params.get(flag) === '1'),
    search: params.get('q') ?? '',
  };
}

/** Writes the filters into an address and leaves its other parts as they are. */
export function writeFilters(params: URLSearchParams, filters: BoardFilters): URLSearchParams {
  const next = new URLSearchParams(params);
  const put = (name: string, value: string | number | null) =>
    value ? next.set(name, String(value)) : next.delete(name);
  put('region', filters.regionId);
  put('kind', filters.kinds.join());
  put('priority', filters.priorities.join());
  put('category', filters.categories.join());
  put('place', filters.place);
  put('store', filters.storeId);
  put('outlet', filters.outletId);
  put('late', filters.late);
  put('level', filters.level);
  for (const flag of BOARD_FLAGS) put(flag, filters.flags.includes(flag) ? '1' : null);
  put('q', filters.search);
  return next;
}

/** The parts of an address that a named view keeps: everything but which ticket is open. */
export function viewOf(params: URLSearchParams): string {
  const kept = new URLSearchParams(params);
  for (const name of ['ticket', 'do', 'column']) kept.delete(name);
  kept.sort();
  return kept.toString();
}

export const isFiltered = (filters: BoardFilters): boolean =>
  writeFilters(new URLSearchParams(), filters).size > 0;

/** How many of the filters behind "more" are set. */
export const moreFilters = (filters: BoardFilters): number =>
  [filters.place, filters.storeId, filters.outletId, filters.level].filter(Boolean).length +
  Number(filters.priorities.length > 0) +
  Number(filters.categories.length > 0) +
  filters.flags.length;

/** What a filter has to know beside the card. */
export interface FilterContext {
  now: number;
  personId: number;
  /** What the search looks through for a card, in lower case. */
  wordsOf(card: TicketCard): string;
  /** The district's code and those of what it lies in. */
  placesOf(code: string): readonly string[];
}

/** The test that the filters make; nothing that is not asked is looked at. */
export function passing(filters: BoardFilters, context: FilterContext): (card: TicketCard) => boolean {
  const tests: ((card: TicketCard) => boolean)[] = [];
  const among = <T>(wanted: readonly T[], part: (card: TicketCard) => T | null) => {
    const set = new Set<T | null>(wanted);
    if (wanted.length > 0) tests.push((card) => set.has(part(card)));
  };
  const only = <T>(wanted: T | null) => (wanted === null ? [] : [wanted]);
  among(only(filters.regionId), (card) => card.regionId);
  among(only(filters.storeId), (card) => card.storeId);
  among(only(filters.outletId), (card) => card.outletId);
  among(only(filters.level), (card) => card.lateLevel);
  among(filters.kinds, (card) => card.kind);
  among(filters.priorities, (card) => card.priority);
  among(filters.categories, (card) => card.category);
  const { place } = filters;
  if (place !== null)
    tests.push(({ districtCode }) => districtCode !== null && context.placesOf(districtCode).includes(place));
  const flagged: Record<BoardFlag, (card: TicketCard) => boolean> = {
    manual: (card) => card.state === 'manual',
    missed: (card) => card.missedAt !== null,
    reply: (card) => card.replyAt !== null,
    chased: (card) => card.chaseCount > 0,
    reopened: (card) => card.reopenCount > 0,
    paused: (card) => card.paused !== null,
    mine: (card) => card.takenBy?.id === context.personId,
  };
  for (const flag of filters.flags) tests.push(flagged[flag]);
  if (filters.late) {
    const soon = filters.late === 'soon';
    tests.push((card) => {
      const { level } = latenessOf(card, context.now);
      return level === 'late' || (soon && level === 'soon');
    });
  }
  const sought = filters.search.trim().toLowerCase();
  if (sought !== '') {
    const digits = sought.replaceAll(' ', '');
    const number = /^\d+$/.test(digits);
    tests.push((card) => (number && card.number.includes(digits)) || context.wordsOf(card).includes(sought));
  }
  return (card) => tests.every((test) => test(card));
}
