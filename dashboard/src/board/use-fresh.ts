import { useEffect, useState } from 'react';
import type { TicketCard } from '../../../domain/contracts/api.ts';

const MARKED_MS = 4_000;
type Tickets = ReadonlyMap<number, TicketCard>;
/** When each ticket that has just come or changed was seen to (performance.now()). */
type Marks = ReadonlyMap<number, number>;

/**
 * The tickets that have just come or changed, for a short while.
 *
 * @param ready false until the first snapshot, whose tickets are not news
 */
export function useFresh(tickets: Tickets, ready: boolean): Marks {
  const [seen, setSeen] = useState<{ tickets: Tickets; ready: boolean; marks: Marks }>({
    tickets,
    ready,
    marks: new Map(),
  });
  if (seen.tickets !== tickets || seen.ready !== ready) {
    const changed = seen.ready && ready ? changesBetween(seen.tickets, tickets) : [];
    const marks = changed.length > 0 ? marked(seen.marks, changed) : seen.marks;
    setSeen({ tickets, ready, marks });
  }
  const any = seen.marks.size > 0;
  useEffect(() => {
    if (!any) return;
    const timer = setInterval(() => setSeen((before) => ({ ...before, marks: fading(before.marks) })), 1_000);
    return () => clearInterval(timer);
  }, [any]);
  return seen.marks;
}

function changesBetween(before: Tickets, after: Tickets): number[] {
  const changed: number[] = [];
  for (const [id, card] of after) {
    const old = before.get(id);
    if (old !== card && old?.version !== card.version) changed.push(id);
  }
  return changed;
}

function marked(marks: Marks, changed: number[]): Marks {
  const at = performance.now();
  return new Map([...marks, ...changed.map((id) => [id, at] as const)]);
}

const fading = (marks: Marks): Marks => {
  const since = performance.now() - MARKED_MS;
  return new Map([...marks].filter(([, at]) => at > since));
};
