import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Wallboard } from '../../../domain/contracts/desk.ts';
import { groupCount, percent } from '../text/numbers.ts';
import { useSeconds } from '../time/clock.ts';
import { ticking } from '../time/words.ts';
import { alarmOfLevel, alarmOfWait, listOfToday } from './figures.ts';

/** The figures of the line and of its day; each opens its list. */
export function DayFigures({ board }: { board: Wallboard }) {
  const { t } = useTranslation();
  const { today } = board;
  const seconds = today.serviceLevelSeconds;
  const share = today.abandonment === null ? undefined : percent(today.abandonment);
  const time = (value: number | null) => (value === null ? '–' : ticking(value * 1_000));
  return (
    <>
      <section className="day-figures" aria-label={t('pulse.label')}>
        <Figure
          to="#line"
          name={t('supervise.figure.waiting')}
          value={groupCount(board.waiting)}
          note={board.waitingRescue > 0 && t('supervise.rescueWaiting', { count: board.waitingRescue })}
          alarm={board.waitingRescue > 0 ? 'late' : undefined}
        />
        <LongestWait board={board} />
        <Figure
          to={listOfToday({ late: 'true' })}
          name={t('supervise.figure.serviceLevel')}
          value={today.serviceLevel === null ? '–' : percent(today.serviceLevel)}
          note={t('supervise.within', { seconds })}
          alarm={alarmOfLevel(today.serviceLevel)}
          means={t('supervise.levelMeans', { seconds })}
        />
        <Figure to={listOfToday({})} name={t('supervise.figure.offered')} value={groupCount(today.offered)} />
        <Figure
          to={listOfToday({ outcome: 'answered' })}
          name={t('supervise.figure.answered')}
          value={groupCount(today.answered)}
        />
        <Figure
          to={listOfToday({ outcome: 'abandoned' })}
          name={t('supervise.figure.abandoned')}
          value={groupCount(today.abandoned)}
          note={share && t('supervise.ofOffered', { share })}
        />
        <Figure
          to={listOfToday({ outcome: 'callback' })}
          name={t('supervise.figure.callbacks')}
          value={groupCount(board.callbacks)}
        />
        <Figure
          to={listOfToday({ outcome: 'answered' })}
          name={t('supervise.figure.averageWait')}
          value={time(today.averageWaitSeconds)}
        />
        <Figure
          to={listOfToday({ outcome: 'answered' })}
          name={t('supervise.figure.averageHandle')}
          value={time(today.averageHandleSeconds)}
        />
      </section>
      <p className="quiet level-means">{t('supervise.levelMeans', { seconds })}</p>
    </>
  );
}

function LongestWait({ board }: { board: Wallboard }) {
  const { t } = useTranslation();
  const now = useSeconds();
  const waited = board.longestSince ? now - Date.parse(board.longestSince) : null;
  return (
    <Figure
      to="#line"
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
  means?: string;
}

function Figure({ to, name, value, note, alarm, means }: Figure) {
  return (
    <Tooltip title={means}>
      <Link to={to} className="day-figure" data-alarm={alarm}>
        <span>{name}</span>
        <strong>{value}</strong>
        <em>{note || '\u00a0'}</em>
      </Link>
    </Tooltip>
  );
}
