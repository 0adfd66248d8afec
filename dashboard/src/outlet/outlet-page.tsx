import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { outletRoom } from '../../../domain/contracts/events.ts';
import { useOutlet } from '../api/queries.ts';
import { mostUrgentFirst } from '../board/columns.ts';
import { useBoard } from '../live/live.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { mayAnswerOffers } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { JobLink } from './job-link.tsx';
import { OfferCard } from './offer-card.tsx';
import './outlet.css';

const DONE_SHOWN = 20;

/** An outlet's day: what is offered, what is in hand, what was finished last. */
export function OutletPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const { outletIds } = me.scope;
  const outletId = outletIds.find((id) => id === Number(params.get('outlet'))) ?? outletIds[0] ?? 0;
  const { tickets, seq } = useBoard(outletRoom(outletId));
  const cards = [...tickets.values()];
  const inState = (...states: TicketCard['state'][]) =>
    cards.filter(({ state }) => states.includes(state)).sort(mostUrgentFirst);
  const offers = inState('offered');
  const jobs = inState('accepted', 'in_progress');
  const done = inState('done')
    .sort((a, b) => b.stateSince.localeCompare(a.stateSince))
    .slice(0, DONE_SHOWN);
  if (seq === null) return <OutletSkeleton />;
  return (
    <div className="outlet-page">
      {outletIds.length > 1 && (
        <Select
          aria-label={t('outlet.which')}
          value={outletId}
          onChange={(id) => setParams({ outlet: String(id) })}
          options={outletIds.map((id) => ({ value: id, label: <OutletName id={id} /> }))}
        />
      )}
      <section>
        <h2 className="outlet-heading">
          {t('outlet.offers')} <b>{offers.length}</b>
        </h2>
        {offers.map((card) => (
          <OfferCard key={card.id} card={card} outletId={outletId} mayAnswer={mayAnswerOffers(me)} />
        ))}
        {offers.length === 0 && <p className="quiet">{t('outlet.noOffers')}</p>}
      </section>
      <section>
        <h2 className="outlet-heading">
          {t('outlet.jobs')} <b>{jobs.length}</b>
        </h2>
        {jobs.map((card) => (
          <JobLink key={card.id} card={card} />
        ))}
        {jobs.length === 0 && <EmptyState title={t('outlet.noJobs')} hint={t('outlet.noJobsHint')} />}
      </section>
      {done.length > 0 && (
        <details className="outlet-done">
          <summary className="outlet-heading">
            {t('outlet.done')} <b>{done.length}</b>
          </summary>
          {done.map((card) => (
            <JobLink key={card.id} card={card} />
          ))}
        </details>
      )}
    </div>
  );
}

function OutletName({ id }: { id: number }) {
  const outlet = useOutlet(id);
  return outlet.data?.name ?? `#${id}`;
}

const OutletSkeleton = () => (
  <div className="outlet-page" aria-busy="true">
    <div className="job-skeleton" />
    <div className="job-skeleton" />
    <div className="job-skeleton" />
  </div>
);
