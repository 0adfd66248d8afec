import { useCallback, useMemo, useRef, useState } from 'react';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { NOTHING, toggled, toggledAll, upTo } from './selection.ts';
import type { Tickets } from './sorted.ts';

type Lists = readonly (readonly TicketCard[])[];

/** Tickets chosen for one act. What has left the board is chosen no more. */
export function useSelection(tickets: Tickets, lists: Lists) {
  const [selection, setSelection] = useState(NOTHING);
  // Read when something is pressed, so that what cards are given never changes.
  const now = useRef({ lists, selection });
  now.current = { lists, selection };
  const ids = useMemo(
    () => new Set([...selection.ids].filter((id) => tickets.has(id))),
    [selection, tickets],
  );
  const kept = useSame(ids);
  const select = useCallback(
    (id: number, how: 'one' | 'range') =>
      setSelection((before) => (how === 'one' ? toggled(before, id) : upTo(before, id, now.current.lists))),
    [],
  );
  const selectList = useCallback(
    (list: readonly TicketCard[]) => setSelection((before) => toggledAll(before, list)),
    [],
  );
  const clear = useCallback(() => setSelection(NOTHING), []);
  const keep = useCallback((left: number[]) => setSelection({ ids: new Set(left), from: null }), []);
  const dragged = useCallback((id: number) => {
    const chosen = now.current.selection.ids;
    return chosen.has(id) ? [...chosen] : [id];
  }, []);
  return { ids: kept, select, selectList, clear, keep, dragged };
}

/** The same set as before, while it holds the same. */
function useSame(ids: ReadonlySet<number>): ReadonlySet<number> {
  const [kept] = useState({ ids });
  const before = kept.ids;
  if (before.size !== ids.size || [...ids].some((id) => !before.has(id))) kept.ids = ids;
  return kept.ids;
}
