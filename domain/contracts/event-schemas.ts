import { z } from 'zod';
import { DEADLINE_KINDS } from '../dispatch/deadlines.ts';
import { APPROVAL_WAYS, PHOTO_KINDS } from '../fieldwork/words.ts';
import { REPLY_MEANINGS } from '../messages/reply.ts';
import {
  AGENT_STATES,
  ALL_VISIT_REASONS,
  BREAK_REASONS,
  CALL_OUTCOMES,
  CALL_SUBJECTS,
  CALL_WISHES,
  CAMPAIGN_STATES,
  CASE_CAUSES,
  CASE_CLIMBS,
  CASE_KINDS,
  CASE_LEVELS,
  CUSTOMER_WORDS,
  DECLINE_REASONS,
  DESK_OFFER_KINDS,
  DESK_OFFER_STATES,
  DISPOSITIONS,
  DOUBT_KINDS,
  EVALUATION_ITEMS,
  HALF_DAYS,
  LATE_LEVELS,
  LINE_ENDINGS,
  MANUAL_REASONS,
  MASKED_SIDES,
  NUMBER_RULE_KINDS,
  OBLIGATION_KINDS,
  REPLY_STATES,
  SERVICE_ACTIONS,
  SETTLEMENTS,
  SOURCES,
  STANDINGS,
  SUPERVISION_MODES,
  TICKET_KINDS,
  UNFINISHED_OUTCOMES,
  WAIT_ENDINGS,
  WAIT_REASONS,
} from '../vocabulary.ts';
import { DISABLED_REASONS, INTEGRATION_CHANGES } from './integration.ts';

const id = z.int().positive();
const count = z.int().min(0);
const day = z.iso.date();
const instant = z.iso.datetime();
const code = z.string();
/** What somebody of ours typed: kept for the record, and never told to subscribers outside. */
const typed = z.string();
const maybeTyped = typed.nullable();

/** D6: the deadline, and who answers for it: a level, its outlet or unit, and the person in charge there, if any. */
const deadlineNews = z.object({
  due: z.enum(DEADLINE_KINDS),
  dueAt: instant,
  level: z.enum(LATE_LEVELS),
  outletId: id.nullable(),
  unitId: id.nullable(),
  personId: id.nullable(),
});

/**
 * Everything that can happen, and what is said of it. No personal data: ids, codes and figures only. Subscribers
 * outside are told the same (docs/integration.md) but for what was typed, so a field here is public.
 */
