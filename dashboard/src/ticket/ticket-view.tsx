import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTicket } from '../api/queries.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { PresenceLine } from '../presence/presence-mark.tsx';
import { useLooking } from '../presence/use-presence.ts';
import { FollowupView } from './followup-view.tsx';
import { TicketHeader } from './ticket-header.tsx';
import { TicketMoves } from './ticket-moves.tsx';
import { TimelineView } from './timeline-view.tsx';
import { VisitsView } from './visits-view.tsx';
import { WhoAndWhere } from './who-and-where.tsx';
import './ticket.css';
import { WaitingReplies } from './waiting-replies.tsx';

/** Everything about one ticket. A failure to read it anew leaves what was read before in place. */
export function TicketView({ id }: { id: number }) {
  const { t } = useTranslation();
  useLooking([id], 'open');
  const ticket = useTicket(id);
  if (!ticket.data) {
    if (ticket.error) return <TroubleAlert error={ticket.error} retry={() => ticket.refetch()} />;
    return <Skeleton active={false} paragraph={{ rows: 12 }} />;
  }
  const detail = ticket.data;
  return (
    <article className="ticket">
      {ticket.error && (
        <TroubleAlert error={ticket.error} kept={t('common.keptShown')} retry={() => ticket.refetch()} />
      )}
      <TicketHeader card={detail.card} />
      <PresenceLine ticketId={id} />
      <WaitingReplies detail={detail} />
      <TicketMoves detail={detail} />
      <WhoAndWhere detail={detail} />
      <VisitsView ticketId={id} visits={detail.visits} firstVisitFix={detail.firstVisitFix} />
      <FollowupView detail={detail} />
      <TimelineView detail={detail} />
    </article>
  );
}
