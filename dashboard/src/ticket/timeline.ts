import type { TicketDetail, TimelineItem, Verdict } from '../../../domain/contracts/api.ts';

export type Decision = TicketDetail['decisions'][number];
/** One line of a ticket's history as it is shown. */
export type Entry =
  | {
      kind: 'event';
      key: string;
      at: string;
      item: TimelineItem;
      verdict: Decision | null;
      note: string | null;
    }
  | { kind: 'message'; key: string; at: string; message: TicketDetail['messages'][number] }
  | { kind: 'reply'; key: string; at: string; reply: TicketDetail['replies'][number] }
  | { kind: 'recording'; key: string; at: string; recording: TicketDetail['recordings'][number] };

/**
 * One history out of events, messages and recordings, newest first. A message's own row says more than the
 * event that it was sent, so that event is left out, as is the action of accepting beside the acceptance; a routing decision stands beside the event it led to.
 */
export function timelineOf(detail: TicketDetail): Entry[] {
  const decisions = new Map(detail.decisions.map((decision) => [decision.id, decision]));
  const entries: Entry[] = [];
  for (const item of detail.timeline) {
    if (item.type === 'message.sent' && detail.messages.length > 0) continue;
    if (item.type === 'ticket.reply') continue;
    if (item.type === 'ticket.action' && item.data.action === 'accept') continue;
    const verdict = decisions.get(Number(item.data.decisionId)) ?? null;
    entries.push({
      kind: 'event',
      key: `e${item.id}`,
      at: item.at,
      item,
      verdict,
      note: noteOf(detail, item),
    });
  }
  for (const message of detail.messages) {
    entries.push({ kind: 'message', key: `m${message.id}`, at: message.at, message });
  }
  for (const reply of detail.replies) {
    entries.push({ kind: 'reply', key: `a${reply.id}`, at: reply.at, reply });
  }
  for (const recording of detail.recordings) {
    entries.push({ kind: 'recording', key: `r${recording.id}`, at: recording.at, recording });
  }
  return entries.sort(newestFirst);
}

/** Whatever was written down with a service action. */
function noteOf(detail: TicketDetail, item: TimelineItem): string | null {
  if (item.type === 'ticket.done') {
    return detail.visits.find((visit) => visit.id === item.data.visitId)?.summary ?? null;
  }
  if (item.type !== 'ticket.action') return null;
  const visit = detail.visits.find(({ id }) => id === item.data.visitId);
  return visit?.actions.find(({ action }) => action === item.data.action)?.evidence ?? null;
}

function newestFirst(a: Entry, b: Entry): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  // Events of one moment keep the order in which they were written.
  if (a.kind === 'event' && b.kind === 'event') return b.item.id - a.item.id;
  return a.key < b.key ? 1 : -1;
}

/** D3: the outlet that was chosen, or null when it went to a dispatcher. */
export const chosenOf = (verdict: Verdict, outletId: number | null): Verdict['qualified'][number] | null =>
  verdict.qualified.find((outlet) => outlet.outletId === outletId) ?? null;
