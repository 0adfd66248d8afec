import type { Reference } from '../../../domain/contracts/api.ts';
import { latinKeys } from './pinyin.ts';

/** A county that may be meant, and what of the text was not its name: 长沙岳麓枫林路88号 → 岳麓区, 枫林路88号. */
export interface PlaceMatch {
  code: string;
  rest: string;
}

interface County {
  code: string;
  /** Names of the prefecture above, which may stand in front. */
  above: string[];
  /** Its own names, and those with the prefecture's in front; Chinese and Latin. */
  own: string[];
  whole: string[];
}
export type PlaceIndex = County[];

const TAIL = /(?:(?:[\u4e00-\u9fff]{1,3}族)+自治[县州]|[区县市州])$/;
/** 岳麓区 → 岳麓区, 岳麓; 芷江侗族自治县 → 芷江 too */
function namesOf(name: string): string[] {
  const short = name.replace(TAIL, '');
  return short.length >= 2 && short !== name ? [name, short] : [name];
}

/** Made once for a province: every way in which a county is typed. */
export function placeIndex(districts: Reference['districts']): PlaceIndex {
  const byCode = new Map(districts.map((district) => [district.code, district]));
  const parents = new Set(districts.map(({ parentCode }) => parentCode));
  return districts
    .filter(({ code, parentCode }) => parentCode && byCode.has(parentCode) && !parents.has(code))
    .map(({ code, name, parentCode }) => {
      const above = namesOf(byCode.get(parentCode ?? '')?.name ?? '');
      const names = namesOf(name);
      const latin = names.map(latinKeys);
      const own = [...names, ...latin.flatMap(({ initials, full }) => [initials, full])];
      const whole = above.flatMap((parent) => {
        const { initials, full } = latinKeys(parent);
        return [
          ...names.map((one) => parent + one),
          ...latin.flatMap((one) => [initials + one.initials, full + one.full]),
        ];
      });
      return { code, above, own: [...new Set(own)], whole: [...new Set(whole)] };
    });
}

const LIMIT = 8;

/** Counties by what is typed or pasted, the likeliest first: in Chinese, by initials, or mixed (长沙yl). */
export function matchPlaces(text: string, index: PlaceIndex): PlaceMatch[] {
  const plain = text.trim().replace(/^[\u4e00-\u9fff]{2,3}省/, '');
  const typed = plain.replace(/\s/g, '').toLowerCase();
  if (typed === '') return [];
  const found = index.flatMap((county) => {
    const best = bestOf(typed, county);
    return best ? [{ ...best, code: county.code }] : [];
  });
  const whole = found.filter(({ partial }) => !partial);
  // Where a county is named and more is said, those of which only a beginning fits are not meant.
  const longest = Math.max(0, ...whole.map(({ used }) => used));
  return found
    .filter(({ partial, used }) => (partial ? longest <= used : used === longest))
    .sort(
      (a, b) => Number(a.partial) - Number(b.partial) || b.score - a.score || a.code.localeCompare(b.code),
    )
    .slice(0, LIMIT)
    .map(({ code, used }) => ({ code, rest: without(plain, used) }));
}

interface Found {
  /** Characters of the text that name the place. */
  used: number;
  /** Only the beginning of a name was typed. */
  partial: boolean;
  score: number;
}

function bestOf(typed: string, { own, whole, above }: County): Found | null {
  const found = [...own, ...whole].flatMap((key) => compare(typed, key));
  for (const parent of above) {
    if (!typed.startsWith(parent)) continue;
    for (const key of own) {
      for (const one of compare(typed.slice(parent.length), key)) {
        found.push({ ...one, used: one.used + parent.length, score: one.score + parent.length * 10 });
      }
    }
  }
  return found.reduce<Found | null>((best, one) => (!best || better(one, best) ? one : best), null);
}

const better = (a: Found, b: Found): boolean =>
  a.partial !== b.partial ? !a.partial : a.used !== b.used ? a.used > b.used : a.score > b.score;

function compare(typed: string, key: string): Found[] {
  const latin = /^[a-z]+/.exec(typed)?.[0] ?? '';
  if (/^[a-z]/.test(key)) {
    if (latin === '') return [];
    if (latin === key) return [{ used: key.length, partial: false, score: key.length * 10 }];
    return key.startsWith(latin) ? [{ used: latin.length, partial: true, score: -key.length }] : [];
  }
  if (typed.startsWith(key)) return [{ used: key.length, partial: false, score: key.length * 10 }];
  return key.startsWith(typed) ? [{ used: typed.length, partial: true, score: -key.length }] : [];
}

/** The text without its first `count` characters, blanks not counted. */
function without(text: string, count: number): string {
  let left = count;
  let at = 0;
  while (at < text.length && left > 0) {
    if (!/\s/.test(text[at] ?? '')) left -= 1;
    at += 1;
  }
  return text.slice(at).replace(/^[\s，,。、:：]+/, '');
}
