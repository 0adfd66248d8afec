import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Wallboard } from '../../../domain/contracts/desk.ts';
import { groupPhone } from '../text/numbers.ts';
import { useSeconds } from '../time/clock.ts';
import { ticking } from '../time/words.ts';
import { alarmOfWait, inLine } from './figures.ts';

/** Rows that fit. */
const SHOWN = 6;

/** Who is next. Numbers only: names are nothing for a wall. */
export function WallLine({ board }: { board: Wallboard }) {
  const { t } = useTranslation();
  const now = useSeconds();
  const line = inLine(board);
  return (
    <Link to="/supervise#line" className="wall-line">
      <h2>
        {t('supervise.line')} <b>{line.length}</b>
      </h2>
      {line.length === 0 && <p>{t('supervise.nobodyWaits')}</p>}
      <ol>
        {line.slice(0, SHOWN).map(({ contactId, number, priority, state, waitingSince }) => {
          const waited = now - Date.parse(waitingSince);
          const alarm =
            state === 'callback' ? undefined : alarmOfWait(waited, board.today.serviceLevelSeconds);
          return (
            <li key={contactId} data-priority={priority}>
              <span>{number ? groupPhone(number) : t('desk.call.hidden')}</span>
              <em>
                {priority === 'normal'
                  ? t(`supervise.wallWords.line.${state}`)
                  : t(`trade.priority.${priority}`)}
              </em>
              <time data-alarm={alarm}>{ticking(waited)}</time>
            </li>
          );
        })}
      </ol>
      {line.length > SHOWN && <p>{t('supervise.wallWords.more', { count: line.length - SHOWN })}</p>}
    </Link>
  );
}
