import { isTooLongToSay } from '../../domain/phone/say-limits.ts';
import { speakingSeconds } from '../../domain/phone/speaking-time.ts';
import type { PhoneSetup } from '../../domain/setup/phone-setup.ts';
import { problem, type SetupProblem } from '../../domain/setup/problem.ts';
import { localDay, localTime } from '../../domain/time.ts';
import { LANGUAGES, type Language } from '../../domain/vocabulary.ts';
import type { Reference } from '../flow/types.ts';
import { isPromptKey, words } from '../prompts/index.ts';
import { sampleOf, toldOf } from '../prompts/told.ts';
import type { Line, PromptKey } from '../prompts/types.ts';
import { holesIn, isBroken } from '../prompts/wording.ts';

/** ‡ Longer than this nobody listens. */
const LONG_SECONDS = 30;

const HANZI = /\p{Script=Han}/u;
const WITHOUT_HOLES = /\{\w+\}/g;

/** The sentences of one's own: complete, in their language, and naming the keys that the built-in ones name. */
export function checkPrompts({ setup }: Reference): SetupProblem[] {
  return LANGUAGES.flatMap((language) =>
    Object.entries(setup.prompts[language]).flatMap(([key, text]) =>
      isPromptKey(key)
        ? checkPrompt(key, text, language, setup)
        : [problem('prompt_unknown', 'prompts', { at: key, language })],
    ),
  );
}

function checkPrompt(key: PromptKey, text: string, language: Language, setup: PhoneSetup): SetupProblem[] {
  const found: SetupProblem[] = [];
  const say = (code: Parameters<typeof problem>[0], figures: SetupProblem['figures'] = {}) =>
    found.push(problem(code, 'prompts', { at: key, language, figures }));
  const told = toldOf(key);
  const named = holesIn(text);
  for (const name of named) if (!told?.parts[name]) say('hole_unknown', { name });
  for (const name of told?.needs ?? []) if (!named.includes(name)) say('hole_missing', { name });
  if (isBroken(text)) say('brackets_broken');
  const own = text.replace(WITHOUT_HOLES, '');
  if (language === 'zh' && !HANZI.test(own) && /\p{L}/u.test(own)) say('not_chinese');
  if (language === 'en' && HANZI.test(own)) say('not_english');
  const other = language === 'zh' ? 'en' : 'zh';
  if (setup.prompts[other][key] === undefined) say('other_language_unchanged', { other });

  const line = { key, params: sampleOf(key, language, setup.menu.items) } as Line;
  const spoken = words(line, language, setup.prompts).text;
  const builtIn = words(line, language).text;
  const keys = keysIn(spoken);
  for (const pressed of keysIn(builtIn)) if (!keys.has(pressed)) say('key_unspoken', { key: pressed });
  const meant = keysIn(builtIn);
  for (const pressed of keys) if (!meant.has(pressed)) say('key_means_nothing', { key: pressed });
  if (isTooLongToSay(spoken)) say('say_too_long', { characters: spoken.length });
  const seconds = Math.round(speakingSeconds(spoken));
  if (seconds > LONG_SECONDS && seconds > speakingSeconds(builtIn)) say('long_to_hear', { seconds });
  return found;
}

const NAMES: Record<string, string> = { 星号: '*', star: '*', 井号: '#', pound: '#', hash: '#' };

/** The keys that a sentence tells to press. */
export function keysIn(text: string): Set<string> {
  const named = text.matchAll(/(?:按|press(?:ing)?\s+)(?:到)?\s*(\d|星号|井号|star|pound|hash)/giu);
  return new Set([...named].map(([, key = '']) => NAMES[key.toLowerCase()] ?? key));
}

/** What is announced, in both languages; what is over is left alone. */
export function checkAnnouncements({ announcements }: PhoneSetup, now: Date, zone: string): SetupProblem[] {
  const at = `${localDay(now, zone)}T${localTime(now, zone)}`;
  return announcements.flatMap((one, index) => {
    const found: SetupProblem[] = [];
    const say = (
      code: Parameters<typeof problem>[0],
      language: Language | null = null,
      figures: SetupProblem['figures'] = {},
    ) => found.push(problem(code, 'announcements', { at: String(index), language, figures }));
    if (one.to <= one.from) say('announcement_backwards');
    if (one.to <= at && one.from < one.to) return found;
    for (const language of LANGUAGES) {
      const text = one.text[language];
      if (!/[\p{L}\p{N}]/u.test(text)) say('announcement_unspoken', language);
      else if (language === 'en' && HANZI.test(text)) say('not_english', language);
      else if (language === 'zh' && !HANZI.test(text)) say('not_chinese', language);
      const seconds = Math.round(speakingSeconds(text));
      if (seconds > LONG_SECONDS) say('long_to_hear', language, { seconds });
    }
    return found;
  });
}
