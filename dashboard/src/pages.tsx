import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Route, Routes } from 'react-router-dom';
import { EmptyState } from './parts/empty-state.tsx';
import { PageSkeleton } from './parts/page-skeleton.tsx';
import { dutiesOf, homeOf, isOutletOnly } from './session/duties.ts';
import { useMe } from './session/session.tsx';
import { OutletShell } from './shell/outlet-shell.tsx';
import { Shell } from './shell/shell.tsx';

/** Each page by the first part of its address. */
const load = {
  desk: () => import('./desk/desk-page.tsx'),
  supervise: () => import('./wallboard/supervise-page.tsx'),
  wallboard: () => import('./wallboard/wallboard-page.tsx'),
  board: () => import('./board/board-page.tsx'),
  plan: () => import('./timeline/timeline-page.tsx'),
  calls: () => import('./calls/calls-page.tsx'),
  followups: () => import('./followup/followups-page.tsx'),
  cases: () => import('./cases/cases-page.tsx'),
  script: () => import('./script/script-page.tsx'),
  recordings: () => import('./recordings/recordings-page.tsx'),
  messages: () => import('./messages/messages-page.tsx'),
  numbers: () => import('./numbers/numbers-page.tsx'),
  tickets: () => import('./tickets/tickets-page.tsx'),
  outlets: () => import('./outlets/outlets-page.tsx'),
  work: () => import('./work/work-page.tsx'),
  prices: () => import('./prices/prices-page.tsx'),
  campaigns: () => import('./campaigns/campaigns-page.tsx'),
  knowledge: () => import('./knowledge/knowledge-page.tsx'),
  counter: () => import('./counter/counter-page.tsx'),
  imports: () => import('./imports/imports-page.tsx'),
  integrations: () => import('./integrations/integrations-page.tsx'),
  setup: () => import('./setup/setup-page.tsx'),
  policy: () => import('./policy/policy-page.tsx'),
  o: () => import('./outlet/outlet-page.tsx'),
};
const isPage = (name: string): name is keyof typeof load => Object.hasOwn(load, name);

// The page is fetched while the session is still being asked for.
const [, wanted = ''] = location.pathname.split('/');
if (isPage(wanted)) void load[wanted]();

const BoardPage = lazy(async () => ({ default: (await load.board()).BoardPage }));
const TimelinePage = lazy(async () => ({ default: (await load.plan()).TimelinePage }));
const DeskPage = lazy(async () => ({ default: (await load.desk()).DeskPage }));
const SupervisePage = lazy(async () => ({ default: (await load.supervise()).SupervisePage }));
const WallboardPage = lazy(async () => ({ default: (await load.wallboard()).WallboardPage }));
const CallsPage = lazy(async () => ({ default: (await load.calls()).CallsPage }));
const FollowupsPage = lazy(async () => ({ default: (await load.followups()).FollowupsPage }));
const CasesPage = lazy(async () => ({ default: (await load.cases()).CasesPage }));
const ScriptPage = lazy(async () => ({ default: (await load.script()).ScriptPage }));
const RecordingsPage = lazy(async () => ({ default: (await load.recordings()).RecordingsPage }));
const MessagesPage = lazy(async () => ({ default: (await load.messages()).MessagesPage }));
const NumbersPage = lazy(async () => ({ default: (await load.numbers()).NumbersPage }));
const TicketsPage = lazy(async () => ({ default: (await load.tickets()).TicketsPage }));
const OutletsPage = lazy(async () => ({ default: (await load.outlets()).OutletsPage }));
const WorkPage = lazy(async () => ({ default: (await load.work()).WorkPage }));
const PricesPage = lazy(async () => ({ default: (await load.prices()).PricesPage }));
const KnowledgePage = lazy(async () => ({ default: (await load.knowledge()).KnowledgePage }));
const CampaignsPage = lazy(async () => ({ default: (await load.campaigns()).CampaignsPage }));
const CounterPage = lazy(async () => ({ default: (await load.counter()).CounterPage }));
const ImportsPage = lazy(async () => ({ default: (await load.imports()).ImportsPage }));
const IntegrationsPage = lazy(async () => ({ default: (await load.integrations()).IntegrationsPage }));
const PolicyPage = lazy(async () => ({ default: (await load.policy()).PolicyPage }));
const SetupPage = lazy(async () => ({ default: (await load.setup()).SetupPage }));
const OutletPage = lazy(async () => ({ default: (await load.o()).OutletPage }));
const TicketPage = lazy(async () => ({ default: (await import('./ticket/ticket-page.tsx')).TicketPage }));
const JobPage = lazy(async () => ({ default: (await import('./outlet/job-page.tsx')).JobPage }));

