import { Alert, Skeleton } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { RequestFailed } from '../api/problem.ts';
import { useFieldwork, useTicket } from '../api/queries.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useMe } from '../session/session.tsx';
import { DeadlineList } from '../ticket/deadline-list.tsx';
import { TicketHeader } from '../ticket/ticket-header.tsx';
import { JobChain } from './job-chain.tsx';
import { JobCustomer } from './job-customer.tsx';
import { JobFieldwork } from './job-fieldwork.tsx';
import { JobWork } from './job-work.tsx';
import { OfferAnswer } from './offer-answer.tsx';
import { usePlace, wherePlace } from './place.ts';
import { useQueued } from './queue/field-context.tsx';
import { jobOnPhone } from './queue/overlay.ts';
import { QueueStrip } from './queue-strip.tsx';
import './outlet.css';
import '../ticket/ticket.css';

/** One job: where to go, whom to call, and the one thing to do next. Works from what the phone keeps. */
export function JobPage() {
  const { t } = useTranslation();
  const ticketId = Number(useParams().ticketId);
  const ticket = useTicket(ticketId);
  const fieldwork = useFieldwork(ticketId).data;
  const items = useQueued();
  const outletId = useMe().scope.outletIds[0] ?? 0;
  const job = ticket.data && jobOnPhone(ticket.data, items);
  const place = usePlace();
  const atWork = job?.detail.moves.includes('action');
  // Asked for early, so that nobody waits for a satellite when something is done.
  useEffect(() => {
    if (atWork) void wherePlace();
  }, [atWork]);
  const unread =
    ticket.error && !(ticket.data && ticket.error instanceof RequestFailed && ticket.error.unsure);
  return (
    <div className="outlet-page">
      <Link to="/o" className="job-back">
        ‹ {t('outlet.back')}
      </Link>
      <QueueStrip ticketId={ticketId} />
      {unread && (
        <TroubleAlert
          error={ticket.error}
          kept={job && t('common.keptShown')}
          retry={() => ticket.refetch()}
        />
      )}
      {!job && !ticket.error && ticket.fetchStatus === 'paused' && (
        <Alert type="warning" showIcon title={t('field.notOnPhone')} />
      )}
      {!job && !ticket.error && ticket.fetchStatus !== 'paused' && (
        <Skeleton active={false} paragraph={{ rows: 8 }} />
      )}
      {job && (
        <>
          <TicketHeader card={job.detail.card} />
          <JobCustomer detail={job.detail} site={fieldwork?.site ?? null} />
          {job.finished && <Alert type="info" showIcon title={t('field.finishedHere')} />}
          <JobChain detail={job.detail} waiting={job.waiting} />
          <JobFieldwork detail={job.detail} fieldwork={fieldwork} />
          <DeadlineList detail={job.detail} />
          {atWork && place?.state === 'refused' && <p className="quiet">{t('field.placeRefused')}</p>}
          {job.detail.moves.includes('accept') && (
            <div className="job-bar">
              <OfferAnswer card={job.detail.card} outletId={job.detail.card.outletId ?? outletId} />
            </div>
          )}
          {atWork && <JobWork job={job} fieldwork={fieldwork} />}
        </>
      )}
    </div>
  );
}
