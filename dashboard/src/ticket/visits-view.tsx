import { useTranslation } from 'react-i18next';
import { formatFen } from '../../../domain/money.ts';
import { useFieldwork } from '../api/queries.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { RuleTag } from '../parts/rule-tag.tsx';
import { When } from '../parts/when.tsx';
import { useNow } from '../time/clock.ts';
import { dayTime } from '../time/words.ts';
import { missingOf, type Visit } from './chain.ts';
import { ChainView } from './chain-view.tsx';
import { ApplianceParts, FieldworkView, type VisitWork } from './fieldwork-view.tsx';

interface Visits {
  ticketId: number;
  visits: Visit[];
  firstVisitFix: boolean | null;
}

/** Each way to the customer's home, with its chain of service actions (H5). */
export function VisitsView({ ticketId, visits, firstVisitFix }: Visits) {
  const { t } = useTranslation();
  const fieldwork = useFieldwork(ticketId).data;
  if (visits.length === 0) return null;
  return (
    <section>
      <h2 className="ticket-section">
        {t('ticket.visits')}
        {firstVisitFix !== null && (
          <span className={firstVisitFix ? 'good' : 'quiet'}>
            {' '}
            {t(firstVisitFix ? 'visit.first' : 'visit.notFirst')}
          </span>
        )}
      </h2>
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
  const { timeZone } = useReferenceData();
  const now = useNow();
  const missing = missingOf(visit);
  const who = [visit.outletName, visit.technicianName].filter(Boolean).join(' · ');
  return (
    <div className="visit">
      <p>
        <b>{t('ticket.visitNo', { number: visit.number })}</b> {who}
        <span className={visit.outcome === 'open' ? 'quiet' : 'soon'}>
          {' '}
          {t(`trade.visitOutcome.${visit.outcome}`)}
          {visit.reason && ` · ${t(`trade.visitReason.${visit.reason}`)}`}
        </span>
        {visit.appointmentAt && (
          <span className="quiet">
            {' · '}
            {t('ticket.appointment')} <When at={visit.appointmentAt} until={visit.appointmentUntil} />
          </span>
        )}
      </p>
      {visit.missedAt && (
        <p className="late">
          {t('visit.missed', { time: dayTime(visit.missedAt, now, timeZone, t) })} <RuleTag rule="H6" />
        </p>
      )}
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
