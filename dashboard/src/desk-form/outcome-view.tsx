import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import { get } from '../api/client.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { groupTicket } from '../text/numbers.ts';
import { useOpenTicket } from '../ticket/open-ticket.ts';
import type { RequestDraft } from './draft.ts';
import { TellCaller } from './tell-caller.tsx';

interface OutcomeView {
  outcome: NonNullable<RequestDraft['outcome']>;
  /** Begins another request on the same call. */
  again: () => void;
}

/** H4: the number to say, what happens next and when, and how the dispatch goes meanwhile. */
export function OutcomeView({ outcome, again }: OutcomeView) {
  const { t } = useTranslation();
  const open = useOpenTicket();
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => head.current?.focus(), []);
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), ROUTING_MS);
    return () => clearTimeout(timer);
  }, []);
  const ticket = useQuery({
    queryKey: ['ticket', outcome.ticketId],
    queryFn: ({ signal }) => get<TicketDetail>(`/api/tickets/${outcome.ticketId}`, {}, signal),
    // The board tells of most changes; who speaks with a customer waits for none of them.
    refetchInterval: ({ state }) => (SETTLING.has(state.data?.card.state ?? 'new') ? 2_000 : 30_000),
  });
  const card = ticket.data?.card;
  return (
    <section className="outcome" aria-label={t('deskForm.outcome')} ref={head} tabIndex={-1}>
      <p className="quiet">{t(`deskForm.${outcome.what}`)}</p>
      <p className="outcome-number">{groupTicket(outcome.number)}</p>
      {ticket.error && !card && <TroubleAlert error={ticket.error} retry={() => void ticket.refetch()} />}
      {ticket.data && card && (
        <>
          <p className="outcome-state" role="status">
            <span className="state" data-state={card.state}>
              {t(`trade.state.${card.state}`)}
            </span>
            {card.outletName && <span>{card.outletName}</span>}
            {card.dueAt && card.dueKind && (
              <span className="quiet">
                {t(`trade.dueKind.${card.dueKind}`)} <When at={card.dueAt} />
              </span>
            )}
          </p>
          <TellCaller
            ticket={ticket.data}
            chased={outcome.what === 'chased'}
            promise={card.state !== 'new' || waited}
          />
        </>
      )}
      <div className="outcome-acts">
        <Button onClick={() => open(outcome.ticketId)}>{t('deskForm.show')}</Button>
        <Button onClick={again}>{t('deskForm.again')}</Button>
      </div>
    </section>
  );
}

/** Until routing has answered, or for so long, nothing is promised: the deadlines are still being reckoned. */
const ROUTING_MS = 3_000;

const SETTLING = new Set(['new', 'offered', 'needs_details']);
