import { poorAnswers } from '../../domain/cases/decide.ts';
import type { TicketDetail, TimelineItem, Verdict } from '../../domain/contracts/api.ts';
import { nextActions } from '../../domain/dispatch/service-chain.ts';
import { DomainError } from '../../domain/errors.ts';
import { movesFor } from '../../domain/ticket-moves.ts';
import { localDay } from '../../domain/time.ts';
import { isFirstVisitFix } from '../../domain/visits/first-visit-fix.ts';
import type { CaseKind } from '../../domain/vocabulary.ts';
import { type ServiceAction, Ticket } from '../../entities/ticket.ts';
import { shownBody } from '../messages/shown-body.ts';
import { addressFor, canSee, isOutletOnly, numberFor, type Viewer } from '../people/viewer.ts';
import { policyInForce } from '../policy.ts';
import { hearable, IS_HEARD } from '../recordings/hearable.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { cardById } from './cards.ts';
import { deadlinesView, pausesOf } from './deadlines.ts';
import { repliesOf } from './replies.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const parsed = <T>(value: T | string): T => (typeof value === 'string' ? (JSON.parse(value) as T) : value);

/** The ticket, if this person may see it; otherwise it does not exist for them. */
export async function visibleTicket(tx: Tx, viewer: Viewer, ticketId: number): Promise<Ticket> {
  const ticket = await tx.findOneBy(Ticket, { id: ticketId });
  if (!ticket || !canSee(viewer, ticket)) throw new DomainError('not_found', 'There is no such ticket here.');
  return ticket;
}

/** Everything the drawer shows: who, where, what, the whole history, and what the viewer may do next. */
export async function ticketDetail(
  tx: Tx,
  viewer: Viewer,
  ticketId: number,
  now: Date,
): Promise<TicketDetail> {
  const ticket = await visibleTicket(tx, viewer, ticketId);
  const { visits, doneActions } = await visitsOf(tx, ticket);
  const { address, spokenAddress, ...who } = await whoAndWhere(tx, ticket);
  return {
    card: await cardById(tx, ticketId),
    ...who,
    address: addressFor(viewer, address, ticket),
    spokenAddress: addressFor(viewer, spokenAddress, ticket),
    contactNumber: numberFor(viewer, ticket.contactNumber),
    description: ticket.description,
    appliance: await applianceOf(tx, ticket, localDay(now, organisationZone())),
    plannedDay: ticket.plannedDay,
    deadlines: await deadlinesView(tx, ticket, now),
    pauses: await pausesOf(tx, ticketId),
    visits,
    firstVisitFix: isFirstVisitFix(visits, ticket.reopenCount),
    // Why this outlet and not the others is for those who run them.
    decisions: isOutletOnly(viewer) ? [] : await decisionsOf(tx, ticketId),
    messages: await messagesOf(tx, ticketId),
    replies: await repliesOf(tx, viewer, ticketId),
    ...(await followUpOf(tx, viewer, ticketId)),
    timeline: await timelineOf(tx, viewer, ticketId),
    moves: movesFor({
      roles: viewer.roles,
      ownOutlet: ticket.outletId !== null && viewer.scope.outletIds.includes(ticket.outletId),
      kind: ticket.kind,
      state: ticket.state,
      paused: ticket.pausedAt !== null,
    }),
    nextActions: nextActions(doneActions),
  };
}

async function whoAndWhere(tx: Tx, ticket: Ticket) {
  const [row] = await tx.query(
    `SELECT p.name AS customerName, p.callWish, s.address, s.spokenAddress, s.\`precision\` AS addressPrecision
     FROM ticket t LEFT JOIN customer p ON p.id = t.customerId LEFT JOIN site s ON s.id = t.siteId WHERE t.id = ?`,
    [ticket.id],
  );
  const { customerName, callWish, address, spokenAddress, addressPrecision } = row;
  return { customerName, callWish, address, spokenAddress, addressPrecision };
}

async function applianceOf(tx: Tx, ticket: Ticket, today: string): Promise<TicketDetail['appliance']> {
  if (!ticket.applianceId) return null;
  const [row] = await tx.query(
    `SELECT a.category, b.name AS brand, a.model, a.warrantyUntil, a.purchasedOn
     FROM appliance a LEFT JOIN brand b ON b.id = a.brandId WHERE a.id = ?`,
    [ticket.applianceId],
  );
  if (!row) return null;
  const { category, brand, model, warrantyUntil, purchasedOn } = row;
  return {
    category,
    brand,
    model,
    purchasedOn,
    underWarranty: warrantyUntil !== null && warrantyUntil >= today,
  };
}

