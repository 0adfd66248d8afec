import type { Policy } from '../policy.ts';
import {
  CASE_LEVELS,
  type CaseKind,
  type CaseLevel,
  EVALUATION_ITEMS,
  type EvaluationItem,
  type OutletType,
  type Priority,
  type SurveyQuestion,
  type TicketKind,
} from '../vocabulary.ts';

/** What the customer answered, by question; a remark has no value. */
export type SurveyAnswers = Partial<Record<SurveyQuestion, number | null>>;

/** The work that was asked about. */
export interface WorkDone {
  kind: TicketKind;
  priority: Priority;
  /** Null: nobody was sent. */
  outletType: OutletType | null;
  /** Under the manufacturer's warranty when it was done. */
  underWarranty: boolean;
  /** Complaints that this ticket has led to before. */
  complaintsBefore: number;
}

export interface CaseDecision {
  kind: CaseKind;
  level: CaseLevel;
  rule: 'F3' | 'S1' | 'M1';
  /** S1: of what is named the gravest. */
  item: EvaluationItem | null;
  points: number;
  /** The questions whose answers led to it. */
  grounds: SurveyQuestion[];
}

/** C3: the third time is headquarters'. */
const MAJOR_REPEAT = 3;

/**
 * F3, S1, M1: which cases the answers to a survey lead to. Not solved, or a poor score, is a complaint. What names the
 * standard that an own or contracted outlet broke is an outlet case. The manufacturer's is a complaint about the work
 * of its own outlet under its warranty. Answers that are content lead to none.
 */
export function decideCases(answers: SurveyAnswers, work: WorkDone, policy: Policy): CaseDecision[] {
  const level = levelOf(work);
  const poor = poorAnswers(answers, policy);
  const complained = poor.filter((question) => question === 'solved' || question === 'score');
  const decisions: CaseDecision[] = [];
  if (complained.length > 0) {
    decisions.push({ kind: 'complaint', level, rule: 'F3', item: null, points: 0, grounds: complained });
    if (work.outletType === 'manufacturer' && work.underWarranty)
      decisions.push({ kind: 'manufacturer', level, rule: 'M1', item: null, points: 0, grounds: poor });
  }
  const named = poor.filter((question) => question in ITEM_OF);
  if (named.length > 0 && (work.outletType === 'own' || work.outletType === 'contracted')) {
    const item = gravest(
      named.map((question) => ITEM_OF[question] as EvaluationItem),
      policy,
    );
    const points = policy.cases.points[item];
    decisions.push({ kind: 'outlet', level, rule: 'S1', item, points, grounds: named });
  }
  return decisions;
}

/** The questions that were answered as they should not have been. */
export function poorAnswers(answers: SurveyAnswers, { followup, cases }: Policy): SurveyQuestion[] {
  const isPoor: Partial<Record<SurveyQuestion, (value: number) => boolean>> = {
    solved: (value) => value === 0,
    on_time: (value) => value === 0,
    charge_as_quoted: (value) => value === 0,
    courtesy: (value) => value <= cases.poorCourtesy,
    score: (value) => value <= followup.badScore,
  };
  // In this order, in whichever the answers were given.
  return (Object.keys(isPoor) as SurveyQuestion[]).filter((question) => {
    const value = answers[question] ?? null;
    return value !== null && isPoor[question]?.(value);
  });
}

const ITEM_OF: Partial<Record<SurveyQuestion, EvaluationItem>> = {
  solved: 'not_solved',
  charge_as_quoted: 'charge',
  courtesy: 'courtesy',
  on_time: 'late',
};

function gravest(items: EvaluationItem[], { cases: { points } }: Policy): EvaluationItem {
  const [first, ...others] = EVALUATION_ITEMS.filter((item) => items.includes(item));
  return others.reduce((most, item) => (points[item] > points[most] ? item : most), first ?? 'late');
}

/** C1–C3, F3: the store's; a level higher when it comes again; headquarters' from the third time, and of a rescue. */
function levelOf({ kind, priority, complaintsBefore }: WorkDone): CaseLevel {
  if (kind === 'rescue' || priority === 'rescue' || complaintsBefore + 1 >= MAJOR_REPEAT)
    return 'headquarters';
  return CASE_LEVELS[complaintsBefore] ?? 'headquarters';
}

/** C4: the level above; null above headquarters. */
export const levelAbove = (level: CaseLevel): CaseLevel | null =>
  CASE_LEVELS[CASE_LEVELS.indexOf(level) + 1] ?? null;

const INITIAL: Record<CaseKind, string> = { complaint: 'C', outlet: 'W', manufacturer: 'M' };

/** How people name a case: its kind and its id, W000042. */
export const caseNumber = (kind: CaseKind, id: number): string => INITIAL[kind] + String(id).padStart(6, '0');

/** The id in what somebody typed as a case's number; null when it is none. */
export const caseIdIn = (text: string): number | null => {
  const [, digits] = /^[CWM]?(\d{1,12})$/i.exec(text.trim()) ?? [];
  return digits ? Number(digits) : null;
};
