import { Suspense } from 'react';
import { Outlet, useSearchParams } from 'react-router-dom';
import { CallBar } from '../desk/call-bar.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { TicketDrawer } from '../ticket/ticket-drawer.tsx';
import { Navigation } from './navigation.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { TopBar } from './top-bar.tsx';
import './shell.css';

/** The one shell: duties at the left, the line's pulse on top, the work in the middle. */
export function Shell() {
  const [params] = useSearchParams();
  return (
    <div className="shell" data-ticket={params.get('ticket') ?? undefined}>
      <Navigation />
      <div className="shell-main">
        <TopBar />
        <OfflineBanner />
        <CallBar />
        <main className="shell-page">
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <TicketDrawer />
    </div>
  );
}
