import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import type { Fieldwork } from '../../../domain/contracts/fieldwork.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { useDayWords, When } from '../parts/when.tsx';
import { groupPhone } from '../text/numbers.ts';
import { currentVisit } from '../ticket/chain.ts';
import { CallCustomer } from './call-customer.tsx';
import { Way } from './way.tsx';

interface Customer {
  detail: TicketDetail;
  site: Fieldwork['site'] | null;
}

/** Whom to call and where to go. The number stays masked: calls go through the hotline, while the job is in hand. */
export function JobCustomer({ detail, site }: Customer) {
  const { t } = useTranslation();
  const { places, categoryName } = useReferenceData();
  const day = useDayWords();
  const { card, contactNumber, appliance } = detail;
  const visit = currentVisit(detail.visits);
  return (
    <section className="panel job-customer">
      {visit?.appointmentAt ? (
        <p className="job-time">
          {t('ticket.appointment')}{' '}
          <b>
            <When at={visit.appointmentAt} until={visit.appointmentUntil} />
          </b>
        </p>
      ) : (
        detail.plannedDay && (
          <p className="job-time">{t('ticket.planned', { day: day(detail.plannedDay) })}</p>
        )
      )}
      <div className="job-contact">
        <div>
          <b>{detail.customerName ?? t('ticket.unknownCustomer')}</b>
          <div className="phone">{contactNumber ? groupPhone(contactNumber) : t('calls.hidden')}</div>
        </div>
      </div>
      {detail.moves.includes('call') && contactNumber && <CallCustomer detail={detail} />}
      <p className="job-address">
        {places.whole(card.districtCode, detail.address) || t('ticket.noAddress')}
      </p>
      {site && <Way {...site} />}
      {!detail.address && detail.spokenAddress && (
        <p className="spoken">
          {t('ticket.spoken')} <q>{detail.spokenAddress}</q>
        </p>
      )}
      {appliance && (
        <p className="quiet">
          {[appliance.brand, categoryName(appliance.category), appliance.model].filter(Boolean).join(' ')}{' '}
          {appliance.underWarranty ? t('ticket.underWarranty') : t('ticket.outOfWarranty')}
        </p>
      )}
      {detail.description && <p>{detail.description}</p>}
    </section>
  );
}
