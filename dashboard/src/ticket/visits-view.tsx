import { useTranslation } from 'react-i18next';
import { formatFen } from '../../../domain/money.ts';
import { useFieldwork } from '../api/queries.ts';
import { RuleTag } from '../parts/rule-tag.tsx';
import { When } from '../parts/when.tsx';
import { missingOf, type Visit } from './chain.ts';
import { ChainView } from './chain-view.tsx';
import { ApplianceParts, FieldworkView, type VisitWork } from './fieldwork-view.tsx';

/** Each way to the customer's home, with its chain of service actions (H5). */
export function VisitsView({ ticketId, visits }: { ticketId: number; visits: Visit[] }) {
  const { t } = useTranslation();
  const fieldwork = useFieldwork(ticketId).data;
  if (visits.length === 0) return null;
  return (
    <section>
      <h2 className="ticket-section">{t('ticket.visits')}</h2>
      {visits.map((visit) => (
        <VisitView
          key={visit.id}
          visit={visit}
          work={fieldwork?.visits.find(({ visitId }) => visitId === visit.id)}
        />
      ))}
      {fieldwork && <ApplianceParts fieldwork={fieldwork} />}
    </section>
  );
}

function VisitView({ visit, work }: { visit: Visit; work: VisitWork | undefined }) {
  const { t } = useTranslation();
  const missing = missingOf(visit);
  const who = [visit.outletName, visit.technicianName].filter(Boolean).join(' · ');
  return (
    <div className="visit">
      <p>
        <b>{t('ticket.visitNo', { number: visit.number })}</b> {who}
        <span className="quiet"> {t(`trade.visitOutcome.${visit.outcome}`)}</span>
        {visit.appointmentAt && (
          <span className="quiet">
            {' · '}
            {t('ticket.appointment')} <When at={visit.appointmentAt} until={visit.appointmentUntil} />
          </span>
        )}
      </p>
      <ChainView visit={visit} work={work} />
      {missing.length > 0 && (
        <p className="missing">
          {t('ticket.missing', {
            actions: missing.map((action) => t(`trade.action.${action}`)).join(t('common.comma')),
          })}{' '}
          <RuleTag rule="H5" />
        </p>
      )}
      {visit.summary && (
        <p>
          {visit.summary}
          {visit.outcome === 'finished' && (
            <span className="quiet"> {t('ticket.charge', { yuan: formatFen(visit.chargeFen) })}</span>
          )}
        </p>
      )}
      {work && <FieldworkView work={work} />}
    </div>
  );
}
