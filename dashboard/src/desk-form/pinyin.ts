import { pinyin } from 'pinyin-pro';

/** How a Chinese name is typed with Latin letters: 岳麓 → yl, yuelu. Latin letters stay as they are. */
export interface LatinKeys {
  initials: string;
  full: string;
}

const known = new Map<string, LatinKeys>();

export function latinKeys(name: string): LatinKeys {
  const before = known.get(name);
  if (before) return before;
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true }).map((one) =>
    one.toLowerCase(),
  );
  const keys = {
    initials: syllables.map((one) => one[0] ?? '').join(''),
    full: syllables.join('').replace(/\s/g, ''),
  };
  known.set(name, keys);
  return keys;
}

/** Whether what is typed is how this name begins, or a part of it in Chinese. */
export function typedAs(text: string, name: string): boolean {
  const typed = text.replace(/\s/g, '').toLowerCase();
  if (typed === '') return true;
  if (name.replace(/\s/g, '').toLowerCase().includes(typed)) return true;
  if (!/^[a-z]+$/.test(typed)) return false;
  const { initials, full } = latinKeys(name);
  return initials.startsWith(typed) || full.startsWith(typed);
}
