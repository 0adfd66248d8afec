import type { TFunction } from 'i18next';
import type { TimelineItem } from '../../../domain/contracts/api.ts';
import type { EventMap, EventType } from '../../../domain/contracts/events.ts';
import { MESSAGE_TEMPLATES } from '../../../domain/vocabulary.ts';
import { span } from '../time/words.ts';
import { type AnswerContext, answerWords, questionWords } from './answer-words.ts';

export interface EventContext extends AnswerContext {
  categoryName: (code: string | null) => string;
  placeName: (code: string | null) => string;
  /** A unit of the organisation, by its id. */
  unitName: (id: number | null) => string;
  /** An instant as people say it. */
  when: (at: string) => string;
  /** Fen as yuan. */
  yuan: (fen: number) => string;
}

/** What is said of an event; its data may come from an older version, so that each part may be absent. */
type Say = {
  [T in EventType]: (data: Partial<EventMap[T]>, outlet: string, context: EventContext) => string;
};

const SAY: Say = {
  'contact.started': ({ direction = 'inbound' }, _, { t }) => t(`event.contactStarted.${direction}`),
  'contact.ended': ({ disposition = 'unknown' }, _, { t }) =>
    t('event.contactEnded', { disposition: t(`trade.disposition.${disposition}`) }),
  'ticket.opened': (
    { kind = 'repair', source = 'phone', category = null, districtCode = null },
    _,
    context,
  ) => {
    const { t } = context;
    const about = [context.placeName(districtCode), context.categoryName(category), t(`trade.kind.${kind}`)];
    return t('event.opened', { about: about.filter(Boolean).join(' '), source: t(`trade.source.${source}`) });
  },
  'ticket.details_given': ({ districtCode = null }, _, { t, placeName }) =>
    t('event.detailsGiven', { place: placeName(districtCode) }),
  'ticket.chased': ({ count = 1 }, _, { t }) => t('event.chased', { count }),
  'ticket.offered': ({ expiresAt, overruled, reason }, outlet, { t, when }) => {
    const words = t(overruled ? 'event.assigned' : 'event.offered', { outlet });
    const until = expiresAt ? t('event.answerBy', { time: when(expiresAt) }) : '';
    return words + until + (reason ? t('event.reason', { reason }) : '');
  },
  'ticket.declined': ({ reason = 'other' }, outlet, { t }) =>
    t('event.declined', { outlet, reason: t(`trade.declineReason.${reason}`) }),
  'ticket.timed_out': (_, outlet, { t }) => t('event.timedOut', { outlet }),
  'ticket.withdrawn': (_, outlet, { t }) => t('event.withdrawn', { outlet }),
  'ticket.rerouted': ({ outletId = null, reason }, outlet, { t }) =>
    t(outletId === null ? 'event.rerouted' : 'event.reroutedFrom', { outlet }) +
    (reason ? t('event.reason', { reason }) : ''),
  'ticket.taken': ({ fromPersonId = null }, _, { t }) =>
    t(fromPersonId === null ? 'event.taken' : 'event.takenOver'),
  'ticket.given_back': (_, _outlet, { t }) => t('event.givenBack'),
  'ticket.handed_over': ({ reason = 'asked' }, _, { t }) =>
    t('event.handedOver', { reason: t(`trade.manualReason.${reason}`) }),
  'ticket.accepted': (_, outlet, { t }) => t('event.accepted', { outlet }),
  'ticket.action': ({ action = 'work' }, _, { t }) => t(`trade.action.${action}`),
  'ticket.quoted': ({ version = 1, totalFen = 0 }, _, { t, yuan }) =>
    t('event.quoted', { yuan: yuan(totalFen) }) + (version > 1 ? t('event.quoteVersion', { version }) : ''),
  'ticket.quote_approved': ({ how = 'signature', totalFen = 0 }, _, { t, yuan }) =>
    t('event.quoteApproved', { yuan: yuan(totalFen), how: t(`fieldwork.approvalWay.${how}`) }),
  'ticket.part_used': ({ quantity = 1 }, _, { t }) => t('event.partUsed', { count: quantity }),
  'ticket.photo': ({ kind = 'other' }, _, { t }) =>
    t('event.photo', { kind: t(`fieldwork.photoKind.${kind}`) }),
  'ticket.code_confirmed': (_, _outlet, { t }) => t('event.codeConfirmed'),
  'ticket.done': ({ chargeFen = 0, missing = [] }, _, { t, yuan }) => {
    const gaps = missing.map((action) => t(`trade.action.${action}`)).join(t('common.comma'));
    return t('event.done', { yuan: yuan(chargeFen) }) + (gaps ? t('event.gaps', { gaps }) : '');
  },
  'ticket.reopened': ({ resolutionNo = 1 }, _, { t }) => t('event.reopened', { resolutionNo }),
  'ticket.connected': ({ side = 'customer', answered = true }, _, { t }) =>
    t(`event.connected.${side}.${answered ? 'spoke' : 'not'}`),
  'ticket.closed': (_, _outlet, { t }) => t('event.closed'),
  'ticket.cancelled': ({ reason = '' }, _, { t }) => t('event.cancelled', { reason }),
  'ticket.rescheduled': ({ day = '', half = 'morning' }, _, { t }) =>
    t('event.rescheduled', { day, half: t(`trade.halfDay.${half}`) }),
  'ticket.visit_ended': ({ number = 1, outcome = 'second_visit', reason = 'unfinished' }, _, { t }) =>
    t('event.visitEnded', {
      number,
      outcome: t(`trade.visitOutcome.${outcome}`),
      reason: t(`trade.visitReason.${reason}`),
    }),
  'ticket.visit_missed': (_, _outlet, { t }) => t('event.visitMissed'),
  'ticket.reply': ({ meaning = 'words', state = 'waiting' }, _, { t }) =>
    t(state === 'waiting' ? 'event.reply.waiting' : `event.reply.${meaning}`),
  'ticket.reply_settled': (_, _outlet, { t }) => t('event.replySettled'),
  'ticket.visit_cancelled': (_, _outlet, { t }) => t('event.visitCancelled'),
  'ticket.planned': ({ plannedAt }, _, { t, when }) =>
    plannedAt ? t('event.planned', { time: when(plannedAt) }) : t('event.unplanned'),
  'plan.proposed': ({ day = '' }, _, { t }) => t('event.planProposed', { day }),
  'plan.settled': ({ accepted = 0, refused = 0, stale = 0 }, _, { t }) =>
    t('event.planSettled', { accepted, refused, stale }),
  'ticket.warned': (data, outlet, context) => deadlineWords('warned', data, outlet, context),
  'ticket.late': (data, outlet, context) => deadlineWords('late', data, outlet, context),
  'ticket.climbed': (data, outlet, context) => deadlineWords('climbed', data, outlet, context),
  'ticket.paused': ({ reason = 'customer', until = null }, _, { t, when }) =>
    t('event.paused', { reason: t(`trade.waitReason.${reason}`) }) +
    (until ? t('event.pausedUntil', { time: when(until) }) : ''),
  'ticket.resumed': ({ reason = 'customer', ending = 'person', movedSeconds = 0 }, _, { t }) =>
    t('event.resumed', {
      reason: t(`trade.waitReason.${reason}`),
      ending: t(`trade.waitEnding.${ending}`),
      span: span(movedSeconds * 1_000, t),
    }),
  'outlet.standing': ({ to = 'good', reason }, _, { t }) =>
    t('event.outletStanding', { standing: t(`trade.standing.${to}`) }) +
    (reason ? t('event.reason', { reason }) : ''),
  'outlet.standing_planned': ({ to = 'good', takesEffectAt, reason }, _, { t, when }) =>
    t('event.outletStandingPlanned', {
      standing: t(`trade.standing.${to}`),
      time: takesEffectAt ? when(takesEffectAt) : '',
    }) + (reason ? t('event.reason', { reason }) : ''),
  'outlet.standing_called_off': ({ reason }, _, { t }) =>
    t('event.outletStandingCalledOff') + (reason ? t('event.reason', { reason }) : ''),
  'outlet.capacity': ({ day = '', capacity = 0, booked = 0 }, _, { t }) =>
    t('event.outletCapacity', { day, capacity, booked }),
  'campaign.booked': (_, _outlet, { t }) => t('event.campaignBooked'),
  'campaign.given_back': (_, _outlet, { t }) => t('event.campaignGivenBack'),
  'campaign.changed': ({ state = 'draft' }, _, { t }) =>
    t('event.campaignChanged', { state: t(`trade.campaignState.${state}`) }),
  'export.taken': ({ table = 'coverage', format = 'csv', filters = '' }, _, { t }) =>
    t('event.exportTaken', {
      table: t(`exporting.table.${table}`),
      format: format.toUpperCase(),
      filters: filters || '–',
    }),
  'customer.call_wish': ({ wish = 'any' }, _, { t }) =>
    t('event.callWish', { wish: t(`trade.callWish.${wish}`) }),
  'obligation.opened': ({ kind = 'survey' }, _, { t }) =>
    t('event.obligationOpened', { kind: t(`trade.obligationKind.${kind}`) }),
  'obligation.claimed': ({ personId = null }, _, { t }) =>
    t(personId === null ? 'event.obligationGivenBack' : 'event.obligationClaimed'),
  'obligation.tried': ({ outcome = 'no_answer', callAt, note = null }, _, { t, when }) =>
    t('event.obligationTried', {
      outcome: t(`trade.callOutcome.${outcome}`),
      time: callAt ? when(callAt) : '',
    }) + (note ? t('event.noted', { note }) : ''),
  'obligation.settled': ({ kind = 'survey', settlement = 'call_answered' }, _, { t }) =>
    t('event.obligationSettled', {
      kind: t(`trade.obligationKind.${kind}`),
      settlement: t(`trade.settlement.${settlement}`),
    }),
  'attempt.granted': (_, _outlet, { t }) => t('event.attemptGranted'),
  'dialler.paused': ({ paused, reason }, _, { t }) =>
    t(paused ? 'event.diallerPaused' : 'event.diallerResumed') +
    (reason ? t('event.reason', { reason }) : ''),
  'attempt.ended': ({ outcome = '' }, _, { t }) =>
    t('event.attemptEnded', { outcome: outcomeWords(outcome, t) }),
  'survey.answered': ({ question = '', value = null }, _, context) =>
    context.t('event.surveyAnswered', {
      question: questionWords(question, context),
      answer: answerWords(question, value, context),
    }),
  'case.opened': ({ kind = 'complaint', level = 'store', item = null }, _, { t }) =>
    t('event.caseOpened', { kind: t(`trade.caseKind.${kind}`), level: t(`trade.caseLevel.${level}`) }) +
    (item ? t('event.caseItem', { item: t(`trade.evaluationItem.${item}`) }) : ''),
  'case.taken': ({ kind = 'complaint' }, _, { t }) =>
    t('event.caseTaken', { kind: t(`trade.caseKind.${kind}`) }),
  'case.climbed': ({ kind = 'complaint', level = 'region', why = 'deadline', reason }, _, { t }) =>
    t('event.caseClimbed', {
      kind: t(`trade.caseKind.${kind}`),
      level: t(`trade.caseLevel.${level}`),
      why: t(`trade.caseClimb.${why}`),
    }) + (reason ? t('event.reason', { reason }) : ''),
  'case.late': ({ kind = 'complaint' }, _, { t }) =>
    t('event.caseLate', { kind: t(`trade.caseKind.${kind}`) }),
  'case.closed': ({ kind = 'complaint', cause = 'nobody', word = 'content' }, _, { t }) =>
    t('event.caseClosed', {
      kind: t(`trade.caseKind.${kind}`),
      cause: t(`trade.caseCause.${cause}`),
      word: t(`trade.customerWord.${word}`),
    }),
  'doubt.raised': ({ kind = 'disagreement' }, _, { t }) =>
    t('event.doubtRaised', { kind: t(`trade.doubtKind.${kind}`) }),
  'doubt.decided': ({ kind = 'disagreement', verdict = 'dismissed', reason }, _, { t }) =>
    t('event.doubtDecided', {
      kind: t(`trade.doubtKind.${kind}`),
      verdict: t(`trade.doubtState.${verdict}`),
    }) + (reason ? t('event.reason', { reason }) : ''),
  'message.sent': ({ template = 'ticket_opened' }, _, { t }) =>
    t('event.messageSent', { template: templateWords(template, t) }),
  'line.entered': (_, _outlet, { t }) => t('event.lineEntered'),
  'line.callback_chosen': (_, _outlet, { t }) => t('event.lineCallbackChosen'),
  'line.left': ({ ending = 'left' }, _, { t }) =>
    t('event.lineLeft', { ending: t(`trade.lineEnding.${ending}`) }),
  'desk.state': ({ state = 'signed_out', reason = null, why = null }, _, { t }) => {
    const means = [t(`trade.agentState.${state}`), reason && t(`trade.breakReason.${reason}`)];
    const words = t('event.deskState', { state: means.filter(Boolean).join(t('common.comma')) });
    return words + (why ? t('event.reason', { reason: why }) : '');
  },
  'desk.offered': ({ kind = 'call' }, _, { t }) =>
    t('event.deskOffered', { kind: t(`trade.deskOfferKind.${kind}`) }),
  'desk.answered': ({ waitedSeconds = 0 }, _, { t }) => t('event.deskAnswered', { seconds: waitedSeconds }),
  'desk.refused': ({ how = 'timed_out' }, _, { t }) =>
    t('event.deskRefused', { how: t(`trade.deskOfferState.${how}`) }),
  'call.held': ({ held = true }, _, { t }) => t(held ? 'event.callHeld' : 'event.callResumed'),
  'call.transferred': ({ how = 'cold' }, _, { t }) => t(`event.callTransferred.${how}`),
  'call.dropped': ({ toLine = true }, _outlet, { t }) =>
    t(toLine ? 'event.callDropped' : 'event.callOutDropped'),
  'call.supervised': ({ mode = 'listen' }, _, { t }) => t(`event.callSupervised.${mode}`),
  'call.recording': ({ state = 'on' }, _, { t }) => t(`event.callRecording.${state}`),
  'call.disposed': ({ subject = 'other' }, _, { t }) =>
    t('event.callDisposed', { subject: t(`trade.callSubject.${subject}`) }),
  'recording.held': ({ held = true, reason = '' }, _, { t }) =>
    t(held ? 'event.recordingHeld' : 'event.recordingReleased', { reason }),
  'number.listed': ({ kind = 'do_not_call' }, _, { t }) =>
    t('event.numberListed', { list: t(`trade.numberRule.${kind}`) }),
  'number.lifted': ({ kind = 'do_not_call' }, _, { t }) =>
    t('event.numberLifted', { list: t(`trade.numberRule.${kind}`) }),
  'integration.changed': ({ what = 'endpoint_changed' }, _, { t }) => t(`event.integrationChanged.${what}`),
  'integration.endpoint_disabled': (_, _outlet, { t }) => t('event.endpointDisabled'),
  'recording.heard': (_, _outlet, { t }) => t('event.recordingHeard'),
  'policy.changed': (_, _outlet, { t }) => t('event.policyChanged'),
  'recording.deleted': (_, _outlet, { t }) => t('event.recordingDeleted'),
};

