import type { DemoAccount } from '../../domain/contracts/demo-account.ts';
import type { Proof } from '../../domain/contracts/followup.ts';
import type { OutboundCall } from './called.ts';
import type { InboundCall } from './callers.ts';
import type { CarrierCall } from './carrier-record.ts';
import type { Story } from './conversation.ts';
import { checkDispatch } from './dispatch-account.ts';
import { inboundDispositions, outboundDispositions } from './expected.ts';
import { checkFollowUp } from './follow-up-account.ts';
import { STRANGER } from './prompts.ts';

/** What does not agree, in words. */
export interface Findings {
  /** Calls whose record is missing or says something else than what happened. */
  unexplained: string[];
  /** Promised, and nobody does it. */
  lost: string[];
  /** Done twice. */
  doubled: string[];
  /** D1–D5: sent where nobody may be sent, or without a reason. */
  misdirected: string[];
}

/** Everything known from outside. */
export interface Outside {
  inbound: InboundCall[];
  outbound: OutboundCall[];
  /** Calls of which no end was heard, long after the last one. */
  unended: Story[];
  /** Ticket numbers that were told at a counter. */
  counter: ReadonlySet<string>;
  /** Ticket numbers in text messages. */
  texted: ReadonlySet<string>;
  /** Outlets that accepted, by ticket and resolution. */
  accepted: ReadonlyMap<string, ReadonlySet<number>>;
  carrier: CarrierCall[];
  /** F5: the ledger's own proof after the run, where one was asked for. */
  proof: Proof | null;
}

type Contact = DemoAccount['contacts'][number];
type Ticket = DemoAccount['tickets'][number];

/** After so long a ticket that waits for the system is one that nobody handles. */
const HANDLED_WITHIN_MS = 60_000;
const COMPLAINT = 'complaint';

/** Compares what the callers, the outlets and the carrier know with what the hotline holds. */
export function reconcile(outside: Outside, account: DemoAccount): Findings {
  const misdirected = checkDispatch(account);
  const findings: Findings = { unexplained: [], lost: [], doubled: [], misdirected };
  const contacts = new Map(account.contacts.flatMap((contact) => contact.sids.map((sid) => [sid, contact])));
  const tickets = new Map(account.tickets.map((ticket) => [ticket.number, ticket]));
  const byId = new Map(account.tickets.map((ticket) => [ticket.id, ticket]));

  for (const story of outside.unended) findings.unexplained.push(`${tell(story)}: never ended`);
  checkInbound(outside, contacts, findings);
  checkOutbound(outside, account, contacts, findings);
  checkTold(outside, contacts, tickets, findings);
  checkContacts(account, byId, findings);
  const offers = byTicket(account.offers);
  for (const ticket of account.tickets)
    checkTicket(ticket, offers.get(ticket.id) ?? [], account.now, outside, findings);
  checkSurveys(account, findings);
  checkFollowUp(outside, account, findings);
  checkLine(account, findings);
  return findings;
}

/** Of thousands of tickets each finds its own without going through all. */
function byTicket<T extends { ticketId: number | null }>(rows: T[]): Map<number | null, T[]> {
  const groups = new Map<number | null, T[]>();
  for (const row of rows) {
    const group = groups.get(row.ticketId);
    if (group) group.push(row);
    else groups.set(row.ticketId, [row]);
  }
  return groups;
}

const tell = ({ sid, asked, lastWords, status }: Story): string =>
  `${sid} (${status}; asked ${asked.join(' → ') || 'nothing'}; last heard “${lastWords.slice(-80)}”)`;

function checkInbound({ inbound }: Outside, contacts: Map<string, Contact>, { unexplained }: Findings): void {
  for (const { story } of inbound) {
    const contact = contacts.get(story.sid);
    if (story.problem) unexplained.push(`${tell(story)}: ${story.problem}`);
    // The hotline was down: the carrier said so to the caller, and nothing else is claimed.
    if (!contact && story.brokeDown && story.asked.length === 0) continue;
    if (!contact) {
      unexplained.push(`${tell(story)}: no record of the call`);
      continue;
    }
    const possible = inboundDispositions(story);
    if (!contact.ended || !contact.disposition) {
      unexplained.push(`${tell(story)}: contact ${contact.id} has not ended`);
    } else if (!possible.has(contact.disposition)) {
      const wanted = [...possible].join(' or ');
      unexplained.push(`${tell(story)}: recorded as ${contact.disposition}, was ${wanted}`);
    }
  }
}

