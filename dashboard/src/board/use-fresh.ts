import { useEffect, useRef, useState } from 'react';
import type { TicketCard } from '../../../domain/contracts/api.ts';

const MARKED_MS = 4_000;
type Tickets = ReadonlyMap<number, TicketCard>;

/**
 * The tickets that have just come or changed, for a short while.
 *
 * @param ready false until the first snapshot, whose tickets are not news
 */
export function useFresh(tickets: Tickets, ready: boolean): ReadonlySet<number> {
  const before = useRef<Tickets | null>(null);
  const [fresh, setFresh] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => {
    const known = before.current;
    before.current = ready ? tickets : null;
    if (!known || known === tickets) return;
    const changed: number[] = [];
    for (const [id, card] of tickets) {
      const old = known.get(id);
      if (old !== card && old?.version !== card.version) changed.push(id);
    }
    if (changed.length === 0) return;
    setFresh((marked) => new Set([...marked, ...changed]));
    setTimeout(
      () => setFresh((marked) => new Set([...marked].filter((id) => !changed.includes(id)))),
      MARKED_MS,
    );
  }, [tickets, ready]);
  return fresh;
}
