import i18next, { type TFunction } from 'i18next';
import { resources } from '../../dashboard/src/i18n/resources.ts';

const instance = i18next.createInstance();
await instance.init({ resources, lng: 'zh', interpolation: { escapeValue: false } });

/** The dashboard's words in a language. */
export const wordsIn = (language: 'zh' | 'en'): TFunction => instance.getFixedT(language);
