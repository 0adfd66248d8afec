import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '../../../domain/vocabulary.ts';
import { resources } from './resources.ts';

const STORED = 'yixian.language';
const isLanguage = (word: string | null | undefined): word is Language =>
  LANGUAGES.some((language) => language === word);

const storedLanguage = (): Language | null => {
  const stored = localStorage.getItem(STORED);
  return isLanguage(stored) ? stored : null;
};

/** The browser's own wish, for whoever comes by a link. */
export const browserLanguage = (): Language =>
  navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'zh';

/** English for a browser set to it, for whoever comes to the pages of staff; Chinese otherwise. */
export const staffLanguage = (): Language => (/^en/i.test(navigator.language) ? 'en' : 'zh');

export async function startLanguage(unchosen: Language): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
  });
  await i18next.use(initReactI18next).init({
    resources,
    lng: storedLanguage() ?? unchosen,
    fallbackLng: 'zh',
    interpolation: { escapeValue: false },
  });
}

/** Chosen here, it is kept for this browser. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(STORED, language);
  void i18next.changeLanguage(language);
}

/** The language of their account, unless this browser has its own choice. */
export function followAccount(language: string): void {
  if (!storedLanguage() && isLanguage(language)) void i18next.changeLanguage(language);
}

export const useLanguage = (): Language => {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'zh';
};
