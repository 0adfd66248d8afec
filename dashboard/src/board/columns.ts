import type { TicketCard } from '../../../domain/contracts/api.ts';
import { BOARD_DONE_LIMIT } from '../../../domain/contracts/sockets.ts';
import type { TicketState } from '../../../domain/vocabulary.ts';
import { type BoardFilters, passes } from './filters.ts';

/** The states a board shows, in the order in which a ticket passes them. */
export const BOARD_COLUMNS = [
  'needs_details',
  'new',
  'manual',
  'offered',
  'accepted',
  'in_progress',
  'done',
] as const satisfies TicketState[];
export type BoardColumn = (typeof BOARD_COLUMNS)[number];
export type Columns = Record<BoardColumn, TicketCard[]>;

const isColumn = (state: TicketState): state is BoardColumn =>
  (BOARD_COLUMNS as readonly TicketState[]).includes(state);

/**
 * Sorts the tickets of a room into its columns.
 *
 * @param wordsOf what the search looks through for a card, in lower case
 */
export function columnsOf(
  tickets: Iterable<TicketCard>,
  filters: BoardFilters,
  now: number,
  wordsOf: (card: TicketCard) => string,
): Columns {
  const columns: Columns = {
    needs_details: [],
    new: [],
    manual: [],
    offered: [],
    accepted: [],
    in_progress: [],
    done: [],
  };
  for (const card of tickets) {
    if (isColumn(card.state) && passes(card, filters, now, wordsOf)) columns[card.state].push(card);
  }
  for (const column of BOARD_COLUMNS) columns[column].sort(column === 'done' ? newestFirst : mostUrgentFirst);
  columns.done.length = Math.min(columns.done.length, BOARD_DONE_LIMIT);
  return columns;
}

/** Rescue stays on top; then what is due first, so that late ones rise by themselves (D6). */
export function mostUrgentFirst(a: TicketCard, b: TicketCard): number {
  return (
    Number(isRescue(b)) - Number(isRescue(a)) ||
    compare(a.dueAt ?? '9', b.dueAt ?? '9') ||
    b.chaseCount - a.chaseCount ||
    compare(a.openedAt, b.openedAt) ||
    a.id - b.id
  );
}

export const isRescue = (card: TicketCard): boolean => card.kind === 'rescue' || card.priority === 'rescue';

const newestFirst = (a: TicketCard, b: TicketCard): number =>
  compare(b.stateSince, a.stateSince) || b.id - a.id;

/** Instants are all written alike, so their text sorts as they do. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Where the keyboard goes from a card: within its column, or to the same height of the next that has any. */
export function neighbour(
  columns: Columns,
  at: number | null,
  step: { down?: number; right?: number },
): number | null {
  const rows = BOARD_COLUMNS.map((column) => columns[column]).filter((cards) => cards.length > 0);
  const column = rows.findIndex((cards) => cards.some((card) => card.id === at));
  if (column === -1) return rows[0]?.[0]?.id ?? null;
  const row = rows[column]?.findIndex((card) => card.id === at) ?? 0;
  const target = rows[clamp(column + (step.right ?? 0), rows.length)];
  return target?.[clamp(row + (step.down ?? 0), target.length)]?.id ?? null;
}

const clamp = (index: number, length: number): number => Math.max(0, Math.min(index, length - 1));