async function visitsOf(tx: Tx, ticket: Ticket) {
  const rows = await tx.query(
    `SELECT v.id, v.number, o.name AS outletName, h.name AS technicianName, v.outcome, v.reason, v.missedAt, v.appointmentAt,
            v.appointmentUntil, v.summary, v.chargeFen
     FROM visit v JOIN outlet o ON o.id = v.outletId LEFT JOIN technician h ON h.id = v.technicianId
     WHERE v.ticketId = ? ORDER BY v.number`,
    [ticket.id],
  );
  const actions: (ServiceAction & { by: string | null })[] = await tx.query(
    `SELECT a.visitId, a.action, a.at, a.evidence, p.name AS \`by\` FROM service_action a
     LEFT JOIN person p ON p.id = a.personId WHERE a.ticketId = ? ORDER BY a.id`,
    [ticket.id],
  );
  const visits: TicketDetail['visits'] = rows.map(
    (
      row: TicketDetail['visits'][number] & {
        appointmentAt: Date | null;
        appointmentUntil: Date | null;
        missedAt: Date | null;
      },
    ) => ({
      ...row,
      appointmentAt: iso(row.appointmentAt as Date | null),
      appointmentUntil: iso(row.appointmentUntil as Date | null),
      missedAt: iso(row.missedAt as Date | null),
      actions: actions
        .filter(({ visitId }) => visitId === row.id)
        .map(({ action, at, by, evidence }) => ({ action, at: at.toISOString(), by, evidence })),
    }),
  );
  const open = visits.find(({ outcome }) => outcome === 'open');
  return { visits, doneActions: open?.actions.map(({ action }) => action) ?? [] };
}

interface DecisionRow {
  id: number;
  at: Date;
  outletId: number | null;
  overruled: number;
  policyVersionId: number;
  verdict: string | Verdict;
}

async function decisionsOf(tx: Tx, ticketId: number): Promise<TicketDetail['decisions']> {
  const rows: DecisionRow[] = await tx.query(
    'SELECT id, at, outletId, overruled, policyVersionId, verdict FROM routing_decision WHERE ticketId = ? ORDER BY id',
    [ticketId],
  );
  return rows.map(({ at, overruled, verdict, ...row }) => ({
    ...row,
    at: at.toISOString(),
    overruled: Boolean(overruled),
    verdict: parsed(verdict),
  }));
}

async function messagesOf(tx: Tx, ticketId: number): Promise<TicketDetail['messages']> {
  const rows: { id: number; createdAt: Date; template: string; state: string; body: string }[] =
    await tx.query(
      'SELECT id, createdAt, template, state, body FROM message WHERE ticketId = ? ORDER BY id',
      [ticketId],
    );
  return rows.map(({ createdAt, body, ...row }) => ({
    ...row,
    at: createdAt.toISOString(),
    body: shownBody(body, row.template),
  }));
}

/** S9: an outlet's people are told of no second call, neither before it is made nor what it heard; they hear nothing. */
async function followUpOf(
  tx: Tx,
  viewer: Viewer,
  ticketId: number,
): Promise<Pick<TicketDetail, 'obligations' | 'survey' | 'recordings'>> {
  const shown = isOutletOnly(viewer) ? "o.kind <> 'check'" : '1 = 1';
  const obligations = await tx.query(
    `SELECT o.id, o.kind, o.state, o.resolutionNo, o.dueAt, o.attempts, o.settlement FROM obligation o
     WHERE o.ticketId = ? AND ${shown} ORDER BY o.id`,
    [ticketId],
  );
  const heard = hearable(viewer);
  const survey: AnswerRow[] = await tx.query(
    `SELECT a.obligationId, a.question, a.value, o.resolutionNo, a.at, a.words, r.transcript, a.recordingId,
            r.durationSeconds AS seconds, ${IS_HEARD} AND ${heard.sql} AS mayHear
     FROM survey_answer a JOIN obligation o ON o.id = a.obligationId LEFT JOIN recording r ON r.id = a.recordingId
     WHERE a.ticketId = ? AND ${shown} ORDER BY a.id`,
    [...heard.params, ticketId],
  );
  const { policy } = await policyInForce(tx);
  const recordings = isOutletOnly(viewer) ? [] : await recordingsOf(tx, ticketId);
  const withIso = <T extends { at: Date }>(rows: T[]) =>
    rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  return {
    obligations: obligations.map((row: { dueAt: Date }) => ({ ...row, dueAt: row.dueAt.toISOString() })),
    survey: withIso(survey).map((row) => ({
      ...row,
      ...(isOutletOnly(viewer) ? UNSAID : { mayHear: Boolean(Number(row.mayHear)) }),
      poor: poorAnswers({ [row.question]: row.value }, policy).length > 0,
    })),
    recordings: withIso(recordings) as unknown as TicketDetail['recordings'],
  };
}

