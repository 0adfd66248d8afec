import { useTranslation } from 'react-i18next';
import { EndedCalls } from './ended-calls.tsx';
import { LiveCalls } from './live-calls.tsx';

/** The line: who is on it now, and how those before ended (H2). */
export function CallsPage() {
  const { t } = useTranslation();
  return (
    <div className="page">
      <h1 className="page-title">{t('nav.calls')}</h1>
      <LiveCalls />
      <EndedCalls />
    </div>
  );
}
