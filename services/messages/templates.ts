import type { Language, MessageTemplate } from '../../domain/vocabulary.ts';
import { fillHoles, holesIn, isBroken } from '../../domain/wording.ts';
import { BUILT_IN, type BuiltIn, type TemplateParams } from './built-in.ts';

export type { TemplateParams } from './built-in.ts';

/** Who writes. Networks refuse a text without it, so that no wording can leave it out. */
export const SIGNATURE: Record<Language, string> = { zh: '【一线】', en: '[Yixian] ' };

/** What is known of a template, whatever it is told. */
export const builtIn = (template: MessageTemplate): BuiltIn<unknown> =>
  BUILT_IN[template] as unknown as BuiltIn<unknown>;

/**
 * The text of a message, signed.
 *
 * @param own an administrator's wording; the built-in one when left out or ''
 */
export function messageText<T extends MessageTemplate>(
  template: T,
  language: Language,
  params: TemplateParams[T],
  own = '',
): string {
  const { parts, [language]: text } = builtIn(template);
  return SIGNATURE[language] + fillHoles(own || text, (name) => parts[name]?.(params, language) ?? '');
}

export type WordingFault = 'broken' | 'unknown_part' | 'missing_part' | 'too_long';
/** What the carrier takes at most; a wording keeps well below, as its parts may grow. */
const LONGEST = 500;

/** Why a wording cannot be used; `part` is what it names wrongly, or lacks. */
export function wordingFault(
  template: MessageTemplate,
  text: string,
): { fault: WordingFault; part?: string } | null {
  const { parts, needs } = builtIn(template);
  if (isBroken(text)) return { fault: 'broken' };
  const named = holesIn(text);
  const unknown = named.find((name) => !Object.hasOwn(parts, name));
  if (unknown) return { fault: 'unknown_part', part: unknown };
  const missing = needs.find((name) => !named.includes(name));
  if (missing) return { fault: 'missing_part', part: missing };
  return text.length > LONGEST ? { fault: 'too_long' } : null;
}