interface AnswerRow {
  obligationId: number;
  question: string;
  value: number | null;
  resolutionNo: number | null;
  at: Date;
  words: string | null;
  transcript: string | null;
  recordingId: number | null;
  seconds: number | null;
  mayHear: number | boolean | null;
}

/** What a customer says in their own words is not for the outlet that it may be about. */
const UNSAID = { words: null, transcript: null, recordingId: null, seconds: null, mayHear: false };

const recordingsOf = (tx: Tx, ticketId: number): Promise<{ at: Date }[]> =>
  tx.query(
    `SELECT r.id, r.kind, r.at, r.durationSeconds AS seconds FROM recording r WHERE r.ticketId = ? AND ${IS_HEARD}
     UNION SELECT r.id, r.kind, r.at, r.durationSeconds FROM contact_ticket x JOIN recording r ON r.contactId = x.contactId
     WHERE x.ticketId = ? AND r.kind = 'conversation' AND ${IS_HEARD} ORDER BY id`,
    [ticketId, ticketId],
  );

interface EventRow {
  id: number;
  at: Date;
  type: string;
  actorKind: TimelineItem['actor']['kind'];
  actorName: string | null;
  rule: string | null;
  data: string | TimelineItem['data'];
  outletId: number | null;
  outletName: string | null;
  /** Of a case: whose it is. */
  caseKind: CaseKind | null;
  caseOutletId: number | null;
  /** S9: it is about a second call. */
  ofCheck: number;
}

/**
 * The history; someone of an outlet is told what concerns it or no outlet at all: of cases its own, and neither
 * customers' complaints nor second calls (S9), nor what those who called wrote down.
 */
async function timelineOf(tx: Tx, viewer: Viewer, ticketId: number): Promise<TimelineItem[]> {
  const rows: EventRow[] = await tx.query(
    `SELECT e.id, e.at, e.type, e.actorKind, p.name AS actorName, e.rule, e.data, o.id AS outletId, o.name AS outletName,
            q.kind AS caseKind, q.outletId AS caseOutletId, b.id IS NOT NULL AS ofCheck
     FROM event e LEFT JOIN person p ON p.id = e.actorId
     LEFT JOIN outlet o ON o.id = CAST(JSON_VALUE(e.data, '$.outletId') AS UNSIGNED)
     LEFT JOIN quality_case q ON q.id = CAST(JSON_VALUE(e.data, '$.caseId') AS UNSIGNED)
     LEFT JOIN obligation b ON b.id = CAST(JSON_VALUE(e.data, '$.obligationId') AS UNSIGNED) AND b.kind = 'check'
     WHERE e.ticketId = ? ORDER BY e.id LIMIT 500`,
    [ticketId],
  );
  const outletOnly = isOutletOnly(viewer);
  const theirs = (outletId: number | null) => outletId !== null && viewer.scope.outletIds.includes(outletId);
  const concerns = ({ type, outletId, caseKind, caseOutletId, ofCheck }: EventRow) => {
    if (!outletOnly) return true;
    if (type.startsWith('case.')) return caseKind === 'outlet' && theirs(caseOutletId);
    return !ofCheck && (outletId === null || theirs(outletId));
  };
  return rows
    .filter(concerns)
    .map(({ actorKind, actorName, outletId: _, caseKind: _k, caseOutletId: _o, ofCheck: _c, ...row }) => ({
      ...row,
      at: row.at.toISOString(),
      actor: { kind: actorKind, name: actorName },
      data:
        outletOnly && row.type === 'obligation.tried'
          ? { ...parsed(row.data), note: null }
          : parsed(row.data),
    }));
}
