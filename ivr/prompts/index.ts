import type { Language } from '../../domain/vocabulary.ts';
import { en } from './en.ts';
import type { Line, PromptKey, Prompts } from './types.ts';
import { fill, type Wordings } from './wording.ts';
import { zh } from './zh.ts';

const prompts: Record<Language, Prompts> = { zh, en };

/**
 * The words of one line, and the language that they are in.
 *
 * @param own sentences that stand in for the built-in ones
 */
export function words(
  line: Line,
  callerLanguage: Language,
  own?: Wordings,
): { text: string; language: Language } {
  const language = line.language ?? callerLanguage;
  const text = own?.[language][line.key];
  if (text !== undefined) return { text: fill(text, line.key, line.params, language), language };
  // The key decides the type of its parameters; the compiler cannot follow that through the table.
  const prompt = prompts[language][line.key] as (params: Line['params']) => string;
  return { text: prompt(line.params), language };
}

export const PROMPT_KEYS = Object.keys(zh) as PromptKey[];
export const isPromptKey = (key: string): key is PromptKey => Object.hasOwn(zh, key);
