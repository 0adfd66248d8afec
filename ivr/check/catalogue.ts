import type { PromptCatalogue } from '../../domain/contracts/setup.ts';
import { initialSetup } from '../../domain/setup/phone-setup.ts';
import { LANGUAGES, type Language } from '../../domain/vocabulary.ts';
import { PROMPT_KEYS, words } from '../prompts/index.ts';
import { sampleOf, toldOf } from '../prompts/told.ts';
import type { Line, PromptKey } from '../prompts/types.ts';
import { asTemplate } from '../prompts/wording.ts';

/** Announcements and the survey have their own places; what they say is not a sentence of the menu. */
const NOT_EDITED: readonly PromptKey[] = ['announcement', 'survey_question'];

/** As they come on a call: the greeting first. */
const first = PROMPT_KEYS.indexOf('greeting');
const inOrder = [...PROMPT_KEYS.slice(first), ...PROMPT_KEYS.slice(0, first)];

/** Everything that the phone says in its built-in words, and what a sentence of one's own may name. */
export function promptCatalogue(): PromptCatalogue {
  const wording = (key: PromptKey, language: Language) => {
    const sample = sampleOf(key, language, initialSetup.menu.items);
    const { text } = words({ key, params: sample } as Line, language);
    return { example: text, template: asTemplate(text, key, sample, language) };
  };
  return {
    items: inOrder
      .filter((key) => !NOT_EDITED.includes(key) && isEditable(key))
      .map((key) => ({
        key,
        parts: Object.keys(toldOf(key)?.parts ?? {}).map((name) => ({
          name,
          needed: toldOf(key)?.needs.includes(name) ?? false,
        })),
        ...(Object.fromEntries(LANGUAGES.map((language) => [language, wording(key, language)])) as Record<
          Language,
          ReturnType<typeof wording>
        >),
      })),
  };
}

/** A sentence that is told something has to say what, or it cannot be shown. */
function isEditable(key: PromptKey): boolean {
  if (toldOf(key)) return true;
  try {
    return words({ key, params: null } as Line, 'zh').text !== '';
  } catch {
    return false;
  }
}
