import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, useLanguage } from '../i18n/language.ts';

/** What a customer opens from a text message: the name, the other language, and the one thing it is about. */
export function LinkPage({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className="details-page">
      <header className="details-head">
        <span className="brand-name">{t('brand.name')}</span>
        <button
          type="button"
          className="plain-button"
          onClick={() => chooseLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {language === 'zh' ? 'English' : '中文'}
        </button>
      </header>
      <main>{children}</main>
    </div>
  );
}
