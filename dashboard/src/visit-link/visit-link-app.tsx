import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitLinkView } from '../../../domain/contracts/visits.ts';
import { useLanguage } from '../i18n/language.ts';
import { Linked } from '../parts/linked.tsx';
import { groupPhone, groupTicket } from '../text/numbers.ts';
import { dayOf, localTime } from '../time/words.ts';
import { VisitChange } from './visit-change.tsx';
import './visit-link.css';

/** H6: the customer's own page about a visit: when somebody comes, and another time with two presses. Plain parts. */
export function VisitLinkApp({ token }: { token: string }) {
  const { t } = useTranslation();
  const path = `/api/visit-link/${encodeURIComponent(token)}`;
  return (
    <Linked<VisitLinkView> path={path} expiredMeans={t('visitLink.expiredMeans')}>
      {(link, reload) => <Visit link={link} path={path} reload={reload} />}
    </Linked>
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
