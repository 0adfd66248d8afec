export interface SpokenCategory {
  code: string;
  name: string;
  nameEn: string;
  /** Other words for it. */
  spoken: string[];
}

/** The category whose longest name is in what was said: 空调扇 is not an 空调. Null when none is named. */
export function matchCategory(spoken: string, categories: readonly SpokenCategory[]): string | null {
  const heard = spoken.toLowerCase();
  let best: { code: string; length: number } | null = null;
  for (const { code, name, nameEn, spoken: others } of categories) {
    for (const word of [name, nameEn, ...others]) {
      if (word.length > (best?.length ?? 0) && heard.includes(word.toLowerCase())) {
        best = { code, length: word.length };
      }
    }
  }
  return best?.code ?? null;
}
