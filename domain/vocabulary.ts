/**
 * The closed lists of the trade. Every state, kind and role that is stored or sent over a wire is one of
 * these; a list grows here first, and the compiler names each place that has to learn the new word.
 */

/** H3: what a request can be. */
export const TICKET_KINDS = [
  'repair',
  'installation',
  'maintenance',
  'inquiry',
  'complaint',
  'claim',
  'rescue',
] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];

/** D1: kinds that are carried out by an outlet; the others are handled by staff (C1, K1). */
export const FIELD_KINDS = ['repair', 'installation', 'maintenance', 'rescue'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];
export const isFieldKind = (kind: TicketKind): kind is FieldKind =>
  (FIELD_KINDS as readonly TicketKind[]).includes(kind);

/**
 * H8: whether two requests of one caller, both open, are the same matter: the same kind, and the same product. A
 * rescue is called for in haste, often before anybody asked what it is about: nobody is sent twice for want of that.
 */
export const isSameMatter = (
  one: { kind: TicketKind; category: string | null },
  other: { kind: TicketKind; category: string | null },
): boolean => one.kind === other.kind && (one.kind === 'rescue' || one.category === other.category);

/**
 * How a ticket stands. Forward only, except that a finished one may be reopened (F3), which raises nothing
 * but its resolution count and sends it round again.
 */
export const TICKET_STATES = [
  'needs_details', // no place to send anyone to yet
  'new', // waits to be routed (D1)
  'manual', // a dispatcher has to decide (D4)
  'offered', // an outlet has been asked (D4)
  'accepted', // the outlet has it, nothing done yet
  'in_progress', // the first service action after acceptance is recorded (H5)
  'done', // work finished, follow-up call open (F1)
  'closed', // finished and followed up
  'cancelled',
] as const;
export type TicketState = (typeof TICKET_STATES)[number];
export const OPEN_STATES = ['needs_details', 'new', 'manual', 'offered', 'accepted', 'in_progress'] as const;
export const isOpen = (state: TicketState): boolean =>
  (OPEN_STATES as readonly TicketState[]).includes(state);

