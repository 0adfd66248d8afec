import { Segmented } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { HonestyView } from '../honesty/honesty-view.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { mayProve, maySeeCoverage, maySeeDialler, maySettle } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { CoverageView } from './coverage-view.tsx';
import { DiallerView } from './dialler-view.tsx';
import { narrowingOf } from './narrowing.ts';
import { ObligationList } from './obligation-list.tsx';
import { PauseNotice } from './pause-notice.tsx';
import { Worklist } from './worklist.tsx';
import './followup.css';

/** With its chart, which the others do without. */
const ResultsView = lazy(async () => ({ default: (await import('./results-view.tsx')).ResultsView }));

const VIEWS = ['work', 'all', 'dialler', 'coverage', 'results', 'honesty'] as const;

/** The calls that are owed: those that wait for a person, all of them, the dialler at work, and whether none is forgotten (F5). */
export function FollowupsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const views = VIEWS.filter(
    (view) =>
      ((view !== 'coverage' && view !== 'results') || maySeeCoverage(me)) &&
      (view !== 'dialler' || maySeeDialler(me)) &&
      (view !== 'honesty' || mayProve(me)),
  );
  // Whoever settles no calls comes for how they were settled.
  const first = maySettle(me) || !maySeeCoverage(me) ? 'work' : 'coverage';
  const view = views.find((name) => name === params.get('view')) ?? first;
  return (
    <div className="page">
      <header className="panel-head">
        <h1 className="page-title">{t('nav.followups')}</h1>
        <Segmented
          value={view}
          onChange={(next) => setParams((before) => ({ ...narrowingOf(before), view: next }))}
          options={views.map((name) => ({ value: name, label: t(`followup.view.${name}`) }))}
        />
      </header>
      {(view === 'work' || view === 'coverage') && <PauseNotice />}
      {view === 'work' && <Worklist />}
      {view === 'all' && <ObligationList />}
      {view === 'dialler' && <DiallerView />}
      {view === 'coverage' && <CoverageView />}
      {view === 'honesty' && <HonestyView />}
      {view === 'results' && (
        <Suspense fallback={<PageSkeleton />}>
          <ResultsView />
        </Suspense>
      )}
    </div>
  );
}
