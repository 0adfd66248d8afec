import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallerBrief } from '../../../domain/contracts/desk.ts';
import { useTicket } from '../api/queries.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { groupTicket } from '../text/numbers.ts';
import { TimelineView } from '../ticket/timeline-view.tsx';
import { useBrief } from './use-brief.ts';

/** What became of the caller's last requests, step by step; each is read when it is opened. */
export function CallerHistory({ contactId }: { contactId: number }) {
  const { t } = useTranslation();
  const { data } = useBrief(contactId);
  if (!data || data.tickets.length === 0) return null;
  return (
    <>
      <h3 className="pane-title">{t('deskForm.history')}</h3>
      {data.tickets.slice(0, 5).map((ticket) => (
        <Past key={ticket.id} ticket={ticket} />
      ))}
    </>
  );
}

function Past({ ticket }: { ticket: CallerBrief['tickets'][number] }) {
  const { t } = useTranslation();
  const { categoryName } = useReferenceData();
  const [open, setOpen] = useState(false);
  return (
    <details className="article" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {t(`trade.kind.${ticket.kind}`)} {categoryName(ticket.category)} · {groupTicket(ticket.number)}{' '}
        <span className="quiet">
          <When at={ticket.openedAt} />
        </span>
      </summary>
      {open && <Steps ticketId={ticket.id} />}
    </details>
  );
}

function Steps({ ticketId }: { ticketId: number }) {
  const ticket = useTicket(ticketId);
  if (ticket.error && !ticket.data)
    return <TroubleAlert error={ticket.error} retry={() => void ticket.refetch()} />;
  return ticket.data ? <TimelineView detail={ticket.data} /> : <div className="pane-skeleton" aria-busy />;
}
