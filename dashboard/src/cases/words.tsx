import { useTranslation } from 'react-i18next';
import type { CaseLevel } from '../../../domain/vocabulary.ts';
import { useLanguage } from '../i18n/language.ts';

/** A unit, outlet or brand by its name in the reader's language; '' for none. */
export function useNamed(): (one: { name: string; nameEn: string | null } | null) => string {
  const language = useLanguage();
  return (one) => (one ? (language === 'en' && one.nameEn) || one.name : '');
}

/** C1–C3: at which level it is; headquarters' stands out. */
export function LevelOf({ level }: { level: CaseLevel }) {
  const { t } = useTranslation();
  return (
    <span className="case-level" data-level={level}>
      {t(`trade.caseLevel.${level}`)}
    </span>
  );
}
