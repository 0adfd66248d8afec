import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet } from 'react-router-dom';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { homeOf, isOutletOnly } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { HotlineTime } from './hotline-time.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { LineIndicator } from './line-indicator.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { UserMenu } from './user-menu.tsx';
import './outlet-shell.css';

/** For a phone in one hand: no navigation, little on top, the work. */
export function OutletShell() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <div className="outlet-shell">
      <header className="outlet-bar">
        {isOutletOnly(me) ? <strong>{me.placeName}</strong> : <Link to={homeOf(me)}>{t('shell.back')}</Link>}
        <div className="outlet-bar-side">
          <LineIndicator />
          <HotlineTime />
          <LanguageSwitch />
          <UserMenu />
        </div>
      </header>
      <OfflineBanner />
      <main className="outlet-main">
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
