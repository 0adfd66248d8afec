import type { SetupSounds } from '../../domain/contracts/setup.ts';
import { speakingSeconds } from '../../domain/phone/speaking-time.ts';
import type { PhoneSetup } from '../../domain/setup/phone-setup.ts';
import { LANGUAGES, type Language } from '../../domain/vocabulary.ts';
import { startInbound } from '../flow/start.ts';
import type { Reference } from '../flow/types.ts';
import { isPromptKey, words } from '../prompts/index.ts';
import { sampleOf } from '../prompts/told.ts';
import type { Line } from '../prompts/types.ts';

/** How a setup sounds: what a caller of whom nothing is known hears first, and each sentence of one's own. */
export function soundsOf(setup: PhoneSetup, reference: Reference, now: Date): SetupSounds {
  const ref = { ...reference, setup, setupKey: 'heard' };
  const sound = (text: string) => ({ text, seconds: Math.round(speakingSeconds(text)) });
  const byLanguage = <T>(make: (language: Language) => T) =>
    Object.fromEntries(LANGUAGES.map((language) => [language, make(language)])) as Record<Language, T>;
  return {
    beginning: byLanguage((language) => {
      const profile = { customer: null, appliance: null, site: null, ticket: null };
      const outcome = startInbound({ contactId: 1, language, number: '+8613900139000', profile }, ref, now);
      const lines = 'command' in outcome ? [] : outcome.lines;
      return sound(lines.map((line) => words(line, language, setup.prompts).text).join(' '));
    }),
    prompts: byLanguage((language) =>
      Object.fromEntries(
        Object.keys(setup.prompts[language])
          .filter(isPromptKey)
          .map((key) => {
            const line = { key, params: sampleOf(key, language, setup.menu.items) } as Line;
            return [key, sound(words(line, language, setup.prompts).text)];
          }),
      ),
    ),
  };
}
