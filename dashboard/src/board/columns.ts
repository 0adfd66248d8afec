import type { TicketCard } from '../../../domain/contracts/api.ts';
import type { TicketState } from '../../../domain/vocabulary.ts';
import type { Sorting } from './sorted.ts';

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

const isColumn = (state: TicketState): state is BoardColumn =>
  (BOARD_COLUMNS as readonly TicketState[]).includes(state);

/** Whether a card passes the filters. */
export type Passes = (card: TicketCard) => boolean;

/** The board in columns: each ticket where its state belongs. */
export const inColumns = (passes: Passes): Sorting<BoardColumn> => ({
  lists: BOARD_COLUMNS,
  listOf: (card) => (isColumn(card.state) && passes(card) ? card.state : null),
  compare: (a, b, column) => (column === 'done' ? newestFirst(a, b) : mostUrgentFirst(a, b)),
});

/** Rescue stays on top; then what is due first, so that late ones rise by themselves (D6); then what waits. */
export function mostUrgentFirst(a: TicketCard, b: TicketCard): number {
  return (
    Number(isRescue(b)) - Number(isRescue(a)) ||
    compare(dueOf(a), dueOf(b)) ||
    b.chaseCount - a.chaseCount ||
    compare(a.openedAt, b.openedAt) ||
    a.id - b.id
  );
}

/** While something is waited for nothing runs, so that it hurries nobody, unless it was late before. */
const dueOf = ({ dueAt, pausedAt }: TicketCard): string =>
  dueAt === null ? '9' : pausedAt !== null && dueAt >= pausedAt ? '8' : dueAt;

export const isRescue = (card: Pick<TicketCard, 'kind' | 'priority'>): boolean =>
  card.kind === 'rescue' || card.priority === 'rescue';

const newestFirst = (a: TicketCard, b: TicketCard): number =>
  compare(b.stateSince, a.stateSince) || b.id - a.id;

/** Instants are all written alike, so their text sorts as they do. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Where the keyboard goes from a card: within its list, or to the same height of the next that has any. */
export function neighbour(
  lists: readonly (readonly TicketCard[])[],
  at: number | null,
  step: { down?: number; right?: number },
): number | null {
  const filled = lists.filter((cards) => cards.length > 0);
  const list = filled.findIndex((cards) => cards.some((card) => card.id === at));
  if (list === -1) return filled[0]?.[0]?.id ?? null;
  const row = filled[list]?.findIndex((card) => card.id === at) ?? 0;
  const target = filled[clamp(list + (step.right ?? 0), filled.length)];
  return target?.[clamp(row + (step.down ?? 0), target.length)]?.id ?? null;
}

const clamp = (index: number, length: number): number => Math.max(0, Math.min(index, length - 1));
