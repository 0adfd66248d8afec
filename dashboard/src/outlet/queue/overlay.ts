import type { TicketDetail } from '../../../../domain/contracts/api.ts';
import type { Fieldwork, QuoteView } from '../../../../domain/contracts/fieldwork.ts';
import type { ServiceActionName } from '../../../../domain/vocabulary.ts';
import { currentVisit } from '../../ticket/chain.ts';
import type { Queued } from './types.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** A job as it is on the phone: what the hotline knows, and what it has not heard of yet. */
export interface JobOnPhone {
  detail: TicketDetail;
  /** Actions that wait to be sent. */
  waiting: ReadonlySet<ServiceActionName>;
  /** Finished on the phone, or the visit ended; the hotline has still to hear of it. */
  finished: boolean;
}

const AT_WORK: readonly string[] = ['action', 'complete', 'end_visit'];

/** H5: shows deeds that wait as done, so that work goes on where there is no network. */
export function jobOnPhone(detail: TicketDetail, items: readonly Queued[]): JobOnPhone {
  const mine = items.filter(({ ticketId }) => ticketId === detail.card.id);
  const waiting = new Set<ServiceActionName>();
  let { visits, nextActions, moves } = detail;
  for (const { deed, doneAt } of mine) {
    const action = deed.kind === 'action' ? deed.action : deed.kind === 'quote' ? 'quote' : null;
    if (!action || !nextActions.includes(action)) continue;
    waiting.add(action);
    nextActions = nextActions.slice(nextActions.indexOf(action) + 1);
    const visit = currentVisit(visits);
    if (!visit) continue;
    const done = {
      action,
      at: iso(doneAt),
      by: null,
      evidence: deed.kind === 'action' ? deed.evidence : null,
    };
    const agreed =
      deed.kind === 'action' && deed.appointmentAt
        ? { appointmentAt: deed.appointmentAt, appointmentUntil: null }
        : {};
    const changed = { ...visit, ...agreed, actions: [...visit.actions, done] };
    visits = visits.map((each) => (each.id === visit.id ? changed : each));
  }
  const finished = mine.some(({ deed }) => deed.kind === 'complete' || deed.kind === 'end');
  if (finished) moves = moves.filter((move) => !AT_WORK.includes(move));
  return { detail: { ...detail, visits, nextActions, moves }, waiting, finished };
}

/** The sum the customer has agreed to on the phone, and what stands without an answer. */
export interface QuotesOnPhone {
  /** The last one made. */
  standing: { ref: string; totalFen: number; approved: boolean } | null;
}

export function quotesOnPhone(
  quotes: readonly QuoteView[],
  items: readonly Queued[],
  ticketId: number,
): QuotesOnPhone {
  const last = quotes.at(-1);
  let standing: QuotesOnPhone['standing'] =
    last && last.state !== 'replaced'
      ? { ref: last.ref, totalFen: last.totalFen, approved: last.state === 'approved' }
      : null;
  for (const { deed, ticketId: of } of items) {
    if (of !== ticketId) continue;
    if (deed.kind === 'quote') standing = { ref: deed.ref, totalFen: deed.totalFen, approved: false };
    if (deed.kind === 'approval' && standing?.ref === deed.quoteRef)
      standing = { ...standing, approved: true };
  }
  return { standing };
}

/** The part of the fieldwork that belongs to the visit in hand. */
export const visitWork = (
  fieldwork: Fieldwork | undefined,
  detail: TicketDetail,
): Fieldwork['visits'][number] | undefined => {
  const visit = currentVisit(detail.visits);
  return fieldwork?.visits.find(({ visitId }) => visitId === visit?.id);
};
