import type { TicketCard } from '../../../domain/contracts/api.ts';

export type Tickets = ReadonlyMap<number, TicketCard>;

/** Which list a ticket stands in, and in what order. */
export interface Sorting<List extends string> {
  lists: readonly List[];
  /** null: in none. */
  listOf(card: TicketCard): List | null;
  /** A total order: two different tickets are never equal. */
  compare(a: TicketCard, b: TicketCard, list: List): number;
}

export interface Sorted<List extends string> {
  tickets: Tickets;
  sorting: Sorting<List>;
  /** A list that did not change is the same array as before. */
  lists: Readonly<Record<List, readonly TicketCard[]>>;
}

/** More changes than one in so many, and everything is sorted anew: that is cheaper then. */
const REBUILD_PART = 8;

/**
 * The tickets in their lists. With what was sorted before, only what changed is moved: an event among five thousand
 * tickets costs a look at each and two binary searches, and lists that it does not touch stay as they are.
 */
export function sorted<List extends string>(
  tickets: Tickets,
  sorting: Sorting<List>,
  before: Sorted<List> | null = null,
): Sorted<List> {
  if (before?.sorting !== sorting) return { tickets, sorting, lists: sortAll(tickets, sorting) };
  if (before.tickets === tickets) return before;
  const changes = changesBetween(before.tickets, tickets);
  if (changes.length * REBUILD_PART > tickets.size) {
    return { tickets, sorting, lists: keepSame(before, sortAll(tickets, sorting)) };
  }
  const copies = new Map<List, TicketCard[]>();
  const copyOf = (list: List): TicketCard[] => {
    const copy = copies.get(list) ?? [...before.lists[list]];
    copies.set(list, copy);
    return copy;
  };
  for (const { was, is } of changes) {
    const from = was && sorting.listOf(was);
    const to = is && sorting.listOf(is);
    if (from && was) {
      const list = copyOf(from);
      const at = placeIn(list, was, (a, b) => sorting.compare(a, b, from));
      if (list[at]?.id === was.id) list.splice(at, 1);
    }
    if (to && is) {
      const list = copyOf(to);
      list.splice(
        placeIn(list, is, (a, b) => sorting.compare(a, b, to)),
        0,
        is,
      );
    }
  }
  return { tickets, sorting, lists: { ...before.lists, ...Object.fromEntries(copies) } };
}

/** A sort of everything still leaves lists that came out the same as they were. */
function keepSame<List extends string>(
  before: Sorted<List>,
  lists: Sorted<List>['lists'],
): Sorted<List>['lists'] {
  const kept: Record<List, readonly TicketCard[]> = { ...lists };
  for (const list of before.sorting.lists) {
    const [old, now] = [before.lists[list], lists[list]];
    if (old.length === now.length && old.every((card, index) => card === now[index])) kept[list] = old;
  }
  return kept;
}

function sortAll<List extends string>(tickets: Tickets, sorting: Sorting<List>): Record<List, TicketCard[]> {
  const lists = Object.fromEntries(sorting.lists.map((list) => [list, [] as TicketCard[]])) as Record<
    List,
    TicketCard[]
  >;
  for (const card of tickets.values()) {
    const list = sorting.listOf(card);
    if (list !== null) lists[list].push(card);
  }
  for (const list of sorting.lists) lists[list].sort((a, b) => sorting.compare(a, b, list));
  return lists;
}

export interface Change {
  was: TicketCard | undefined;
  is: TicketCard | undefined;
}

/** What came, went or became another between two states of a board. */
export function changesBetween(before: Tickets, after: Tickets): Change[] {
  const changes: Change[] = [];
  let kept = 0;
  for (const [id, is] of after) {
    const was = before.get(id);
    if (was) kept += 1;
    if (was !== is) changes.push({ was, is });
  }
  if (kept < before.size) {
    for (const [id, was] of before) if (!after.has(id)) changes.push({ was, is: undefined });
  }
  return changes;
}

/** Where a card stands in a sorted list, or would. */
function placeIn(
  list: readonly TicketCard[],
  card: TicketCard,
  compare: (a: TicketCard, b: TicketCard) => number,
): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(list[middle] as TicketCard, card) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
