import { en } from './en/index.ts';
import { zh } from './zh/index.ts';

export const resources = { zh: { translation: zh }, en: { translation: en } };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof zh };
  }
}
