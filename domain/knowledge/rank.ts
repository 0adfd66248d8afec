import type { TicketKind } from '../vocabulary.ts';

/**
 * Search over a few hundred texts, without an engine: Chinese in pairs of characters, other scripts in words. What
 * stands in the title counts most.
 */
export interface Ranked {
  title: string;
  keywords: string;
  body: string;
  kinds: readonly TicketKind[];
  categories: readonly string[];
}

export interface Wanted {
  terms: readonly string[];
  kind?: TicketKind;
  category?: string;
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/** 空调不制冷 E1 → 空调, 调不, 不制, 制冷, e1 */
export function termsOf(text: string): string[] {
  const runs = plain(text).match(/[\p{Script=Han}]+|[\p{L}\p{N}]+/gu) ?? [];
  const parts = runs.flatMap((run) => run.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []);
  return [...new Set(parts.flatMap((part) => (/\p{Script=Han}/u.test(part) ? pairs(part) : [part])))];
}

const pairs = (run: string): string[] =>
  run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));

const TITLE = 6;
const KEYWORD = 4;
const BODY = 1;
/** Of the pairs of a sentence many span two words and stand nowhere. */
const NEEDED = 0.4;

/** How well a text fits; null when it does not. With nothing searched for: how close to the matter in hand. */
export function rank(text: Ranked, { terms, kind, category }: Wanted): number | null {
  const nearness = nearTo(text.categories, category, CATEGORY_WEIGHT) + nearTo(text.kinds, kind, KIND_WEIGHT);
  if (terms.length === 0) return Number.isFinite(nearness) ? nearness : null;
  const title = plain(text.title);
  const keywords = plain(text.keywords);
  const body = plain(text.body);
  let hits = 0;
  let score = 0;
  for (const term of terms) {
    const worth =
      (title.includes(term) ? TITLE : 0) +
      (keywords.includes(term) ? KEYWORD : 0) +
      (body.includes(term) ? BODY : 0);
    if (worth > 0) hits += 1;
    score += worth;
  }
  if (hits / terms.length < NEEDED) return null;
  // What is written for another product still answers, only later.
  return (score * hits) / terms.length + (Number.isFinite(nearness) ? nearness : 0);
}

const CATEGORY_WEIGHT = 3;
const KIND_WEIGHT = 2;

/** For all: 0; for this one: its weight; for others only: not at all. */
function nearTo(own: readonly string[], wanted: string | undefined, weight: number): number {
  if (own.length === 0) return 0;
  if (wanted === undefined) return 0;
  return own.includes(wanted) ? weight : Number.NEGATIVE_INFINITY;
}
