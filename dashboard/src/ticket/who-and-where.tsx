import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import { CallWishField } from '../parts/call-wish.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { useDayWords } from '../parts/when.tsx';
import { maySettle } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { groupPhone } from '../text/numbers.ts';
import { DeadlineList } from './deadline-list.tsx';

/** Who asked, where it is, what it is about, and by when. Numbers come masked by role. */
export function WhoAndWhere({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation();
  const { places, categoryName } = useReferenceData();
  const day = useDayWords();
  const { card, appliance, callWish } = detail;
  const may = maySettle(useMe());
  return (
    <section className="ticket-facts">
      <dl className="facts">
        <Fact name={t('ticket.customer')}>
          {detail.customerName ?? t('ticket.unknownCustomer')}
          {detail.contactNumber && <span className="phone"> {groupPhone(detail.contactNumber)}</span>}
        </Fact>
        {callWish && (may || callWish !== 'any') && (
          <Fact name={t('callWish.name')}>
            {may ? (
              <CallWishField wish={callWish} path={`/api/tickets/${card.id}/call-wish`} />
            ) : (
              t(`trade.callWish.${callWish}`)
            )}
          </Fact>
        )}
        <Fact name={t('ticket.where')}>
          {places.whole(card.districtCode, detail.address) || t('ticket.noAddress')}
          {isPrecision(detail.addressPrecision) && (
            <span className="quiet">
              {' '}
              {t('ticket.precision', { precision: t(`trade.precision.${detail.addressPrecision}`) })}
            </span>
          )}
          {detail.spokenAddress && (
            <div className="spoken">
              {t('ticket.spoken')} <q>{detail.spokenAddress}</q>
            </div>
          )}
        </Fact>
        {appliance && (
          <Fact name={t('ticket.appliance')}>
            {[appliance.brand, categoryName(appliance.category), appliance.model].filter(Boolean).join(' ')}
            <span className="quiet">
              {' '}
              {appliance.underWarranty ? t('ticket.underWarranty') : t('ticket.outOfWarranty')}
              {appliance.purchasedOn && t('ticket.purchased', { day: appliance.purchasedOn })}
            </span>
          </Fact>
        )}
        {detail.description && <Fact name={t('ticket.description')}>{detail.description}</Fact>}
        <Fact name={t('ticket.outlet')}>
          {card.outletName ?? t('ticket.noOutlet')}
          {detail.plannedDay && (
            <span className="quiet"> {t('ticket.planned', { day: day(detail.plannedDay) })}</span>
          )}
        </Fact>
      </dl>
      <DeadlineList detail={detail} />
    </section>
  );
}

const isPrecision = (word: string | null): word is 'address' | 'township' | 'county' =>
  word === 'address' || word === 'township' || word === 'county';

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
