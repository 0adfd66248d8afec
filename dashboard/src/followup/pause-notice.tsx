import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useDialPause } from '../api/followup-queries.ts';
import { When } from '../parts/when.tsx';
import { maySeeCoverage, maySeeDialler } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';

/** F1: while the dialler is paused: since when, by whom and why, wherever its calls are looked at. */
export function PauseNotice() {
  const { t } = useTranslation();
  const me = useMe();
  const paused = useDialPause(maySeeCoverage(me));
  if (!paused) return null;
  const { at, by, reason } = paused;
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      className="pause-notice"
      title={
        <>
          {by ? t('dialler.pausedBy', { by }) : t('dialler.pausedDone')}
          {t('common.dot')}
          {t('dialler.pausedFrom')} <When at={at} />
          {reason && <q>{reason}</q>}
        </>
      }
      action={maySeeDialler(me) && <Link to="/followups?view=dialler">{t('dialler.look')}</Link>}
    />
  );
}
