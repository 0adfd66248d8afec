import { useState } from 'react';
import { type Sorted, type Sorting, sorted, type Tickets } from './sorted.ts';

/** The tickets in their lists, each change moving no more than it must. */
export function useSorted<List extends string>(
  tickets: Tickets,
  sorting: Sorting<List>,
): Sorted<List>['lists'] {
  const [kept] = useState<{ last: Sorted<List> | null }>({ last: null });
  const now = sorted(tickets, sorting, kept.last);
  // Drawn twice with the same tickets it gives the same answer, so it may be kept here.
  kept.last = now;
  return now.lists;
}