function checkOutbound(
  { outbound, carrier }: Outside,
  account: DemoAccount,
  contacts: Map<string, Contact>,
  { unexplained, doubled, lost }: Findings,
): void {
  const attempts = new Map(account.attempts.map((attempt) => [attempt.contactId, attempt]));
  const kinds = new Map(account.obligations.map(({ id, kind }) => [id, kind]));
  for (const call of outbound) {
    const { story } = call;
    const contact = contacts.get(story.sid);
    const attempt = contact && attempts.get(contact.id);
    if (story.problem) unexplained.push(`${tell(story)}: ${story.problem}`);
    if (STRANGER.test(story.lastWords)) unexplained.push(`${tell(story)}: called without knowing why`);
    if (!contact || !attempt) {
      if (!story.brokeDown) unexplained.push(`${tell(story)}: no record of the call to a customer`);
      continue;
    }
    // What was owed before this run is not in the account: the call itself says what it was for.
    const older = story.asked.includes('survey_solved') ? 'survey' : 'promised';
    const surveys = attempt.obligationIds.filter((id) => (kinds.get(id) ?? older) === 'survey').length;
    const possible = outboundDispositions(call, surveys);
    if (!contact.disposition || !possible.has(contact.disposition)) {
      const wanted = [...possible].join(' or ');
      unexplained.push(`${tell(story)}: call out recorded as ${contact.disposition}, was ${wanted}`);
    }
  }
  const placed = new Map<number, string[]>();
  for (const { sid, attemptId } of carrier) {
    if (attemptId !== null) placed.set(attemptId, [...(placed.get(attemptId) ?? []), sid]);
  }
  for (const [attemptId, sids] of placed) {
    if (sids.length > 1)
      doubled.push(`attempt ${attemptId} was dialled ${sids.length} times: ${sids.join(', ')}`);
  }
  for (const { id, state, ended } of account.attempts) {
    if (!ended) lost.push(`attempt ${id} is still ${state}`);
  }
}

/** Each number that somebody was told is a ticket, and one of that call. */
function checkTold(
  { inbound, outbound, texted, counter }: Outside,
  contacts: Map<string, Contact>,
  tickets: Map<string, Ticket>,
  { lost, unexplained, doubled }: Findings,
): void {
  for (const { story } of [...inbound, ...outbound]) {
    const told = [...story.opened, ...story.complaints];
    if (told.length > 1) doubled.push(`${tell(story)}: told ${told.join(' and ')}`);
    for (const number of told) {
      const ticket = tickets.get(number);
      if (!ticket) lost.push(`${tell(story)}: told ticket ${number}, which does not exist`);
      else if (!contacts.get(story.sid)?.tickets.some(({ id }) => id === ticket.id)) {
        unexplained.push(`${tell(story)}: ticket ${number} does not belong to the call`);
      } else if ((ticket.kind === COMPLAINT) !== story.complaints.includes(number)) {
        unexplained.push(`${tell(story)}: ticket ${number} is a ${ticket.kind}`);
      }
    }
    for (const number of story.reopened) {
      const ticket = tickets.get(number);
      if (ticket && ticket.reopenCount === 0)
        lost.push(`${tell(story)}: told that ${number} is open again; it is not`);
    }
  }
  for (const number of counter) {
    if (!tickets.has(number)) lost.push(`ticket ${number} was told at a counter, but does not exist`);
  }
  for (const number of texted) {
    if (!tickets.has(number)) lost.push(`ticket ${number} was sent by text message, but does not exist`);
  }
}

/** H2: what each kind of call leaves behind it. */
const OWED: Partial<Record<string, DemoAccount['obligations'][number]['kind']>> = {
  abandoned: 'abandoned',
  message_left: 'voicemail',
  callback_promised: 'promised',
};

function checkContacts(account: DemoAccount, tickets: Map<number, Ticket>, findings: Findings): void {
  const { lost, doubled, unexplained } = findings;
  const calledFor = new Set(account.contacts.flatMap(({ tickets: links }) => links.map(({ id }) => id)));
  for (const { id, number, source } of account.tickets) {
    if (source === 'phone' && !calledFor.has(id)) unexplained.push(`ticket ${number} belongs to no call`);
  }
  for (const { id, direction, disposition, startedAt, tickets: links } of account.contacts) {
    const owed = direction === 'inbound' ? OWED[disposition ?? ''] : undefined;
    const calls = account.obligations.filter(({ contactId, kind }) => contactId === id && kind === owed);
    if (owed && calls.length === 0)
      lost.push(`contact ${id} ended as ${disposition}, and nobody owes a call`);
    if (calls.length > 1) doubled.push(`contact ${id} is owed ${calls.length} calls (${owed})`);
    // A complaint is also tied to the ticket that it is about, which may be an older complaint.
    const opened = links.filter(({ id: ticketId, purpose }) => {
      const ticket = tickets.get(ticketId);
      // What an agent takes down besides is another matter.
      const isNew = ticket !== undefined && ticket.openedAt >= startedAt && ticket.source === 'phone';
      return isNew && (purpose === 'opened' || (purpose === 'complained' && ticket.kind === COMPLAINT));
    });
    if (opened.length > 1) doubled.push(`contact ${id} opened ${opened.length} tickets`);
  }
}

