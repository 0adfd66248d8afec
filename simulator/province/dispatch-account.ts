import type { DemoAccount } from '../../domain/contracts/demo-account.ts';

/** Standings in which an outlet gets no work (D5). */
const STOPPED = new Set(['stopped', 'removed']);
/** An offer is dated when it was begun on, a stop when it was ordered: so much may lie between, and no more. */
const OVERLAP_MS = 5_000;

/**
 * D1–D5, S4: what dispatch may never do, found again from offers, days and standings alone: work outside an outlet's
 * coverage or behind a stop, a day with more than it holds, an offer without its reason, a stop that moved nothing.
 *
 * @returns what does not agree, in words
 */
export function checkDispatch({ tickets, offers, days, standings }: DemoAccount): string[] {
  const wrong: string[] = [];
  const ticketOf = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  for (const offer of offers) {
    const what = `ticket ${ticketOf.get(offer.ticketId)?.number ?? offer.ticketId} to outlet ${offer.outletId}`;
    if (!offer.reasoned) wrong.push(`${what}: no reason is on file`);
    // D5: a dispatcher may send whom they want, with a reason; never one that is stopped.
    if (!offer.overruled && !offer.covered) wrong.push(`${what}: outside its coverage`);
    if (offer.qualified === false) wrong.push(`${what}: it did not qualify when it was asked`);
    const stopped = standingAt(standings, offer.outletId, Date.parse(offer.offeredAt) - OVERLAP_MS);
    const still = standingAt(standings, offer.outletId, Date.parse(offer.offeredAt));
    if (stopped && still && STOPPED.has(stopped) && STOPPED.has(still)) wrong.push(`${what}: behind a stop`);
    const now = standings.filter(({ outletId }) => outletId === offer.outletId).at(-1);
    const begun = ticketOf.get(offer.ticketId)?.state === 'in_progress';
    if (offer.inForce && now && STOPPED.has(now.to) && !now.unfinished && !begun)
      wrong.push(`${what}: still there after dispatch was stopped`);
  }
  for (const { outletId, day, capacity, booked, held } of days) {
    if (booked > capacity) wrong.push(`outlet ${outletId} on ${day}: ${booked} booked of ${capacity}`);
    if (held > booked) wrong.push(`outlet ${outletId} on ${day}: ${held} open, and ${booked} booked`);
  }
  for (const { outletId, to, unfinished } of standings) {
    if (unfinished) wrong.push(`outlet ${outletId}: ${to}, and its open tickets are not all moved`);
  }
  return wrong;
}

/** The last change that had taken effect by then; undefined before the first. */
function standingAt(standings: DemoAccount['standings'], outletId: number, at: number): string | undefined {
  return standings.filter((each) => each.outletId === outletId && Date.parse(each.at) <= at).at(-1)?.to;
}
