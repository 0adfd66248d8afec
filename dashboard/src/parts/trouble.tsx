import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { RequestFailed } from '../api/problem.ts';
import { useLanguage } from '../i18n/language.ts';

const KNOWN = [
  'not_signed_in',
  'too_many_tries',
  'forbidden',
  'not_found',
  'invalid',
  'stale',
  'wrong_state',
  'duplicate',
  'outlet_stopped',
  'outlet_full',
  'expired',
  'too_long',
  'unavailable',
  'offline',
  'timeout',
] as const;
const isKnown = (code: string): code is (typeof KNOWN)[number] => (KNOWN as readonly string[]).includes(code);

/** Puts a failure into words: what happened, and what to do. */
export function useProblemWords(): (error: unknown) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return (error) => {
    if (!(error instanceof RequestFailed)) return t('problem.other');
    // The server says what exactly is wrong, in English.
    if (language === 'en' && error.detail && !error.unsure) return error.detail;
    if (isKnown(error.code)) return t(`problem.${error.code}`);
    return error.detail ?? t('problem.other');
  };
}

interface Trouble {
  error: unknown;
  /** What is kept in spite of it. */
  kept?: string;
  retry?: () => void;
  className?: string;
}

/** A failure in its place: what happened, what was kept, what to do. */
export function TroubleAlert({ error, kept, retry, className }: Trouble) {
  const { t } = useTranslation();
  const words = useProblemWords();
  return (
    <Alert
      type="error"
      showIcon
      className={className}
      title={words(error)}
      description={kept}
      action={
        retry && (
          <Button size="small" onClick={retry}>
            {t('common.retry')}
          </Button>
        )
      }
    />
  );
}
