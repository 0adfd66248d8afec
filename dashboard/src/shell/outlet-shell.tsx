import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation } from 'react-router-dom';
import { beginInstalling } from '../outlet/install.ts';
import { FieldProvider } from '../outlet/queue/field-context.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { dutiesOf, homeOf, isOutletOnly, PATH_OF } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { HotlineTime } from './hotline-time.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { LineIndicator } from './line-indicator.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { UserMenu } from './user-menu.tsx';
import './outlet-shell.css';

/** For a phone in one hand: no navigation, little on top, the work. */
export function OutletShell({ wide = false }: { wide?: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  useEffect(() => void beginInstalling(), []);
  return (
    <FieldProvider>
      <div className="outlet-shell">
        <header className="outlet-bar">
          {isOutletOnly(me) ? <OutletPlaces /> : <Link to={homeOf(me)}>{t('shell.back')}</Link>}
          <div className="outlet-bar-side">
            <LineIndicator />
            <HotlineTime />
            <LanguageSwitch />
            <UserMenu />
          </div>
        </header>
        <OfflineBanner />
        <main className="outlet-main" data-wide={wide || undefined}>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </FieldProvider>
  );
}

/** The outlet's work, its technicians' day, and its cases, for whoever sees to them; not the one at hand. */
function OutletPlaces() {
  const { t } = useTranslation();
  const me = useMe();
  const { pathname } = useLocation();
  const places = dutiesOf(me).filter((duty) => !pathname.startsWith(PATH_OF[duty]));
  return (
    <span className="outlet-places">
      <strong>{me.placeName}</strong>
      {places.map((duty) => (
        <Link key={duty} to={PATH_OF[duty]}>
          {t(`nav.${duty}`)}
        </Link>
      ))}
    </span>
  );
}
