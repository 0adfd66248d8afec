import { useTranslation } from 'react-i18next';
import type { StandingChangeView } from '../../../domain/contracts/outlets.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { When } from '../parts/when.tsx';
import { useNow } from '../time/clock.ts';
import { dayTime } from '../time/words.ts';

/** S4: every change of standing, newest first, with who and why. */
export function StandingHistory({ history }: { history: StandingChangeView[] }) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const now = useNow();
  if (history.length === 0) return <p className="quiet">{t('outlets.noHistory')}</p>;
  return (
    <ol className="standing-history">
      {history.map(({ id, from, to, state, reason, by, madeAt, takesEffectAt, moved, calledOff }) => (
        <li key={id}>
          <div>
            <strong className={state === 'called_off' ? 'quiet' : undefined}>
              {t(`trade.standing.${from}`)} → {t(`trade.standing.${to}`)}
            </strong>{' '}
            {state === 'planned' && (
              <span className="soon">
                {t('outlets.planned', { time: dayTime(takesEffectAt, now, timeZone, t) })}
              </span>
            )}
            {moved > 0 && <span>{t('outlets.movedWords', { count: moved })}</span>}
          </div>
          <div className="quiet">
            <When at={state === 'in_force' ? takesEffectAt : madeAt} /> {by}
            {t('common.comma')}
            {reason}
          </div>
          {calledOff && <div className="quiet">{t('outlets.calledOff', calledOff)}</div>}
        </li>
      ))}
    </ol>
  );
}
