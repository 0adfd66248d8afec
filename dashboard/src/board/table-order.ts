import type { TicketCard } from '../../../domain/contracts/api.ts';
import { BOARD_COLUMNS, mostUrgentFirst, type Passes } from './columns.ts';
import type { Sorting } from './sorted.ts';

/** By what the table can be sorted; `urgency` is the order of the board. */
export const TABLE_KEYS = [
  'urgency',
  'number',
  'kind',
  'state',
  'place',
  'category',
  'outlet',
  'due',
  'chases',
  'takenBy',
  'opened',
] as const;
export type TableKey = (typeof TABLE_KEYS)[number];
export interface TableOrder {
  key: TableKey;
  down: boolean;
}
export const URGENCY: TableOrder = { key: 'urgency', down: false };

const isKey = (word: string): word is TableKey => (TABLE_KEYS as readonly string[]).includes(word);

/** `due` up, `-due` down; what makes no sense is the order of the board. */
export function readOrder(params: URLSearchParams): TableOrder {
  const text = params.get('sort') ?? '';
  const down = text.startsWith('-');
  const key = down ? text.slice(1) : text;
  return isKey(key) ? { key, down } : URGENCY;
}

export function writeOrder(params: URLSearchParams, { key, down }: TableOrder): URLSearchParams {
  const next = new URLSearchParams(params);
  if (key === 'urgency' && !down) next.delete('sort');
  else next.set('sort', down ? `-${key}` : key);
  return next;
}

/** A click on a heading: up, then down, then back to the order of the board. */
export function nextOrder(order: TableOrder, key: TableKey): TableOrder {
  if (order.key !== key) return { key, down: false };
  return order.down ? URGENCY : { key, down: true };
}

const SHOWN = new Set<string>(BOARD_COLUMNS);
const STATES = BOARD_COLUMNS as readonly string[];

const PARTS: Record<Exclude<TableKey, 'urgency'>, (card: TicketCard) => string | number> = {
  number: (card) => card.number,
  kind: (card) => card.kind,
  state: (card) => STATES.indexOf(card.state),
  place: (card) => card.districtCode ?? '',
  category: (card) => card.category ?? '',
  outlet: (card) => card.outletName ?? '',
  due: (card) => card.dueAt ?? '9',
  chases: (card) => card.chaseCount,
  takenBy: (card) => card.takenBy?.name ?? '',
  opened: (card) => card.openedAt,
};

/** The board as one list; what is alike by the key stays in the order of the board. */
export function inTable(passes: Passes, { key, down }: TableOrder): Sorting<'all'> {
  const sign = down ? -1 : 1;
  const part = key === 'urgency' ? null : PARTS[key];
  return {
    lists: ['all'],
    listOf: (card) => (SHOWN.has(card.state) && passes(card) ? 'all' : null),
    compare: (a, b) => {
      if (!part) return sign * mostUrgentFirst(a, b);
      const [left, right] = [part(a), part(b)];
      // Empty ones last, whichever way it is sorted.
      if ((left === '') !== (right === '')) return left === '' ? 1 : -1;
      return left < right ? -sign : left > right ? sign : mostUrgentFirst(a, b);
    },
  };
}
