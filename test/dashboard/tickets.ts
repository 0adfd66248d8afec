import type { Visit } from '../../dashboard/src/ticket/chain.ts';
import type { TicketDetail, TimelineItem } from '../../domain/contracts/api.ts';
import type { ServiceActionName } from '../../domain/vocabulary.ts';
import { card } from './cards.ts';

const AT = '2026-03-02T01:00:00.000Z';

/** How the time of a ticket's deadlines is counted. */
export const COUNTED: Pick<
  TicketDetail['deadlines'],
  'working' | 'leftMs' | 'asOf' | 'counts' | 'until' | 'answers'
> = { working: false, leftMs: null, asOf: AT, counts: true, until: null, answers: null };

/** A ticket in full for tests; what matters to the test is given. */
export const detail = (given: Partial<TicketDetail> = {}): TicketDetail => ({
  card: card(1),
  customerName: null,
  contactNumber: '138****8000',
  address: null,
  spokenAddress: null,
  addressPrecision: null,
  description: null,
  appliance: null,
  plannedDay: null,
  deadlines: {
    firstContactDueAt: null,
    firstContactAt: null,
    arrivalDueAt: null,
    arrivedAt: null,
    completionDueAt: null,
    ...COUNTED,
  },
  pauses: [],
  visits: [],
  firstVisitFix: null,
  decisions: [],
  messages: [],
  replies: [],
  callWish: null,
  obligations: [],
  survey: [],
  recordings: [],
  timeline: [],
  moves: [],
  nextActions: [],
  ...given,
});

export const event = (
  id: number,
  type: string,
  data = {},
  given: Partial<TimelineItem> = {},
): TimelineItem => ({
  id,
  at: AT,
  type,
  actor: { kind: 'system', name: null },
  rule: null,
  data,
  outletName: null,
  ...given,
});

export const visit = (actions: ServiceActionName[], given: Partial<Visit> = {}): Visit => ({
  id: 5,
  number: 1,
  outletName: '岳麓自营空调一队',
  technicianName: null,
  outcome: 'open',
  reason: null,
  missedAt: null,
  appointmentAt: null,
  appointmentUntil: null,
  summary: null,
  chargeFen: 0,
  actions: actions.map((action) => ({ action, at: AT, by: '李师傅', evidence: null })),
  ...given,
});