export const PRIORITIES = ['normal', 'urgent', 'rescue'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** H3: where a request came in. */
export const SOURCES = ['phone', 'counter', 'agent', 'followup', 'import'] as const;
export type Source = (typeof SOURCES)[number];

/** Why a ticket waits for a dispatcher (D4). */
export const MANUAL_REASONS = ['no_outlet', 'moves_exhausted', 'staff_kind', 'reopened', 'asked'] as const;
export type ManualReason = (typeof MANUAL_REASONS)[number];

export const UNIT_KINDS = ['headquarters', 'region', 'store'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export const ROLES = [
  'agent',
  'dispatcher',
  'store_supervisor',
  'category_supervisor',
  'region_manager',
  'headquarters_manager',
  'fund_approver',
  'business_approver',
  'outlet_manager',
  'technician',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];

export const OUTLET_TYPES = ['own', 'contracted', 'manufacturer'] as const;
export type OutletType = (typeof OUTLET_TYPES)[number];

/** S4: only an outlet in good standing gets work; a warned one still does. */
export const STANDINGS = ['good', 'warned', 'rectifying', 'stopped', 'removed'] as const;
export type Standing = (typeof STANDINGS)[number];
export const mayWork = (standing: Standing): boolean =>
  standing === 'good' || standing === 'warned' || standing === 'rectifying';

/** S4: a change of standing that takes effect later, has taken effect, or never does. */
export const STANDING_CHANGE_STATES = ['planned', 'in_force', 'called_off'] as const;
export type StandingChangeState = (typeof STANDING_CHANGE_STATES)[number];

export const OFFER_STATES = ['open', 'accepted', 'declined', 'timed_out', 'withdrawn'] as const;
export type OfferState = (typeof OFFER_STATES)[number];

/** How an outlet answers an offer: it lets it time out, too. */
export const OFFER_ANSWERS = ['accepted', 'declined', 'missed'] as const;
export type OfferAnswer = (typeof OFFER_ANSWERS)[number];

export const DECLINE_REASONS = ['no_capacity', 'no_part', 'no_skill', 'too_far', 'other'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** H5: the chain of service actions, in the order in which they are done. */
export const SERVICE_ACTIONS = [
  'accept',
  'contact',
  'appointment',
  'depart',
  'arrive',
  'quote',
  'work',
  'test',
  'clean_up',
  'signature',
] as const;
export type ServiceActionName = (typeof SERVICE_ACTIONS)[number];

export const VISIT_OUTCOMES = ['open', 'finished', 'no_show', 'second_visit', 'withdrawn'] as const;
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number];

/** How a day plan stands: asked for, being worked out, shown as a proposal, and over one way or another. */
export const DAY_PLAN_STATES = ['queued', 'running', 'proposed', 'settled', 'cancelled', 'failed'] as const;
export type DayPlanState = (typeof DAY_PLAN_STATES)[number];
/** What a day plan would change about one job. */
export const PLAN_CHANGES = ['kept', 'retimed', 'moved', 'placed', 'unplaced'] as const;
export type PlanChange = (typeof PLAN_CHANGES)[number];
/** What became of the proposal for one job; `stale`: the ticket had changed since. */
export const PLAN_PART_STATES = ['open', 'accepted', 'refused', 'stale'] as const;
export type PlanPartState = (typeof PLAN_PART_STATES)[number];
/** Why a job has no place in a plan, the firmest reason first. */
export const UNPLACED_REASONS = [
  'no_place', // nobody knows where to go
  'no_skill', // T3: nobody at work that day is assessed for it
  'no_window', // nobody can be there within the promised window
  'no_time', // the day is full
  'no_room', // D1: the outlet takes no more on that day
] as const;
export type UnplacedReason = (typeof UNPLACED_REASONS)[number];
/** Where the travel times of a plan are from; `fallback`: the road service did not answer. */
export const TRAVEL_SOURCES = ['roads', 'coordinates', 'fallback'] as const;
export type TravelSource = (typeof TRAVEL_SOURCES)[number];
/** Why a visit ended without the work being done, by how it ended. */
export const VISIT_REASONS = {
  no_show: ['nobody_home', 'no_entry'],
  second_visit: ['part_missing', 'unfinished', 'other_skill', 'customer_stopped'],
} as const;
export type UnfinishedOutcome = keyof typeof VISIT_REASONS;
export const UNFINISHED_OUTCOMES = ['no_show', 'second_visit'] as const satisfies UnfinishedOutcome[];
export const ALL_VISIT_REASONS = [...VISIT_REASONS.no_show, ...VISIT_REASONS.second_visit] as const;
export type VisitReason = (typeof ALL_VISIT_REASONS)[number];

/** H6: halves of a day, as visits are promised. */
export const HALF_DAYS = ['morning', 'afternoon'] as const;
export type HalfDay = (typeof HALF_DAYS)[number];

/** H7 */
export const CAMPAIGN_STATES = ['draft', 'running', 'stopped'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** D6: where a deadline that was missed climbs to, in this order. */
export const LATE_LEVELS = ['outlet', 'store', 'region', 'headquarters'] as const;
export type LateLevel = (typeof LATE_LEVELS)[number];

/** D6: what is waited for while no deadline runs. */
export const WAIT_REASONS = ['customer', 'part', 'approval'] as const;
export type WaitReason = (typeof WAIT_REASONS)[number];
/** How the wait ended: by a person, at its date, because the work went on. */
export const WAIT_ENDINGS = ['person', 'date', 'work'] as const;
export type WaitEnding = (typeof WAIT_ENDINGS)[number];

/** How sure the point of a site is. */
export const PRECISIONS = ['address', 'township', 'county'] as const;
export type Precision = (typeof PRECISIONS)[number];

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * H2: how a contact ended. Exactly one per contact, so that totals add up: contacts = sum of dispositions
 * plus those still live.
 */
export const DISPOSITIONS = [
  // calls in
  'ticket_opened',
  'ticket_chased',
  'progress_told',
  'complaint_taken',
  'message_left',
  'callback_promised',
  'answered', // spoke with an agent, and nothing above came of it
  'connected', // customer and outlet were put through to each other
  'appointment_changed',
  'booked', // a campaign (H7)
  'rated',
  'refused', // a blocked number
  'abandoned',
  // calls out
  'survey_answered',
  'survey_partial',
  'not_answered',
  'busy',
  'machine',
  'failed',
  'unknown',
] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

export const CALL_DIRECTIONS = ['inbound', 'outbound'] as const;
export type CallDirection = (typeof CALL_DIRECTIONS)[number];

/** The carrier's call states in the order in which they can follow each other: state only moves forward. */
export const CALL_STATUS_RANK = {
  queued: 0,
  initiated: 1,
  ringing: 2,
  'in-progress': 3,
  completed: 4,
  busy: 4,
  failed: 4,
  'no-answer': 4,
  canceled: 4,
} as const;
export type CallStatus = keyof typeof CALL_STATUS_RANK;

export const CONTACT_PURPOSES = [
  'opened',
  'chased',
  'asked',
  'complained',
  'followed_up',
  'rescheduled',
  'cancelled',
  'booked',
  'rated',
  'connected',
] as const;
export type ContactPurpose = (typeof CONTACT_PURPOSES)[number];

/** Who speaks on a call at the carrier. */
export const CALL_PARTIES = ['customer', 'agent', 'supervisor', 'outlet', 'guest'] as const;
export type CallParty = (typeof CALL_PARTIES)[number];

/** Outlet and customer put through to each other: who wanted it, and what came of it. */
export const MASKED_SIDES = ['customer', 'outlet'] as const;
export type MaskedSide = (typeof MASKED_SIDES)[number];
export const MASKED_OUTCOMES = ['connected', 'not_answered', 'busy', 'failed', 'unknown'] as const;
export type MaskedOutcome = (typeof MASKED_OUTCOMES)[number];

/** How an agent stands. `away`: an offer was not taken, or the browser is gone; only the agent ends it. */
export const AGENT_STATES = [
  'signed_out',
  'available',
  'offered',
  'on_call',
  'wrap_up',
  'break',
  'away',
] as const;
export type AgentState = (typeof AGENT_STATES)[number];
export const BREAK_REASONS = ['rest', 'meal', 'training', 'meeting', 'technical'] as const;
export type BreakReason = (typeof BREAK_REASONS)[number];

/** Where a caller stands who wants a person. `callback`: has hung up, and keeps the place in line. */
export const LINE_STATES = ['waiting', 'callback', 'offered', 'connected', 'ended'] as const;
export type LineState = (typeof LINE_STATES)[number];
export const LINE_ENDINGS = [
  'answered',
  'abandoned',
  'turned_away', // the line was full, closed, or nobody was on duty
  'left', // chose something else while waiting
  'called_again', // a callback whose caller rang again first
  'tries_spent', // a callback that nobody answered
  'called_out', // was never in the line: a person calls from the worklist
] as const;
export type LineEnding = (typeof LINE_ENDINGS)[number];
/** Place in line, before the time of arrival; the last are reported nuisances. */
export const LINE_PRIORITY = { rescue: 0, urgent: 1, normal: 2, last: 3 } as const;

/** What an agent is asked to take. */
export const DESK_OFFER_KINDS = ['call', 'callback', 'transfer', 'consult', 'followup'] as const;
export type DeskOfferKind = (typeof DESK_OFFER_KINDS)[number];
export const DESK_OFFER_STATES = ['open', 'accepted', 'declined', 'timed_out', 'withdrawn'] as const;
export type DeskOfferState = (typeof DESK_OFFER_STATES)[number];

/** How a supervisor is on a call: heard by nobody, by the agent alone, or by all. */
export const SUPERVISION_MODES = ['listen', 'whisper', 'barge'] as const;
export type SupervisionMode = (typeof SUPERVISION_MODES)[number];
/** What a supervisor did, as the log has it. */
export const SUPERVISION_ACTS = [...SUPERVISION_MODES, 'left', 'took_over', 'state', 'skills'] as const;
export type SupervisionAct = (typeof SUPERVISION_ACTS)[number];

/** What an agent says a conversation was for, when wrapping up. */
export const CALL_SUBJECTS = [
  'new_request',
  'open_ticket',
  'advice',
  'complaint',
  'wrong_number',
  'nuisance',
  'other',
  'follow_up',
] as const;
export type CallSubject = (typeof CALL_SUBJECTS)[number];

/** F1, F4: what someone is owed a call for. */
export const OBLIGATION_KINDS = [
  'survey',
  'promised',
  'voicemail',
  'abandoned',
  'check', // S9: a survey that is asked a second time, by somebody else
] as const;
export type ObligationKind = (typeof OBLIGATION_KINDS)[number];
export const OBLIGATION_STATES = ['open', 'dialling', 'settled', 'exhausted'] as const;
export type ObligationState = (typeof OBLIGATION_STATES)[number];
/** F1: the only ways in which an obligation ends. */
export const SETTLEMENTS = [
  'call_answered',
  'text_reply',
  'web', // on the survey's page
  'agent_word',
  'called_again',
  'rated', // the customer rang and rated the service unasked
  'attempts_spent',
  /** By a person, and not dialled once. */
  'given_up',
  'no_number',
  'wrong_number', // somebody else's, as whoever picked up said
  'do_not_call',
] as const;
export type Settlement = (typeof SETTLEMENTS)[number];

/** F1: at what time of the day a customer wishes to be called. */
export const CALL_WISHES = ['any', 'morning', 'afternoon', 'evening'] as const;
export type CallWish = (typeof CALL_WISHES)[number];

/** F1: what an agent's own call came to. */
export const CALL_OUTCOMES = [
  'solved',
  'not_solved',
  'reached',
  'no_answer',
  'busy',
  'later', // the customer named a time
  'wrong_number',
  'refused', // wants no calls
  'not_reached', // given up
] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];
const NOT_REACHED = ['no_answer', 'busy', 'later', 'wrong_number', 'refused', 'not_reached'] as const;
/** A survey is asked whether it was solved (F3); any other call is only made or not. */
export const asksSurvey = (kind: ObligationKind): boolean => kind === 'survey' || kind === 'check';
export const callOutcomesOf = (kind: ObligationKind): readonly CallOutcome[] =>
  asksSurvey(kind) ? ['solved', 'not_solved', ...NOT_REACHED] : ['reached', ...NOT_REACHED];

/** The customer was spoken to: what they are said to have answered then counts. */
export const SPOKEN_TO: readonly CallOutcome[] = ['solved', 'not_solved', 'later', 'refused'];

/** An attempt never goes back: once granted it is spent, whatever became of it. */
export const ATTEMPT_STATES = ['granted', 'placed', 'answered', 'missed', 'unknown'] as const;
export type AttemptState = (typeof ATTEMPT_STATES)[number];

export const SURVEY_QUESTIONS = [
  'solved',
  'on_time',
  'charge_as_quoted',
  'courtesy',
  'score',
  'remark',
] as const;
export type SurveyQuestion = (typeof SURVEY_QUESTIONS)[number];
/** F2: how each question is answered: yes_no as 1/0, points as 1–5, spoken as a recording without a value. */
export const SURVEY_SCALES = {
  solved: 'yes_no',
  on_time: 'yes_no',
  charge_as_quoted: 'yes_no',
  courtesy: 'points',
  score: 'points',
  remark: 'spoken',
} as const satisfies Record<SurveyQuestion, 'yes_no' | 'points' | 'spoken'>;

/** D3: what the choice among outlets that qualify goes by, in the order of the rule. */
export const SCORE_PARTS = ['distance', 'load', 'quality', 'skill', 'wish', 'fairness'] as const;
export type ScorePart = (typeof SCORE_PARTS)[number];

/** Why an outlet does not qualify (D1, T3, D4, H6). */
export const EXCLUSIONS = [
  'standing',
  'not_authorised',
  'no_skill',
  'tried',
  'no_capacity',
  'no_window',
] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/** D2: where an outlet stands in the order, the first first. */
export const PRECEDENCES = ['manufacturer_first', 'own_first', 'equal'] as const;
export type Precedence = (typeof PRECEDENCES)[number];

/** D3: why a customer would rather have an outlet: they named it, or it came last and left them content. */
export const WISHES = ['named', 'came_before'] as const;
export type Wish = (typeof WISHES)[number];

/** A preview of another policy (services/policy/preview). */
export const PREVIEW_STATES = ['queued', 'running', 'done', 'failed'] as const;
export type PreviewState = (typeof PREVIEW_STATES)[number];

/**
 * How a text message stands. `sending`: the carrier was asked and its answer is not known; `withdrawn`: what it says
 * was no longer true, or of no use, before it was sent.
 */
export const MESSAGE_STATES = ['queued', 'sending', 'sent', 'delivered', 'failed', 'withdrawn'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];
/** H4: what a customer wrote: a person has to see to it, or it is done with. */
export const REPLY_STATES = ['waiting', 'settled'] as const;
export type ReplyState = (typeof REPLY_STATES)[number];
export const MESSAGE_TEMPLATES = [
  'ticket_opened',
  'details_link',
  'outlet_accepted',
  'callback_promised',
  'survey_missed',
  'callback_missed',
  'agent_text',
  'appointment_changed',
  'visit_cancelled',
  'ticket_cancelled',
  'campaign_booked',
  'customer_rang',
  'completion_code',
  'quote_code',
  'appointment_booked',
  'visit_reminder',
  'visit_soon',
  'technician_on_way',
  'technician_arrived',
  'visit_move_link',
  'replies_stopped',
  'visit_no_show',
  'second_visit',
  'visit_late',
  'deadline_near',
  'deadline_missed',
] as const;
export type MessageTemplate = (typeof MESSAGE_TEMPLATES)[number];

/** What was kept spoken: a message or complaint, a remark in a survey, a conversation with an agent. */
export const RECORDING_KINDS = ['message', 'remark', 'conversation'] as const;
export type RecordingKind = (typeof RECORDING_KINDS)[number];
/** Forward only, except that recording pauses and goes on, and a deletion that the carrier refused is tried anew. */
export const RECORDING_STATES = ['recording', 'paused', 'kept', 'deleting', 'deleted'] as const;
export type RecordingState = (typeof RECORDING_STATES)[number];
/** How a pause in recording ended: by the agent, by itself because it was forgotten, with the conversation. */
export const PAUSE_ENDINGS = ['agent', 'forgotten', 'over'] as const;
export type PauseEnding = (typeof PAUSE_ENDINGS)[number];

/** How a number is treated: no calls out (F1); refused; last in line. None of them in danger. */
export const NUMBER_RULE_KINDS = ['do_not_call', 'blocked', 'nuisance'] as const;
export type NumberRuleKind = (typeof NUMBER_RULE_KINDS)[number];

/** What the desk shows beside a call: what to ask and say for a kind of request, or what is known of a matter. */
export const KNOWLEDGE_SORTS = ['script', 'article'] as const;
export type KnowledgeSort = (typeof KNOWLEDGE_SORTS)[number];

/** How a version of the phone's setup stands. */
export const SETUP_STATES = ['draft', 'published', 'retired'] as const;
export type SetupState = (typeof SETUP_STATES)[number];

/** F3, C1, S1, M1: what an answer that is not content becomes, whoever is at the bottom of it. */
export const CASE_KINDS = ['complaint', 'outlet', 'manufacturer'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];
/** C1–C3: whose it is. It goes up in this order, and never down (C4). */
export const CASE_LEVELS = ['store', 'region', 'headquarters'] as const satisfies LateLevel[];
export type CaseLevel = (typeof CASE_LEVELS)[number];
export const CASE_STATES = ['open', 'in_hand', 'closed'] as const;
export type CaseState = (typeof CASE_STATES)[number];
/** C4: why a case went a level up. */
export const CASE_CLIMBS = ['deadline', 'handed_up', 'not_content'] as const;
export type CaseClimb = (typeof CASE_CLIMBS)[number];
/** C5: what was at the bottom of it. */
export const CASE_CAUSES = ['manufacturer', 'outlet', 'own_post', 'product', 'customer', 'nobody'] as const;
export type CaseCause = (typeof CASE_CAUSES)[number];
/** C5: the customer's word on how it ended. */
export const CUSTOMER_WORDS = ['content', 'not_content', 'not_reached'] as const;
export type CustomerWord = (typeof CUSTOMER_WORDS)[number];
/** S1: the evaluation standard as far as a customer's answers speak of it, the gravest first. */
export const EVALUATION_ITEMS = ['not_solved', 'charge', 'courtesy', 'late'] as const;
export type EvaluationItem = (typeof EVALUATION_ITEMS)[number];

/** S9: what makes the results of follow-up calls doubtful. */
export const DOUBT_KINDS = [
  'disagreement', // a second call heard something else
  'shared_number', // one number for many customers
  'too_short', // more answers than the call had time for
  'outlet_number', // the number is one of the outlet's own people
  'odd_fives', // more fives than chance allows
  'uncalled', // written down by an agent without a call
] as const;
export type DoubtKind = (typeof DOUBT_KINDS)[number];
export const DOUBT_STATES = ['open', 'confirmed', 'dismissed'] as const;
export type DoubtState = (typeof DOUBT_STATES)[number];
