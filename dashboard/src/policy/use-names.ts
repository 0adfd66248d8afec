import { useTranslation } from 'react-i18next';
import { FIELD_KINDS, PRIORITIES } from '../../../domain/vocabulary.ts';
import { useReferenceData } from '../parts/reference.tsx';

/** By the end of a name, what its figure counts. */
const UNITS = [
  ['Hours', 'hours'],
  ['Minutes', 'minutes'],
  ['Seconds', 'seconds'],
  ['Days', 'days'],
  ['Km', 'km'],
  ['kmh', 'kmh'],
  ['seconds', 'seconds'],
  ['days', 'days'],
  ['minutes', 'minutes'],
  ['weights', 'points'],
] as const;

/**
 * The name of what stands at a path of the policy: by the whole path, by its last word, by what the trade calls it; and
 * else the word itself, so that a section that nobody has named yet can be read too.
 */
export function usePolicyNames() {
  const { t, i18n } = useTranslation();
  const { categories, categoryName } = useReferenceData();
  const known = (key: string): string | null => (i18n.exists(key) ? t(key as 'policy.title') : null);

  const tradeName = (word: string): string | null => {
    const kind = FIELD_KINDS.find((name) => name === word);
    if (kind) return t(`trade.kind.${kind}`);
    const priority = PRIORITIES.find((name) => name === word);
    if (priority) return t(`trade.priority.${priority}`);
    if (categories.some(({ code }) => code === word)) return categoryName(word);
    if (/^\d$/.test(word)) return t('policy.tier', { tier: word });
    return null;
  };
  const wordName = (word: string): string =>
    known(`policy.word.${word}`) ??
    tradeName(word) ??
    (word.includes('.')
      ? word.split('.').map(wordName).join(' · ')
      : word
          .replace(/([a-z])([A-Z])/g, '$1 $2')
          .replaceAll('_', ' ')
          .toLowerCase());

  const name = (path: readonly string[]): string =>
    known(`policy.name.${path.join('_')}`) ?? wordName(path.at(-1) ?? '');

  return {
    name,
    hint: (path: readonly string[]): string | null => known(`policy.hint.${path.join('_')}`),
    /** '' where the figure is a bare number. */
    unit: (path: readonly string[]): string => {
      for (const word of [...path].reverse()) {
        const unit = UNITS.find(([end]) => word.endsWith(end));
        if (unit) return t(`policy.unit.${unit[1]}`);
      }
      return '';
    },
    /** From the section on, for a list of changes. */
    wholeName: (path: readonly string[]): string =>
      path.map((_, index) => name(path.slice(0, index + 1))).join(' › '),
  };
}

/** The rule of service that a path carries out: the longest beginning counts. */
export function ruleOf(rules: Record<string, string>, path: readonly string[]): string | null {
  for (let length = path.length; length > 0; length--) {
    const rule = rules[path.slice(0, length).join('.')];
    if (rule) return rule;
  }
  return null;
}
