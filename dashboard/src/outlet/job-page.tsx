import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { useTicket } from '../api/queries.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useMe } from '../session/session.tsx';
import { DeadlineList } from '../ticket/deadline-list.tsx';
import { TicketHeader } from '../ticket/ticket-header.tsx';
import { JobChain } from './job-chain.tsx';
import { JobCustomer } from './job-customer.tsx';
import { JobWork } from './job-work.tsx';
import { OfferAnswer } from './offer-answer.tsx';
import './outlet.css';
import '../ticket/ticket.css';

/** One job: where to go, whom to call, and the one thing to do next. */
export function JobPage() {
  const { t } = useTranslation();
  const ticketId = Number(useParams().ticketId);
  const ticket = useTicket(ticketId);
  const outletId = useMe().scope.outletIds[0] ?? 0;
  const detail = ticket.data;
  return (
    <div className="outlet-page">
      <Link to="/o" className="job-back">
        ‹ {t('outlet.back')}
      </Link>
      {ticket.error && (
        <TroubleAlert
          error={ticket.error}
          kept={detail && t('common.keptShown')}
          retry={() => ticket.refetch()}
        />
      )}
      {!detail && !ticket.error && <Skeleton active={false} paragraph={{ rows: 8 }} />}
      {detail && (
        <>
          <TicketHeader card={detail.card} />
          <JobCustomer detail={detail} />
          <DeadlineList detail={detail} />
          <JobChain detail={detail} />
          {detail.moves.includes('accept') && (
            <div className="job-bar">
              <OfferAnswer card={detail.card} outletId={detail.card.outletId ?? outletId} />
            </div>
          )}
          {detail.moves.includes('action') && <JobWork detail={detail} />}
        </>
      )}
    </div>
  );
}
