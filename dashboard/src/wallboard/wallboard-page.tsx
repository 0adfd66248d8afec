import { FullscreenOutlined } from '@ant-design/icons';
import { type CSSProperties, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useDialPause } from '../api/followup-queries.ts';
import { useLineState } from '../live/live.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { maySeeCoverage, maySeeDialler } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { paletteVariables } from '../theme/apply-palette.ts';
import { useNow, useSeconds } from '../time/clock.ts';
import { dateOf, dayTime, localTime } from '../time/words.ts';
import { useWallboard, useWallboardRefusal } from './use-wallboard.ts';
import { WallAgents } from './wall-agents.tsx';
import { WallFigures } from './wall-figures.tsx';
import { WallLine } from './wall-line.tsx';
import './wall.css';

/** For a screen on the wall: dark, readable at six metres, all of it at once. */
export function WallboardPage() {
  const { t } = useTranslation();
  const board = useWallboard();
  const refused = useWallboardRefusal();
  const dark = useMemo(() => paletteVariables('dark') as CSSProperties, []);
  return (
    <main className="wall" style={dark} aria-busy={!board && !refused}>
      <WallHead />
      {refused && <EmptyState title={t('supervise.refused')} hint={t('supervise.refusedHint')} />}
      {board && (
        <>
          <WallFigures board={board} />
          <div className="wall-floor">
            <WallAgents board={board} />
            <WallLine board={board} />
          </div>
        </>
      )}
      {!board && !refused && <p className="wall-loading">{t('supervise.loading')}</p>}
    </main>
  );
}

function WallHead() {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const { phase, offlineSince } = useLineState();
  const now = useSeconds();
  return (
    <header className="wall-head">
      <h1>{t('supervise.wallWords.title')}</h1>
      <nav>
        <Link to="/supervise">{t('supervise.wallWords.back')}</Link>
        <button type="button" onClick={() => void document.documentElement.requestFullscreen()}>
          <FullscreenOutlined /> {t('supervise.wallWords.full')}
        </button>
      </nav>
      <WallPause />
      <span className="wall-live" data-phase={phase}>
        {offlineSince === null
          ? t('supervise.wallWords.live')
          : t('supervise.wallWords.offline', { time: localTime(offlineSince, timeZone).time })}
      </span>
      <time>
        {dateOf(now, timeZone, t)} <b>{localTime(now, timeZone).second}</b>
      </time>
    </header>
  );
}

/** F1: while the dialler is paused: since when, and by whom. */
function WallPause() {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const me = useMe();
  const now = useNow();
  const paused = useDialPause(maySeeCoverage(me));
  if (!paused) return null;
  const { at, by } = paused;
  const words = (
    <>
      {by ? t('dialler.pausedBy', { by }) : t('dialler.pausedDone')}
      {t('common.dot')}
      {t('dialler.pausedFrom')} {dayTime(at, now, timeZone, t)}
    </>
  );
  return (
    <span className="wall-pause" role="status">
      {maySeeDialler(me) ? <Link to="/followups?view=dialler">{words}</Link> : words}
    </span>
  );
}
