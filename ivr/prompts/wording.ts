import type { Language } from '../../domain/vocabulary.ts';
import { speak, toldOf } from './told.ts';
import type { PromptKey } from './types.ts';

/** Sentences of one's own, by prompt. */
export type Wordings = Record<Language, Record<string, string>>;

const HOLE = /\{(\w+)\}/g;
const SECTION = /\[([^[\]]*)\]/g;

/** What a sentence of one's own names. */
export const holesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(HOLE)].map(([, name]) => name ?? '')),
];

/** Brackets and braces that belong to nothing. */
export const isBroken = (text: string): boolean =>
  /[{}[\]]/.test(text.replace(HOLE, '').replace(SECTION, '$1'));

/** A sentence of one's own with what it is told put in. A name that this sentence is not told says nothing. */
export function fill(text: string, key: PromptKey, params: unknown, language: Language): string {
  const parts = toldOf(key)?.parts ?? {};
  const value = (name: string) => parts[name]?.(params, speak[language]) ?? '';
  const spoken = (name: string): string => {
    const told = value(name);
    return typeof told === 'string' ? told : '';
  };
  return text
    .replace(SECTION, (_all, section: string) =>
      holesIn(section).every((name) => value(name)) ? section : '',
    )
    .replace(HOLE, (_all, name: string) => spoken(name));
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
