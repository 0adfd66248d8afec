import { policySchema } from '../policy.ts';
import { branches } from './tree.ts';

/** What can be wrong with a policy: of a single value, then of values beside each other. */
export const POLICY_PROBLEMS = [
  'wrong_kind',
  'too_small',
  'not_above',
  'too_big',
  'not_whole',
  'bad_time',
  'not_allowed',
  'window_backwards',
  'deadlines_backwards',
  'weights_all_zero',
] as const;
export type PolicyProblemCode = (typeof POLICY_PROBLEMS)[number];

export interface PolicyProblem {
  code: PolicyProblemCode;
  /** From the section on, joined with dots. */
  path: string;
  /** The least or the most that is allowed. */
  limit: number | null;
}

/**
 * What is wrong with a policy that somebody is about to save: each value for itself by the schema, and then those that
 * contradict each other. Sections that are not known here are checked by the same rules of thumb: what begins must not
 * end before, and what comes later has no sooner deadline.
 */
export function checkPolicy(body: unknown): PolicyProblem[] {
  const parsed = policySchema.safeParse(body);
  if (!parsed.success) return parsed.error.issues.map(problemOf);
  const problems: PolicyProblem[] = [];
  const found = (code: PolicyProblemCode, path: string[]) =>
    problems.push({ code, path: path.join('.'), limit: null });
  for (const { path, branch } of branches(parsed.data)) {
    for (const [from, to] of WINDOWS) {
      const [begin, end] = [branch[from], branch[to]];
      if (typeof begin === 'string' && typeof end === 'string' && begin >= end) {
        found('window_backwards', [...path, to]);
      }
    }
    const hours = DEADLINES.filter((key) => typeof branch[key] === 'number');
    for (const [index, key] of hours.entries()) {
      const before = hours[index - 1];
      if (before && Number(branch[key]) < Number(branch[before]))
        found('deadlines_backwards', [...path, key]);
    }
  }
  const { weights } = parsed.data.dispatch;
  if (Object.values(weights).every((points) => points === 0))
    found('weights_all_zero', ['dispatch', 'weights']);
  return problems;
}

const WINDOWS = [
  ['from', 'to'],
  ['windowFrom', 'windowTo'],
] as const;
/** D6: in the order in which they fall due. */
const DEADLINES = ['firstContactHours', 'arrivalHours', 'completionHours'] as const;

type Issue = NonNullable<ReturnType<typeof policySchema.safeParse>['error']>['issues'][number];

function problemOf(issue: Issue): PolicyProblem {
  const path = issue.path.join('.');
  switch (issue.code) {
    case 'too_small':
      return { code: issue.inclusive ? 'too_small' : 'not_above', path, limit: Number(issue.minimum) };
    case 'too_big':
      return { code: 'too_big', path, limit: Number(issue.maximum) };
    case 'invalid_format':
      return { code: 'bad_time', path, limit: null };
    case 'invalid_type':
      return { code: issue.expected === 'int' ? 'not_whole' : 'wrong_kind', path, limit: null };
    default:
      return { code: 'not_allowed', path, limit: null };
  }
}