/** Which page stands at which address, for whom. */
export function Pages() {
  const me = useMe();
  const duties = dutiesOf(me);
  const home = <Navigate to={homeOf(me)} replace />;
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Routes>
        {duties.includes('outlet') && (
          <Route element={<OutletShell />}>
            <Route path="/o" element={<OutletPage />} />
            <Route path="/o/:ticketId" element={<JobPage />} />
          </Route>
        )}
        {duties.includes('plan') && isOutletOnly(me) && (
          <Route element={<OutletShell wide />}>
            <Route path="/plan" element={<TimelinePage />} />
          </Route>
        )}
        {duties.includes('cases') && isOutletOnly(me) && (
          <Route element={<OutletShell wide />}>
            <Route path="/cases" element={<CasesPage />} />
          </Route>
        )}
        {duties.includes('prices') && isOutletOnly(me) && (
          <Route element={<OutletShell wide />}>
            <Route path="/prices" element={<PricesPage />} />
          </Route>
        )}
        {duties.includes('supervise') && <Route path="/wallboard" element={<WallboardPage />} />}
        {!isOutletOnly(me) && (
          <Route element={<Shell />}>
            {duties.includes('board') && <Route path="/board" element={<BoardPage />} />}
            {duties.includes('plan') && <Route path="/plan" element={<TimelinePage />} />}
            {duties.includes('desk') && <Route path="/desk" element={<DeskPage />} />}
            {duties.includes('supervise') && <Route path="/supervise" element={<SupervisePage />} />}
            {duties.includes('calls') && <Route path="/calls" element={<CallsPage />} />}
            {duties.includes('tickets') && <Route path="/tickets" element={<TicketsPage />} />}
            {duties.includes('outlets') && <Route path="/outlets" element={<OutletsPage />} />}
            {duties.includes('work') && <Route path="/work" element={<WorkPage />} />}
            {duties.includes('prices') && <Route path="/prices" element={<PricesPage />} />}
            {duties.includes('followups') && <Route path="/followups" element={<FollowupsPage />} />}
            {duties.includes('cases') && <Route path="/cases" element={<CasesPage />} />}
            {duties.includes('script') && <Route path="/script" element={<ScriptPage />} />}
            {duties.includes('knowledge') && <Route path="/knowledge" element={<KnowledgePage />} />}
            {duties.includes('campaigns') && <Route path="/campaigns" element={<CampaignsPage />} />}
            {duties.includes('counter') && <Route path="/counter" element={<CounterPage />} />}
            {duties.includes('imports') && <Route path="/imports" element={<ImportsPage />} />}
            {duties.includes('integrations') && <Route path="/integrations" element={<IntegrationsPage />} />}
            {duties.includes('policy') && <Route path="/policy" element={<PolicyPage />} />}
            {duties.includes('setup') && <Route path="/setup" element={<SetupPage />} />}
            {duties.includes('recordings') && <Route path="/recordings" element={<RecordingsPage />} />}
            {duties.includes('messages') && <Route path="/messages" element={<MessagesPage />} />}
            {duties.includes('numbers') && <Route path="/numbers" element={<NumbersPage />} />}
            <Route path="/tickets/:ticketId" element={<TicketPage />} />
          </Route>
        )}
        {duties.length > 0 && <Route path="*" element={home} />}
        <Route path="*" element={<NoDuty />} />
      </Routes>
    </Suspense>
  );
}

function NoDuty() {
  const { t } = useTranslation();
  return <EmptyState title={t('shell.noDuty')} hint={t('shell.noDutyHint')} />;
}
