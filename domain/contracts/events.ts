import type {
  AgentState,
  BreakReason,
  CallSubject,
  CampaignState,
  DeclineReason,
  DeskOfferKind,
  DeskOfferState,
  Disposition,
  HalfDay,
  LineEnding,
  ManualReason,
  MaskedSide,
  NumberRuleKind,
  ObligationKind,
  ServiceActionName,
  Settlement,
  Source,
  SupervisionMode,
  TicketKind,
} from '../vocabulary.ts';

/** Everything that can happen, and what is said of it. No personal data: ids, codes and figures only. */
export interface EventMap {
  'contact.started': { direction: 'inbound' | 'outbound' };
  'contact.ended': { disposition: Disposition };
  'ticket.opened': { kind: TicketKind; source: Source; category: string | null; districtCode: string | null };
  'ticket.details_given': { districtCode: string };
  'ticket.chased': { count: number };
  'ticket.offered': {
    outletId: number;
    expiresAt: string;
    decisionId: number | null;
    overruled: boolean;
    reason: string | null;
  };
  'ticket.declined': { outletId: number; reason: DeclineReason };
  'ticket.timed_out': { outletId: number };
  'ticket.withdrawn': { outletId: number };
  'ticket.handed_over': { reason: ManualReason; decisionId: number | null };
  'ticket.accepted': { outletId: number };
  'ticket.action': { action: ServiceActionName; visitId: number };
  'ticket.done': { resolutionNo: number; chargeFen: number; missing: ServiceActionName[] };
  'ticket.reopened': { resolutionNo: number };
  /** Customer and outlet were put through to each other; `answered`: they spoke. */
  'ticket.connected': { side: MaskedSide; answered: boolean };
  'ticket.closed': { resolutionNo: number };
  'ticket.cancelled': { reason: string };
  /** H6: the customer or an agent chose a window of half a day. */
  'ticket.rescheduled': { day: string; half: HalfDay };
  /** H6: the visit is off; the outlet agrees on another one. */
  'ticket.visit_cancelled': { visitId: number | null };
  'campaign.booked': { campaignId: number; regionId: number };
  'campaign.given_back': { campaignId: number; regionId: number };
  'campaign.changed': { campaignId: number; state: CampaignState };
  'obligation.opened': { obligationId: number; kind: ObligationKind };
  'obligation.settled': {
    obligationId: number;
    kind: ObligationKind;
    settlement: Settlement;
    exhausted: boolean;
  };
  'attempt.granted': { attemptId: number };
  'attempt.ended': { attemptId: number; outcome: string };
  'survey.answered': { obligationId: number; question: string; value: number | null };
  'message.sent': { template: string };
  'line.entered': { lineEntryId: number; priority: number };
  'line.callback_chosen': { lineEntryId: number };
  'line.left': { lineEntryId: number; ending: LineEnding };
  'desk.state': { personId: number; state: AgentState; reason: BreakReason | null; why: string | null };
  'desk.offered': { offerId: number; personId: number; kind: DeskOfferKind };
  'desk.answered': { offerId: number; personId: number; waitedSeconds: number };
  'desk.refused': { offerId: number; personId: number; how: DeskOfferState };
  'call.held': { held: boolean };
  'call.transferred': { how: 'cold' | 'warm'; toPersonId: number | null };
  /** An agent's line broke: the caller went back to their place. */
  'call.dropped': { personId: number };
  'call.supervised': { mode: SupervisionMode | 'left' | 'took_over'; agentId: number | null };
  'call.recording': { state: 'on' | 'paused' | 'off' };
  'call.disposed': { subject: CallSubject };
  'recording.heard': { recordingId: number };
  'recording.deleted': { recordingId: number };
  'recording.held': { recordingId: number; held: boolean; reason: string };
  'number.listed': { ruleId: number; kind: NumberRuleKind };
  'number.lifted': { ruleId: number; kind: NumberRuleKind };
}

export type EventType = keyof EventMap;

/** An event about to be written. */
export type NewEvent = {
  [T in EventType]: {
    type: T;
    data: EventMap[T];
    ticketId?: number;
    ticketVersion?: number;
    contactId?: number;
    rule?: string;
    cause?: string;
    rooms: string[];
  };
}[EventType];

/** Who did it. */
export type Actor = { kind: 'system' } | { kind: 'caller' } | { kind: 'person'; id: number };

/** The rooms of the boards. `calls` shows live calls; the others follow the organisation. */
export const PROVINCE_ROOM = 'province';
export const CALLS_ROOM = 'calls';
export const regionRoom = (id: number): string => `region.${id}`;
export const storeRoom = (id: number): string => `store.${id}`;
export const outletRoom = (id: number): string => `outlet.${id}`;

/** The rooms that see a ticket with this scope. */
export function roomsOf(scope: {
  regionId: number | null;
  storeId: number | null;
  outletId: number | null;
}): string[] {
  const rooms = [PROVINCE_ROOM];
  if (scope.regionId) rooms.push(regionRoom(scope.regionId));
  if (scope.storeId) rooms.push(storeRoom(scope.storeId));
  if (scope.outletId) rooms.push(outletRoom(scope.outletId));
  return rooms;
}
