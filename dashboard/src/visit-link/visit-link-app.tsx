import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitLinkView } from '../../../domain/contracts/visits.ts';
import { get } from '../api/client.ts';
import type { RequestFailed } from '../api/problem.ts';
import { useLanguage } from '../i18n/language.ts';
import { LinkPage } from '../parts/link-page.tsx';
import { groupPhone, groupTicket } from '../text/numbers.ts';
import { dayOf, localTime } from '../time/words.ts';
import { VisitChange } from './visit-change.tsx';
import '../details/details.css';
import './visit-link.css';

type Loaded = { link: VisitLinkView } | { failure: RequestFailed } | null;

/** H6: the customer's own page about a visit: when somebody comes, and another time with two presses. Plain parts. */
export function VisitLinkApp({ token }: { token: string }) {
  const { t } = useTranslation();
  const [loaded, setLoaded] = useState<Loaded>(null);
  const path = `/api/visit-link/${encodeURIComponent(token)}`;
  const load = useCallback(
    () =>
      get<VisitLinkView>(path).then(
        (link) => setLoaded({ link }),
        (failure: RequestFailed) => setLoaded({ failure }),
      ),
    [path],
  );
  useEffect(() => void load(), [load]);
  return (
    <LinkPage>
      {loaded === null && <p className="quiet">{t('details.loading')}</p>}
      {loaded && 'failure' in loaded && <Failure failure={loaded.failure} retry={load} />}
      {loaded && 'link' in loaded && <Visit link={loaded.link} path={path} reload={load} />}
    </LinkPage>
  );
}

interface VisitProps {
  link: VisitLinkView;
  path: string;
  reload: () => Promise<void>;
}

function Visit({ link, path, reload }: VisitProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [said, setSaid] = useState<string | null>(null);
  const { category, kind, current, standing } = link;
  const what = [
    category && ((language === 'en' && category.nameEn) || category.name),
    t(`trade.kind.${kind}`),
  ];
  const done = async (words: string) => {
    await reload();
    setSaid(words);
  };
  return (
    <>
      <h1>{t(`visitLink.title.${standing === 'self' && !current ? 'choose' : standing}`)}</h1>
      <p className="quiet">
        {what.filter(Boolean).join(' ')} · {t('details.ticket', { number: groupTicket(link.ticketNumber) })}
      </p>
      {said && (
        <p className="visit-said" role="status">
          {said}
        </p>
      )}
      {current && (
        <dl className="visit-now">
          <dt>{t('visitLink.when')}</dt>
          <dd>
            <WindowWords from={current.from} until={current.until} link={link} />
          </dd>
          {link.technicianName && (
            <>
              <dt>{t('visitLink.technician')}</dt>
              <dd>{link.technicianName}</dd>
            </>
          )}
          {link.outletName && (
            <>
              <dt>{t('visitLink.outlet')}</dt>
              <dd>{link.outletName}</dd>
            </>
          )}
        </dl>
      )}
      {standing === 'self' ? (
        <VisitChange link={link} path={path} done={done} reload={reload} />
      ) : (
        <p>{t(`visitLink.means.${standing}`, { hours: link.changeUntilHours })}</p>
      )}
      <p className="visit-call">
        {t('visitLink.orCall')} <a href={`tel:${link.hotline}`}>{groupPhone(link.hotline)}</a>
      </p>
    </>
  );
}

/** 明天 14:00–18:00 */
function WindowWords({ from, until, link }: { from: string; until: string | null; link: VisitLinkView }) {
  const { t } = useTranslation();
  const { timeZone, now } = link;
  const times = [from, until].filter((at) => at !== null).map((at) => localTime(at, timeZone).time);
  return (
    <>
      {dayOf(from, Date.parse(now), timeZone, t)} <span className="visit-time">{times.join('–')}</span>
    </>
  );
}

/** No longer valid is an end; anything else can be tried again. */
function Failure({ failure, retry }: { failure: RequestFailed; retry: () => void }) {
  const { t } = useTranslation();
  const over = !failure.unsure;
  return (
    <div className="details-end" role={over ? undefined : 'alert'}>
      <h1>{t(over ? 'details.expired' : 'details.unreachable')}</h1>
      <p>{t(over ? 'visitLink.expiredMeans' : 'details.unreachableMeans')}</p>
      {!over && (
        <button type="button" className="big-button" onClick={retry}>
          {t('common.retry')}
        </button>
      )}
    </div>
  );
}
