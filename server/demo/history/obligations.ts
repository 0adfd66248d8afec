import { PROVINCE_ROOM, roomsOf } from '../../../domain/contracts/events.ts';
import { contactKey, surveyKey } from '../../../domain/followup/obligation-key.ts';
import { DIAL_PRIORITY } from '../../../domain/followup/priority.ts';
import type { Language, ObligationKind, Settlement } from '../../../domain/vocabulary.ts';
import { Obligation } from '../../../entities/followup.ts';
import { HOUR, MINUTE } from './local-time.ts';
import { changeTicket, type TicketLife } from './tickets.ts';
import type { World } from './world.ts';

export interface OwedCall {
  row: Obligation;
  ticket: TicketLife | null;
  language: Language;
  customerId: number | null;
  doNotCall: boolean;
  /** Whoever hung up has called again since and was served (H2). */
  calledAgain: boolean;
  keep: { now(): void };
}

type Owed = {
  number: string;
  language: Language;
  customerId: number | null;
  doNotCall: boolean;
} & (
  | { kind: 'survey'; ticket: TicketLife }
  | { kind: Exclude<ObligationKind, 'survey' | 'check'>; contactId: number }
);

/** F1, F4, H2: someone is owed a call, as services/followup/open-obligation.ts would write it. */
export function owe(world: World, owed: Owed): OwedCall {
  const { kind, number, language } = owed;
  const { followup } = world.province.policy;
  const ticket = owed.kind === 'survey' ? owed.ticket : null;
  const contactId = owed.kind === 'survey' ? null : owed.contactId;
  const forAgent = kind === 'voicemail' || kind === 'promised';
  const nobody = number === '' && kind !== 'voicemail';
  const rest = kind === 'survey' ? followup.restMinutes : 1;
  const dueHours = kind === 'survey' ? followup.withinHours : followup.callbackHours;
  const row: Obligation = {
    id: world.id('obligation'),
    dedupKey:
      owed.kind === 'survey'
        ? surveyKey(owed.ticket.row.id, owed.ticket.row.resolutionNo)
        : contactKey(owed.kind, owed.contactId),
    kind,
    ticketId: ticket?.row.id ?? null,
    resolutionNo: ticket?.row.resolutionNo ?? null,
    contactId,
    number,
    language,
    regionId: ticket?.row.regionId ?? null,
    storeId: ticket?.row.storeId ?? null,
    outletId: ticket?.row.outletId ?? null,
    brandId: ticket?.row.brandId ?? null,
    state: 'open',
    priority: DIAL_PRIORITY[kind],
    openedAt: world.date,
    dueAt: new Date(world.now + dueHours * HOUR),
    nextActionAt: forAgent || nobody ? null : new Date(inWindow(world, world.now + rest * MINUTE)),
    attempts: 0,
    settlement: null,
    settledAt: null,
    settledBy: null,
    claimedBy: null,
    claimedAt: null,
    callAt: null,
    note: null,
    scriptVersion: null,
    surveyId: null,
    notBy: null,
  };
  const call: OwedCall = {
    row,
    ticket,
    language,
    customerId: owed.customerId,
    doNotCall: owed.doNotCall,
    calledAgain: false,
    keep: world.keep(() => world.writer.add(Obligation, row)),
  };
  world.journal.write(
    world.date,
    'obligation.opened',
    { obligationId: row.id, kind },
    { ...aboutOf(call), rule: kind === 'survey' ? 'F1' : 'H2' },
  );
  if (nobody) settle(world, call, 'no_number', { exhausted: true, rule: 'F5' });
  return call;
}

/** The calling window of F1. */
export function inWindow(world: World, at: number): number {
  const { windowFrom, windowTo } = world.province.policy.followup;
  const hours = (time: string) => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60;
  return world.local.within(at, hours(windowFrom), hours(windowTo));
}

/** Ends an obligation; a survey that ends closes its ticket, unless it was reopened meanwhile. */
export function settle(
  world: World,
  owed: OwedCall,
  settlement: Settlement,
  how: { exhausted?: boolean; rule: string; note?: string; personId?: number },
): void {
  const { exhausted = false, rule, note, personId } = how;
  const { row, ticket } = owed;
  Object.assign(row, {
    state: exhausted ? 'exhausted' : 'settled',
    settlement,
    settledAt: world.date,
    settledBy: personId ?? null,
    note: note ?? null,
    nextActionAt: null,
  });
  owed.keep.now();
  world.journal.write(
    world.date,
    'obligation.settled',
    { obligationId: row.id, kind: row.kind, settlement, exhausted },
    { ...aboutOf(owed), rule, actor: personId ? { kind: 'person', id: personId } : undefined },
  );
  if (ticket?.row.state !== 'done' || ticket.row.resolutionNo !== row.resolutionNo) return;
  changeTicket(
    world,
    ticket,
    { state: 'closed', closedAt: world.date },
    ['ticket.closed', { resolutionNo: ticket.row.resolutionNo }],
    { rule: 'F1' },
  );
}

export const aboutOf = ({ row, ticket }: OwedCall) => ({
  ticketId: row.ticketId ?? undefined,
  contactId: row.contactId ?? undefined,
  rooms: ticket ? roomsOf(ticket.row) : [PROVINCE_ROOM],
});
