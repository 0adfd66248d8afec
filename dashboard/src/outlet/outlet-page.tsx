import { useQueryClient } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { outletRoom } from '../../../domain/contracts/events.ts';
import { useOutlet } from '../api/queries.ts';
import { mostUrgentFirst } from '../board/columns.ts';
import { useBoard } from '../live/live.tsx';
import { mayAnswerOffers } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { DayList } from './day-list.tsx';
import { InstallHint } from './install-hint.tsx';
import { JobLink } from './job-link.tsx';
import { OfferCard } from './offer-card.tsx';
import { QueueStrip } from './queue-strip.tsx';
import './outlet.css';

const DONE_SHOWN = 20;

/** An outlet's day: what waits to be sent, what is offered, today's jobs in order, what was finished last. */
export function OutletPage() {
  const { t } = useTranslation();
  const me = useMe();
  const queries = useQueryClient();
  const [params, setParams] = useSearchParams();
  const { outletIds } = me.scope;
  const outletId = outletIds.find((id) => id === Number(params.get('outlet'))) ?? outletIds[0] ?? 0;
  const { tickets, seq } = useBoard(outletRoom(outletId));
  // The board is live; where the jobs are is read anew when it moves.
  useEffect(() => {
    if (seq !== null) void queries.invalidateQueries({ queryKey: ['field'] });
  }, [queries, seq]);
  const cards = [...tickets.values()];
  const inState = (...states: TicketCard['state'][]) =>
    cards.filter(({ state }) => states.includes(state)).sort(mostUrgentFirst);
  const offers = inState('offered');
  const done = inState('done')
    .sort((a, b) => b.stateSince.localeCompare(a.stateSince))
    .slice(0, DONE_SHOWN);
  return (
    <div className="outlet-page">
      {outletIds.length > 1 && (
        <Select
          size="large"
          aria-label={t('outlet.which')}
          value={outletId}
          onChange={(id) => setParams({ outlet: String(id) })}
          options={outletIds.map((id) => ({ value: id, label: <OutletName id={id} /> }))}
        />
      )}
      <InstallHint />
      <QueueStrip />
      {seq !== null && (
        <section>
          <h2 className="outlet-heading">
            {t('outlet.offers')} <b>{offers.length}</b>
          </h2>
          {offers.map((card) => (
            <OfferCard key={card.id} card={card} outletId={outletId} mayAnswer={mayAnswerOffers(me)} />
          ))}
          {offers.length === 0 && <p className="quiet">{t('outlet.noOffers')}</p>}
        </section>
      )}
      <DayList outletId={outletId} />
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
