import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Wallboard } from '../../../domain/contracts/desk.ts';
import { wholePercent } from './figures.ts';
import { type LineFigure, useLineFigures, useLongestWait } from './line-figures.ts';

const LINE = '/supervise#line';

/** Four figures to be seen from the far end of the room, the others below them. Each opens its list. */
export function WallFigures({ board }: { board: Wallboard }) {
  const { t } = useTranslation();
  const figures = useLineFigures(board, LINE, wholePercent);
  return (
    <section aria-label={t('pulse.label')}>
      <div className="wall-great">
        <WallFigure {...figures.waiting} />
        <WallLongest board={board} />
        <WallFigure {...figures.serviceLevel} />
        <WallFigure {...figures.abandoned} />
      </div>
      <div className="wall-small">
        <WallFigure {...figures.offered} />
        <WallFigure {...figures.answered} />
        <WallFigure {...figures.callbacks} />
        <WallFigure {...figures.averageWait} />
        <WallFigure {...figures.averageHandle} />
      </div>
      <p className="wall-means">{t('supervise.levelMeans', { seconds: board.today.serviceLevelSeconds })}</p>
    </section>
  );
}

function WallLongest({ board }: { board: Wallboard }) {
  return <WallFigure {...useLongestWait(board, LINE)} />;
}

function WallFigure({ to, name, value, note, alarm }: LineFigure) {
  return (
    <Link to={to} className="wall-figure" data-alarm={alarm}>
      <span>{name}</span>
      <strong data-long={value.length > 5 || undefined}>{value}</strong>
      {note && <em>{note}</em>}
    </Link>
  );
}
