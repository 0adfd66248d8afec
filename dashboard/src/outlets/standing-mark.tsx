import { useTranslation } from 'react-i18next';
import { mayWork, type Standing } from '../../../domain/vocabulary.ts';

/** How an outlet stands: what gets no work stands out. */
export function StandingMark({ standing }: { standing: Standing }) {
  const { t } = useTranslation();
  const level = mayWork(standing) ? (standing === 'good' ? 'quiet' : 'soon') : 'late';
  return <span className={level}>{t(`trade.standing.${standing}`)}</span>;
}
