import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { EmptyState } from '../parts/empty-state.tsx';
import { TicketView } from './ticket-view.tsx';

/** A ticket with an address of its own. */
export function TicketPage() {
  const { t } = useTranslation();
  const id = Number(useParams().ticketId);
  if (!Number.isInteger(id) || id <= 0) {
    return (
      <EmptyState title={t('problem.not_found')}>
        <Link to="/tickets">{t('ticket.toList')}</Link>
      </EmptyState>
    );
  }
  return (
    <div className="page ticket-page">
      <TicketView key={id} id={id} />
    </div>
  );
}
