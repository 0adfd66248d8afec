import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Wallboard } from '../../../domain/contracts/desk.ts';
import { percent } from '../text/numbers.ts';
import { type LineFigure, useLineFigures, useLongestWait } from './line-figures.ts';

const LINE = '#line';

/** The figures of the line and of its day; each opens its list. */
export function DayFigures({ board }: { board: Wallboard }) {
  const { t } = useTranslation();
  const figures = useLineFigures(board, LINE, percent);
  const means = t('supervise.levelMeans', { seconds: board.today.serviceLevelSeconds });
  return (
    <>
      <section className="day-figures" aria-label={t('pulse.label')}>
        <Figure {...figures.waiting} />
        <LongestWait board={board} />
        <Figure {...figures.serviceLevel} means={means} />
        <Figure {...figures.offered} />
        <Figure {...figures.answered} />
        <Figure {...figures.abandoned} />
        <Figure {...figures.callbacks} />
        <Figure {...figures.averageWait} />
        <Figure {...figures.averageHandle} />
      </section>
      <p className="quiet level-means">{means}</p>
    </>
  );
}

function LongestWait({ board }: { board: Wallboard }) {
  return <Figure {...useLongestWait(board, LINE)} />;
}

function Figure({ to, name, value, note, alarm, means }: LineFigure & { means?: string }) {
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