export const EVENTS = {
  'contact.started': z.object({ direction: z.enum(['inbound', 'outbound']) }),
  'contact.ended': z.object({ disposition: z.enum(DISPOSITIONS) }),
  'ticket.opened': z.object({
    kind: z.enum(TICKET_KINDS),
    source: z.enum(SOURCES),
    category: code.nullable(),
    districtCode: code.nullable(),
  }),
  'ticket.details_given': z.object({ districtCode: code }),
  'ticket.chased': z.object({ count }),
  'ticket.offered': z.object({
    outletId: id,
    expiresAt: instant,
    decisionId: id.nullable(),
    overruled: z.boolean(),
    reason: maybeTyped,
  }),
  'ticket.declined': z.object({ outletId: id, reason: z.enum(DECLINE_REASONS) }),
  'ticket.timed_out': z.object({ outletId: id }),
  'ticket.withdrawn': z.object({ outletId: id }),
  /** D5: a dispatcher sent it back to the rules; taken from that outlet, if one had it. */
  'ticket.rerouted': z.object({ outletId: id.nullable(), reason: typed }),
  /** A dispatcher took it into their own hands (from a colleague, if one had it), or gave it back. */
  'ticket.taken': z.object({ personId: id, fromPersonId: id.nullable() }),
  'ticket.given_back': z.object({ personId: id }),
  'ticket.handed_over': z.object({ reason: z.enum(MANUAL_REASONS), decisionId: id.nullable() }),
  'ticket.accepted': z.object({ outletId: id }),
  /** The day plan: who goes there, and when. */
  'ticket.planned': z.object({
    visitId: id,
    technicianId: id.nullable(),
    plannedAt: instant.nullable(),
  }),
  'ticket.action': z.object({ action: z.enum(SERVICE_ACTIONS), visitId: id }),
  'ticket.quoted': z.object({ visitId: id, quoteId: id, version: count, totalFen: count }),
  'ticket.quote_approved': z.object({
    visitId: id,
    quoteId: id,
    how: z.enum(APPROVAL_WAYS),
    totalFen: count,
  }),
  'ticket.part_used': z.object({ visitId: id, partId: id, quantity: count }),
  'ticket.photo': z.object({ visitId: id, attachmentId: id, kind: z.enum(PHOTO_KINDS) }),
  /** The customer gave their completion code. */
  'ticket.code_confirmed': z.object({ visitId: id }),
  'ticket.done': z.object({
    resolutionNo: count,
    chargeFen: count,
    missing: z.array(z.enum(SERVICE_ACTIONS)),
  }),
  'ticket.reopened': z.object({ resolutionNo: count }),
  /** Customer and outlet were put through to each other; `answered`: they spoke. */
  'ticket.connected': z.object({ side: z.enum(MASKED_SIDES), answered: z.boolean() }),
  'ticket.closed': z.object({ resolutionNo: count }),
  'ticket.cancelled': z.object({ reason: typed }),
  /** H6: the customer or an agent chose a window of half a day. */
  'ticket.rescheduled': z.object({ day, half: z.enum(HALF_DAYS) }),
  /** H6: the visit is off; the outlet agrees on another one. */
  'ticket.visit_cancelled': z.object({ visitId: id.nullable() }),
  /** H6: someone was there and the work is not done; the next visit has begun. */
  'ticket.visit_ended': z.object({
    visitId: id,
    number: count,
    outcome: z.enum(UNFINISHED_OUTCOMES),
    reason: z.enum(ALL_VISIT_REASONS),
    nextVisitId: id,
  }),
  /** H6: the time that was promised is over, and nobody has come. */
  'ticket.visit_missed': z.object({ visitId: id, outletId: id, technicianId: id.nullable() }),
  /** H4: the customer wrote a text message; `waiting`: a person has to see to it. */
  'ticket.reply': z.object({ replyId: id, meaning: z.enum(REPLY_MEANINGS), state: z.enum(REPLY_STATES) }),
  'ticket.reply_settled': z.object({ replyId: id }),
  /** D6: in danger of being late. */
  'ticket.warned': deadlineNews,
  /** D6: a deadline was missed. */
  'ticket.late': deadlineNews,
  /** D6: still not met, so it is a level higher now. */
  'ticket.climbed': deadlineNews,
  /** D6: no deadline runs from now on. */
  'ticket.paused': z.object({ reason: z.enum(WAIT_REASONS), until: instant.nullable() }),
  /** D6: they run again, later by the working time that was waited. */
  'ticket.resumed': z.object({
    reason: z.enum(WAIT_REASONS),
    ending: z.enum(WAIT_ENDINGS),
    movedSeconds: count,
  }),
  /** A plan of a day was worked out, and is shown as a proposal. */
  'plan.proposed': z.object({ planId: id, day }),
  'plan.settled': z.object({ planId: id, accepted: count, refused: count, stale: count }),
  /** S4: an outlet's standing has changed; open tickets move when it may not work any more. */
  'outlet.standing': z.object({
    outletId: id,
    from: z.enum(STANDINGS),
    to: z.enum(STANDINGS),
    changeId: id,
    reason: typed,
  }),
  'outlet.standing_planned': z.object({
    outletId: id,
    to: z.enum(STANDINGS),
    changeId: id,
    takesEffectAt: instant,
    reason: typed,
  }),
  'outlet.standing_called_off': z.object({ outletId: id, changeId: id, reason: typed }),
  /** D1: how many jobs an outlet takes on a day was changed; `booked` may be more. */
  'outlet.capacity': z.object({ outletId: id, day, capacity: count, booked: count }),
  'campaign.booked': z.object({ campaignId: id, regionId: id }),
  'campaign.given_back': z.object({ campaignId: id, regionId: id }),
  'campaign.changed': z.object({ campaignId: id, state: z.enum(CAMPAIGN_STATES) }),
  /** Who took a table of follow-up away, and how it was filtered. */
  'export.taken': z.object({
    table: z.enum(['coverage', 'obligations', 'answers']),
    format: z.enum(['csv', 'xlsx']),
    filters: typed,
  }),
  /** F1: when they wish to be called. */
  'customer.call_wish': z.object({ customerId: id, wish: z.enum(CALL_WISHES) }),
  'obligation.opened': z.object({ obligationId: id, kind: z.enum(OBLIGATION_KINDS) }),
  'obligation.settled': z.object({
    obligationId: id,
    kind: z.enum(OBLIGATION_KINDS),
    settlement: z.enum(SETTLEMENTS),
    exhausted: z.boolean(),
  }),
  /** A person has it in hand, or gave it back (null). */
  'obligation.claimed': z.object({ obligationId: id, personId: id.nullable() }),
  /** F1: a person called and reached nobody, or is to call again; `callAt`: not before. */
  'obligation.tried': z.object({
    obligationId: id,
    outcome: z.enum(CALL_OUTCOMES),
    callAt: instant,
    note: maybeTyped,
  }),
  'attempt.granted': z.object({ attemptId: id }),
  'dialler.paused': z.object({ paused: z.boolean(), reason: typed.nullable() }),
  'attempt.ended': z.object({ attemptId: id, outcome: code }),
  'survey.answered': z.object({ obligationId: id, question: code, value: z.int().nullable() }),
  /** F3, S1, M1: an answer that was not content became a case; `item`: of the evaluation standard. */
  'case.opened': z.object({
    caseId: id,
    kind: z.enum(CASE_KINDS),
    level: z.enum(CASE_LEVELS),
    item: z.enum(EVALUATION_ITEMS).nullable(),
  }),
  'case.taken': z.object({ caseId: id, kind: z.enum(CASE_KINDS), personId: id }),
  /** C4: a level up. */
  'case.climbed': z.object({
    caseId: id,
    kind: z.enum(CASE_KINDS),
    level: z.enum(CASE_LEVELS),
    why: z.enum(CASE_CLIMBS),
    reason: maybeTyped,
  }),
  /** C4: its deadline has passed, and there is no level above. */
  'case.late': z.object({ caseId: id, kind: z.enum(CASE_KINDS) }),
  'case.closed': z.object({
    caseId: id,
    kind: z.enum(CASE_KINDS),
    cause: z.enum(CASE_CAUSES),
    word: z.enum(CUSTOMER_WORDS),
  }),
  /** S9: a result is doubtful; once per doubt. */
  'doubt.raised': z.object({ doubtId: id, kind: z.enum(DOUBT_KINDS) }),
  'doubt.decided': z.object({
    doubtId: id,
    kind: z.enum(DOUBT_KINDS),
    verdict: z.enum(['confirmed', 'dismissed']),
    reason: typed,
  }),
  'message.sent': z.object({ template: code }),
  'line.entered': z.object({ lineEntryId: id, priority: count }),
  'line.callback_chosen': z.object({ lineEntryId: id }),
  'line.left': z.object({ lineEntryId: id, ending: z.enum(LINE_ENDINGS) }),
  'desk.state': z.object({
    personId: id,
    state: z.enum(AGENT_STATES),
    reason: z.enum(BREAK_REASONS).nullable(),
    why: maybeTyped,
  }),
  'desk.offered': z.object({ offerId: id, personId: id, kind: z.enum(DESK_OFFER_KINDS) }),
  'desk.answered': z.object({ offerId: id, personId: id, waitedSeconds: z.number().min(0) }),
  'desk.refused': z.object({ offerId: id, personId: id, how: z.enum(DESK_OFFER_STATES) }),
  'call.held': z.object({ held: z.boolean() }),
  'call.transferred': z.object({ how: z.enum(['cold', 'warm']), toPersonId: id.nullable() }),
  /** An agent's line broke. `toLine`: the caller went back to their place; false: they are called again. */
  'call.dropped': z.object({ personId: id, toLine: z.boolean().default(true) }),
  'call.supervised': z.object({
    mode: z.enum([...SUPERVISION_MODES, 'left', 'took_over']),
    agentId: id.nullable(),
  }),
  'call.recording': z.object({ state: z.enum(['on', 'paused', 'off']) }),
  'call.disposed': z.object({ subject: z.enum(CALL_SUBJECTS) }),
  'recording.heard': z.object({ recordingId: id }),
  'recording.deleted': z.object({ recordingId: id }),
  'recording.held': z.object({ recordingId: id, held: z.boolean(), reason: typed }),
  /** The policy in force is another; `restoredId`: the version that was gone back to. */
  'policy.changed': z.object({ versionId: id, restoredId: id.nullable() }),
  'number.listed': z.object({ ruleId: id, kind: z.enum(NUMBER_RULE_KINDS) }),
  'number.lifted': z.object({ ruleId: id, kind: z.enum(NUMBER_RULE_KINDS) }),
  /** What other systems are told, or let in by, was changed. */
  'integration.changed': z.object({ what: z.enum(INTEGRATION_CHANGES), subjectId: id }),
  /** Events are not sent there any more, until a person starts it again. */
  'integration.endpoint_disabled': z.object({ endpointId: id, reason: z.enum(DISABLED_REASONS) }),
} as const;

export type EventMap = { [T in keyof typeof EVENTS]: z.infer<(typeof EVENTS)[T]> };

const isTyped = (field: unknown): boolean => field === typed || field === maybeTyped;

/** The payload of an event as subscribers outside see it: without what was typed. */
export const publicSchema = (type: keyof EventMap): z.ZodObject =>
  z.object(Object.fromEntries(Object.entries(EVENTS[type].shape).filter(([, field]) => !isTyped(field))));

/** What subscribers outside are told of an event. */
export function publicData(type: keyof EventMap, data: object): Record<string, unknown> {
  const told = new Set(
    Object.entries(EVENTS[type].shape).flatMap(([name, field]) => (isTyped(field) ? [] : [name])),
  );
  return Object.fromEntries(Object.entries(data).filter(([name]) => told.has(name)));
}
