import { expect } from 'chai';
import { policy as en } from '../../dashboard/src/i18n/en/policy.ts';
import { policy as zh } from '../../dashboard/src/i18n/zh/policy.ts';
import { branches } from '../../domain/policy/tree.ts';
import { initialPolicy } from '../../domain/policy.ts';
import { FIELD_KINDS, PRIORITIES } from '../../domain/vocabulary.ts';

/** Said by the trade's own words, or a number, or a product. */
const TRADE: readonly string[] = [...FIELD_KINDS, ...PRIORITIES];
const ofTrade = (word: string, path: string) =>
  TRADE.includes(word) || path.startsWith('dispatch.ownFirst.') || path.startsWith('plan.serviceMinutesFor.');

describe('names of the policy', () => {
  for (const [language, words] of [
    ['zh', zh],
    ['en', en],
  ] as const) {
    it(`are there for every value, in ${language}`, () => {
      const { name, word } = words.policy;
      const nameless = [...branches(initialPolicy)]
        .flatMap(({ path, branch }) => Object.keys(branch).map((key) => [...path, key]))
        .filter((path) => !(path.join('_') in name) && !((path.at(-1) ?? '') in word))
        .filter((path) => !ofTrade(path.at(-1) ?? '', path.join('.')))
        .map((path) => path.join('.'));
      expect(nameless).to.deep.equal([]);
    });
  }
});
