import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Wallboard } from '../../../domain/contracts/desk.ts';
import { groupCount, percent } from '../text/numbers.ts';
import { useSeconds } from '../time/clock.ts';
import { ticking } from '../time/words.ts';
import { alarmOfLevel, alarmOfWait, listOfToday, wholePercent } from './figures.ts';

/** Four figures to be seen from the far end of the room, the others below them. Each opens its list. */
export function WallFigures({ board }: { board: Wallboard }) {
  const { t } = useTranslation();
  const { today } = board;
  const seconds = today.serviceLevelSeconds;
  const time = (value: number | null) => (value === null ? '–' : ticking(value * 1_000));
  return (
    <section aria-label={t('pulse.label')}>
      <div className="wall-great">
        <WallFigure
          to="/supervise#line"
          name={t('supervise.figure.waiting')}
          value={groupCount(board.waiting)}
          note={board.waitingRescue > 0 && t('supervise.rescueWaiting', { count: board.waitingRescue })}
          alarm={board.waitingRescue > 0 ? 'late' : undefined}
        />
        <WallLongest board={board} />
        <WallFigure
          to={listOfToday({ late: 'true' })}
          name={t('supervise.figure.serviceLevel')}
          value={today.serviceLevel === null ? '–' : wholePercent(today.serviceLevel)}
          note={t('supervise.within', { seconds })}
          alarm={alarmOfLevel(today.serviceLevel)}
        />
        <WallFigure
          to={listOfToday({ outcome: 'abandoned' })}
          name={t('supervise.figure.abandoned')}
          value={groupCount(today.abandoned)}
          note={today.abandonment !== null && t('supervise.ofOffered', { share: percent(today.abandonment) })}
        />
      </div>
      <div className="wall-small">
        <WallFigure
          to={listOfToday({})}
          name={t('supervise.figure.offered')}
          value={groupCount(today.offered)}
        />
        <WallFigure
          to={listOfToday({ outcome: 'answered' })}
          name={t('supervise.figure.answered')}
          value={groupCount(today.answered)}
        />
        <WallFigure
          to={listOfToday({ outcome: 'callback' })}
          name={t('supervise.figure.callbacks')}
          value={groupCount(board.callbacks)}
        />
        <WallFigure
          to={listOfToday({ outcome: 'answered' })}
          name={t('supervise.figure.averageWait')}
          value={time(today.averageWaitSeconds)}
        />
        <WallFigure
          to={listOfToday({ outcome: 'answered' })}
          name={t('supervise.figure.averageHandle')}
          value={time(today.averageHandleSeconds)}
        />
      </div>
      <p className="wall-means">{t('supervise.levelMeans', { seconds })}</p>
    </section>
  );
}

function WallLongest({ board }: { board: Wallboard }) {
  const { t } = useTranslation();
  const now = useSeconds();
  const waited = board.longestSince ? now - Date.parse(board.longestSince) : null;
  return (
    <WallFigure
      to="/supervise#line"
      name={t('supervise.figure.longest')}
      value={waited === null ? '–' : ticking(waited)}
      alarm={alarmOfWait(waited, board.today.serviceLevelSeconds)}
    />
  );
}

interface Figure {
  to: string;
  name: string;
  value: string;
  note?: ReactNode;
  alarm?: 'soon' | 'late' | undefined;
}

function WallFigure({ to, name, value, note, alarm }: Figure) {
  return (
    <Link to={to} className="wall-figure" data-alarm={alarm}>
      <span>{name}</span>
      <strong data-long={value.length > 5 || undefined}>{value}</strong>
      {note && <em>{note}</em>}
    </Link>
  );
}
