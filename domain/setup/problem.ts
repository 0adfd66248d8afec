import type { Language } from '../vocabulary.ts';

/** The parts of the setup, in the order in which they are edited. */
export const SETUP_PARTS = ['menu', 'prompts', 'hours', 'announcements', 'wait'] as const;
export type SetupPart = (typeof SETUP_PARTS)[number];

/** What the check can find. An error keeps the setup from being published, a warning is shown. */
export const PROBLEM_CODES = {
  /** Two choices on one key: the second is never reached. */
  key_taken: 'error',
  /** From this question no key, no word and no silence leads to an end. */
  dead_end: 'error',
  /** From this question it takes more than one key to a person. */
  agent_far: 'error',
  /** A key is named that means nothing there. */
  key_means_nothing: 'error',
  /** A key that can be pressed there is not named. */
  key_unspoken: 'error',
  menu_too_long: 'error',
  slow_to_first_choice: 'warning',
  nothing_offered: 'warning',
  prompt_unknown: 'warning',
  hole_unknown: 'error',
  hole_missing: 'error',
  brackets_broken: 'error',
  say_too_long: 'error',
  long_to_hear: 'warning',
  not_chinese: 'error',
  not_english: 'error',
  other_language_unchanged: 'warning',
  announcement_unspoken: 'error',
  announcement_backwards: 'error',
  never_open: 'error',
  spans_overlap: 'error',
  exception_backwards: 'error',
  exception_without_hours: 'error',
  year_not_announced: 'warning',
} as const satisfies Record<string, 'error' | 'warning'>;
export type ProblemCode = keyof typeof PROBLEM_CODES;

export interface SetupProblem {
  severity: 'error' | 'warning';
  code: ProblemCode;
  part: SetupPart;
  /** The prompt, the wish, the state of the menu, or the place in a list from 0. */
  at: string | null;
  language: Language | null;
  /** Keys, figures and names that the sentence about it needs. */
  figures: Record<string, string | number>;
}

export function problem(
  code: ProblemCode,
  part: SetupPart,
  more: Partial<Pick<SetupProblem, 'at' | 'language' | 'figures'>> = {},
): SetupProblem {
  return { severity: PROBLEM_CODES[code], code, part, at: null, language: null, figures: {}, ...more };
}
