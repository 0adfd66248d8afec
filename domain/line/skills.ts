import type { Language, TicketKind } from '../vocabulary.ts';

/**
 * What an agent must know to take a call, as words: `lang:zh`, `kind:complaint`, `cat:television`. An agent who has
 * `kind:*` or `cat:*` knows them all; a language is always named.
 */
export function requiredSkills(call: {
  language: Language;
  kind?: TicketKind | null;
  category?: string | null;
}): string[] {
  return [
    `lang:${call.language}`,
    ...(call.kind ? [`kind:${call.kind}`] : []),
    ...(call.category ? [`cat:${call.category}`] : []),
  ];
}

/** What a desk knows until somebody says otherwise. */
export const USUAL_SKILLS: readonly string[] = ['lang:zh', 'kind:*', 'cat:*'];

/** One skill: its sort, and a word of ours or all. */
export const SKILL = /^(?:lang:[a-z]{2}|(?:kind|cat):(?:\*|[a-z_]{2,24}))$/;

const isLanguage = (skill: string): boolean => skill.startsWith('lang:');

/** @param any beyond the language anybody will do */
export function hasSkills(known: readonly string[], required: readonly string[], any = false): boolean {
  return required.every(
    (skill) =>
      (any && !isLanguage(skill)) ||
      known.includes(skill) ||
      (!isLanguage(skill) && known.includes(`${skill.split(':')[0]}:*`)),
  );
}
