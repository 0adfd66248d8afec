import type { Language } from '../../domain/vocabulary.ts';
import { fillHoles, holesIn, isBroken } from '../../domain/wording.ts';
import { speak, toldOf } from './told.ts';
import type { PromptKey } from './types.ts';

/** Sentences of one's own, by prompt. */
export type Wordings = Record<Language, Record<string, string>>;

export { holesIn, isBroken };

/** A sentence of one's own with what it is told put in. A name that this sentence is not told says nothing. */
export function fill(text: string, key: PromptKey, params: unknown, language: Language): string {
  const parts = toldOf(key)?.parts ?? {};
  return fillHoles(text, (name) => parts[name]?.(params, speak[language]) ?? '');
}

/** A sentence as one to begin one's own from: what it is told in this example gives way to its name. */
export function asTemplate(text: string, key: PromptKey, sample: unknown, language: Language): string {
  const start = toldOf(key)?.start?.[language];
  if (start !== undefined) return start;
  const values = Object.entries(toldOf(key)?.parts ?? {})
    .map(([name, part]) => ({ name, value: part(sample, speak[language]) }))
    .filter(
      (one): one is { name: string; value: string } => typeof one.value === 'string' && one.value !== '',
    )
    .sort((a, b) => b.value.length - a.value.length);
  return values.reduce((result, { name, value }) => result.replaceAll(value, `{${name}}`), text);
}
