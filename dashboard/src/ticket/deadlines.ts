import type { DUE_KINDS, TicketDetail } from '../../../domain/contracts/api.ts';
import { isOpen } from '../../../domain/vocabulary.ts';
import { latenessOf } from '../time/lateness.ts';

export interface Deadline {
  kind: (typeof DUE_KINDS)[number];
  dueAt: string;
  metAt: string | null;
  /** `over`: the ticket ended, and whether it was met is not known. */
  state: 'met' | 'metLate' | 'fine' | 'soon' | 'late' | 'over';
}

/** D6: the deadlines of a ticket, in the order in which they come. */
export function deadlinesOf(
  detail: Pick<TicketDetail, 'card' | 'deadlines' | 'timeline'>,
  now: number,
): Deadline[] {
  const { deadlines, card } = detail;
  const doneAt = detail.timeline.findLast(({ type }) => type === 'ticket.done')?.at ?? null;
  const open = isOpen(card.state);
  const found: Deadline[] = [];
  const add = (kind: Deadline['kind'], dueAt: string | null, metAt: string | null) => {
    if (dueAt) found.push({ kind, dueAt, metAt, state: stateOf(kind, dueAt, metAt) });
  };
  const stateOf = (kind: Deadline['kind'], dueAt: string, metAt: string | null): Deadline['state'] => {
    if (metAt) return metAt <= dueAt ? 'met' : 'metLate';
    if (!open) return 'over';
    const stands = kind === card.dueKind && { warnAt: card.warnAt };
    const { level } = latenessOf({ dueAt, dueKind: kind, pausedAt: card.pausedAt, ...stands }, now);
    return level === 'none' ? 'fine' : level;
  };
  if (card.state === 'offered' && card.dueKind === 'accept') add('accept', card.dueAt, null);
  add('first_contact', deadlines.firstContactDueAt, deadlines.firstContactAt);
  add('arrival', deadlines.arrivalDueAt, deadlines.arrivedAt);
  add('completion', deadlines.completionDueAt, open ? null : doneAt);
  return found;
}

/** Working time until the deadline that stands: as the server reckoned it, less what has counted since. */
export function workingLeft(
  { leftMs, asOf, counts, until }: Pick<TicketDetail['deadlines'], 'leftMs' | 'asOf' | 'counts' | 'until'>,
  now: number,
): number | null {
  if (leftMs === null || !counts) return leftMs;
  const stop = until ? Math.min(now, Date.parse(until)) : now;
  return leftMs - Math.max(stop - Date.parse(asOf), 0);
}
