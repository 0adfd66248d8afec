import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { words } from './words.ts';

const KEY = 'yixian.phone.language';

export type Language = keyof typeof words;

/** Chinese first; English for whoever chose it here before. */
export async function startLanguage(): Promise<void> {
  const chosen: Language = localStorage.getItem(KEY) === 'en' ? 'en' : 'zh-CN';
  await i18next.use(initReactI18next).init({
    lng: chosen,
    fallbackLng: 'zh-CN',
    resources: words,
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = chosen;
}

export function switchLanguage(): void {
  const next: Language = i18next.language === 'en' ? 'zh-CN' : 'en';
  localStorage.setItem(KEY, next);
  document.documentElement.lang = next;
  void i18next.changeLanguage(next);
}