function checkTicket(
  { id, number, state, stateSince, nextActionAt, resolutionNo }: Ticket,
  offers: DemoAccount['offers'],
  now: string,
  { accepted }: Outside,
  { lost, doubled }: Findings,
): void {
  const inForce = offers.filter((offer) => offer.inForce);
  const late = (instant: string | null) =>
    Date.parse(now) - Date.parse(instant ?? stateSince) > HANDLED_WITHIN_MS;
  if (state === 'new' && late(nextActionAt)) lost.push(`ticket ${number} is new, and nobody routes it`);
  if (state === 'offered' && !inForce.some(({ expiresAt }) => !late(expiresAt))) {
    lost.push(`ticket ${number} is offered, but no offer is in force`);
  }
  if (inForce.length > 1) doubled.push(`ticket ${number} has ${inForce.length} offers in force`);
  for (const [at, offer] of offers.entries()) {
    const next = offers[at + 1];
    const ended = offer.state === 'accepted' ? offer.offeredAt : offer.answeredAt;
    if (next && (!ended || next.offeredAt < ended)) {
      doubled.push(`ticket ${number} was offered to ${next.outletId} while ${offer.outletId} had it`);
    }
  }
  const yes = offers.filter((offer) => offer.state === 'accepted').length;
  const rounds = resolutionNo + (state === 'accepted' || state === 'in_progress' ? 1 : 0);
  if (yes > rounds) doubled.push(`ticket ${number} was accepted ${yes} times for ${rounds} rounds of work`);
  for (let round = 0; round <= resolutionNo; round++) {
    const outlets = accepted.get(`${id}.${round}`)?.size ?? 0;
    if (outlets > 1) doubled.push(`ticket ${number} was accepted by ${outlets} outlets`);
  }
}

/** H2: whoever wanted a person was answered, gave up, or is called back; by one agent at a time, and once. */
function checkLine({ line, obligations }: DemoAccount, { lost, doubled }: Findings): void {
  const kept = new Map(obligations.map((each) => [each.id, each]));
  for (const { contactId, state, ending, answeredAt, taken, passedOn, tries, obligationId } of line) {
    const promise = obligationId === null ? undefined : kept.get(obligationId);
    if (state !== 'ended' && state !== 'callback')
      lost.push(`contact ${contactId} is still ${state} in line`);
    if (state === 'callback' && promise?.state !== 'open')
      lost.push(`contact ${contactId} is to be called back, and no promise stands behind it`);
    if (ending === 'answered' && !answeredAt) lost.push(`contact ${contactId} was answered by nobody`);
    // Every try of a callback is taken by an agent anew.
    if (taken > 1 + passedOn + Math.max(0, tries - 1))
      doubled.push(`contact ${contactId} was taken by ${taken} agents, and passed on ${passedOn} times`);
  }
}

/** F1: one call is owed for each time a ticket was finished, no more and no less. */
function checkSurveys(account: DemoAccount, { lost, doubled }: Findings): void {
  const surveys = byTicket(account.obligations.filter(({ kind }) => kind === 'survey'));
  for (const { id, number, resolutionNo } of account.tickets) {
    const owedFor = surveys.get(id) ?? [];
    for (let resolution = 1; resolution <= resolutionNo; resolution++) {
      const owed = owedFor.filter((each) => each.resolutionNo === resolution).length;
      if (owed === 0) lost.push(`ticket ${number}: nobody owes a call for resolution ${resolution}`);
      if (owed > 1) doubled.push(`ticket ${number}: ${owed} calls owed for resolution ${resolution}`);
    }
    const beyond = owedFor.filter((each) => (each.resolutionNo ?? 0) > resolutionNo);
    if (beyond.length > 0) doubled.push(`ticket ${number}: a call is owed for a resolution that never was`);
  }
}
