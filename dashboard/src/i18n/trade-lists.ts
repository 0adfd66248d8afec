import type { DUE_KINDS, Verdict } from '../../../domain/contracts/api.ts';
import type { PlanConflict } from '../../../domain/contracts/day-plan.ts';
import type * as vocabulary from '../../../domain/vocabulary.ts';

type Words<Name extends string> = Record<Name, string>;

/** Every closed list of the trade needs its words: the language files do not compile without them. */
export interface TradeLists {
  state: Words<vocabulary.TicketState>;
  stateMeans: Words<vocabulary.TicketState>;
  kind: Words<vocabulary.TicketKind>;
  priority: Words<vocabulary.Priority>;
  source: Words<vocabulary.Source>;
  manualReason: Words<vocabulary.ManualReason>;
  /** The same for a card. */
  manualShort: Words<vocabulary.ManualReason>;
  outletType: Words<vocabulary.OutletType>;
  standing: Words<vocabulary.Standing>;
  declineReason: Words<vocabulary.DeclineReason>;
  action: Words<vocabulary.ServiceActionName>;
  visitOutcome: Words<vocabulary.VisitOutcome>;
  visitReason: Words<vocabulary.VisitReason>;
  disposition: Words<vocabulary.Disposition>;
  purpose: Words<vocabulary.ContactPurpose>;
  direction: Words<vocabulary.CallDirection>;
  obligationKind: Words<vocabulary.ObligationKind>;
  obligationState: Words<vocabulary.ObligationState>;
  settlement: Words<vocabulary.Settlement>;
  callWish: Words<vocabulary.CallWish>;
  callOutcome: Words<vocabulary.CallOutcome>;
  surveyQuestion: Words<vocabulary.SurveyQuestion>;
  messageTemplate: Words<vocabulary.MessageTemplate>;
  messageState: Words<vocabulary.MessageState>;
  dueKind: Words<(typeof DUE_KINDS)[number]>;
  exclusion: Words<Verdict['excluded'][number]['why']>;
  lateLevel: Words<vocabulary.LateLevel>;
  levelMark: Words<vocabulary.LateLevel>;
  waitReason: Words<vocabulary.WaitReason>;
  waitShort: Words<vocabulary.WaitReason>;
  waitEnding: Words<vocabulary.WaitEnding>;
  halfDay: Words<vocabulary.HalfDay>;
  campaignState: Words<vocabulary.CampaignState>;
  unplacedReason: Words<vocabulary.UnplacedReason>;
  planConflict: Words<PlanConflict>;
  planChange: Words<vocabulary.PlanChange>;
  planPartState: Words<vocabulary.PlanPartState>;
  precision: Words<vocabulary.Precision>;
  role: Words<vocabulary.Role>;
  agentState: Words<vocabulary.AgentState>;
  breakReason: Words<vocabulary.BreakReason>;
  lineState: Words<vocabulary.LineState>;
  lineEnding: Words<vocabulary.LineEnding>;
  deskOfferKind: Words<vocabulary.DeskOfferKind>;
  deskOfferState: Words<vocabulary.DeskOfferState>;
  supervision: Words<vocabulary.SupervisionMode>;
  callSubject: Words<vocabulary.CallSubject>;
  recordingKind: Words<vocabulary.RecordingKind>;
  recordingState: Words<vocabulary.RecordingState>;
  numberRule: Words<vocabulary.NumberRuleKind>;
  caseKind: Words<vocabulary.CaseKind>;
  caseLevel: Words<vocabulary.CaseLevel>;
  caseState: Words<vocabulary.CaseState>;
  caseClimb: Words<vocabulary.CaseClimb>;
  caseCause: Words<vocabulary.CaseCause>;
  customerWord: Words<vocabulary.CustomerWord>;
  evaluationItem: Words<vocabulary.EvaluationItem>;
  callParty: Words<vocabulary.CallParty>;
  attemptOutcome: Words<'completed' | 'no-answer' | 'busy' | 'failed' | 'canceled'>;
}