/** D6: what became of a deadline, and who answers for it now: 上门将超时（今天 14:30 前），岳麓网点负责 */
function deadlineWords(
  what: 'warned' | 'late' | 'climbed',
  { due = 'completion', dueAt, level = 'outlet', unitId }: Partial<EventMap['ticket.late']>,
  outlet: string,
  { t, when, unitName }: EventContext,
): string {
  const place = level === 'outlet' ? outlet : unitName(unitId ?? null);
  return t(`event.deadline.${what}`, {
    due: t(`trade.dueKind.${due}`),
    time: dueAt ? when(dueAt) : '',
    level: t(`trade.lateLevel.${level}`),
    who: place || t(`trade.lateLevel.${level}`),
  });
}

/** One line of the history, in words. An event of a kind that is not known here is shown by its name. */
export function eventWords(item: TimelineItem, context: EventContext): string {
  const { type } = item;
  if (!isEventType(type)) return type;
  const say = SAY[type] as (data: TimelineItem['data'], outlet: string, context: EventContext) => string;
  const words = say(item.data, item.outletName ?? context.t('event.someOutlet'), context);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const isEventType = (type: string): type is EventType => Object.hasOwn(SAY, type);

const OUTCOMES = ['completed', 'no-answer', 'busy', 'failed', 'canceled'] as const;
export function outcomeWords(outcome: string, t: TFunction): string {
  const known = OUTCOMES.find((name) => name === outcome);
  return known ? t(`trade.attemptOutcome.${known}`) : outcome;
}

export function templateWords(template: string, t: TFunction): string {
  const known = MESSAGE_TEMPLATES.find((name) => name === template);
  return known ? t(`trade.messageTemplate.${known}`) : template;
}
