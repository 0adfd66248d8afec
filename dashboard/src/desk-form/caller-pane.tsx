import { useTranslation } from 'react-i18next';
import type { CallerBrief, DeskCaller } from '../../../domain/contracts/desk.ts';
import { isCounter } from '../counter/counter-brief.ts';
import { CallWishField } from '../parts/call-wish.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { groupPhone } from '../text/numbers.ts';
import { ChaseButton } from './chase-button.tsx';
import './desk-form.css';
import { useDraft } from './draft.ts';
import { MenuPath } from './menu-path.tsx';
import { useBrief } from './use-brief.ts';

export interface CallerPane {
  contactId: number;
  caller: DeskCaller;
}

/** Screen pop (H9): who calls, what they own, what is open, how we last spoke, and the way through the menu. */
export function CallerPane({ contactId, caller }: CallerPane) {
  const { t } = useTranslation();
  const brief = useBrief(contactId);
  const name = brief.data?.customer?.name ?? caller.customerName;
  const gender = brief.data?.customer?.gender ?? caller.gender;
  return (
    <section className="desk-part caller-pane" aria-label={t('deskForm.caller')}>
      <header className="caller-head">
        <strong className="caller-name">
          {name ?? t('deskForm.unknown')}
          {name && (gender === 'm' || gender === 'f') && (
            <span className="quiet"> {t(`deskForm.address.${gender}`)}</span>
          )}
        </strong>
        {(caller.number || !isCounter(contactId)) && (
          <span className="phone">{caller.number ? groupPhone(caller.number) : t('calls.hidden')}</span>
        )}
      </header>
      {brief.error && !brief.data && <TroubleAlert error={brief.error} retry={() => void brief.refetch()} />}
      {brief.data ? (
        <Known brief={brief.data} caller={caller} />
      ) : (
        !brief.error && <div className="pane-skeleton" aria-busy />
      )}
      <MenuPath path={caller.path} />
    </section>
  );
}

function Known({ brief, caller }: { brief: CallerBrief; caller: DeskCaller }) {
  const { t } = useTranslation();
  const { places, categoryName } = useReferenceData();
  const { customer, rule, household, sites, appliances, tickets, calls } = brief;
  return (
    <>
      {rule && (
        <p className="soon">
          {t(`trade.numberRule.${rule.kind}`)}
          {t('common.dot')}
          {rule.reason}
        </p>
      )}
      {household.length > 0 && (
        <p className="quiet">
          {t(customer ? 'deskForm.household' : 'deskForm.sharedNumber', {
            names: household.map(({ name }) => name).join(t('common.comma')),
          })}
        </p>
      )}
      {customer && !isCounter(caller.contactId) && (
        <div className="pane-line">
          <span className="quiet">{t('callWish.name')}</span>
          <CallWishField
            wish={customer.callWish}
            path={`/api/desk/brief/${caller.contactId}/call-wish`}
            about={{ customerId: customer.id }}
          />
        </div>
      )}
      {sites.slice(0, 3).map((site) => (
        <p key={site.id} className="caller-site">
          {places.long(site.districtCode)} {withoutDistrict(site.address, places.short(site.districtCode))}
        </p>
      ))}
      <h3 className="pane-title">{t('deskForm.tickets')}</h3>
      {tickets.length === 0 && <p className="quiet">{t('deskForm.noTickets')}</p>}
      <ul className="pane-list">
        {tickets.map((ticket) => (
          <li key={ticket.id} data-open={ticket.open || undefined}>
            <div className="pane-line">
              <TicketLink id={ticket.id} number={ticket.number} />
              <span className="state" data-state={ticket.state}>
                {t(`trade.state.${ticket.state}`)}
              </span>
            </div>
            <div className="pane-line">
              <span>
                {t(`trade.kind.${ticket.kind}`)} {categoryName(ticket.category)}
                {ticket.outletName && <span className="quiet"> · {ticket.outletName}</span>}
              </span>
              {ticket.open && <ChaseButton ticket={ticket} caller={caller} />}
            </div>
            <div className="quiet">
              {t('deskForm.openedAt')} <When at={ticket.openedAt} />
              {ticket.open && ticket.appointmentAt && (
                <>
                  {' · '}
                  {t('ticket.appointment')} <When at={ticket.appointmentAt} />
                </>
              )}
              {ticket.chaseCount > 0 && ` · ${t('ticket.chased', { count: ticket.chaseCount })}`}
            </div>
          </li>
        ))}
      </ul>
      <h3 className="pane-title">{t('deskForm.appliances')}</h3>
      {appliances.length === 0 && <p className="quiet">{t('deskForm.noAppliances')}</p>}
      <ul className="pane-list">
        {appliances.map((appliance) => (
          <ApplianceLine key={appliance.id} appliance={appliance} caller={caller} />
        ))}
      </ul>
      {!isCounter(caller.contactId) && (
        <>
          <h3 className="pane-title">{t('deskForm.lastCalls')}</h3>
          {calls.length === 0 && <p className="quiet">{t('deskForm.noCalls')}</p>}
        </>
      )}
      <ul className="pane-list">
        {calls.map((call) => (
          <li key={call.id}>
            <div className="pane-line">
              <span>
                {t(`trade.direction.${call.direction}`)}
                {call.disposition && ` · ${t(`trade.disposition.${call.disposition}`)}`}
              </span>
              <span className="quiet">
                <When at={call.startedAt} />
              </span>
            </div>
            {call.note && <p className="spoken">{call.note}</p>}
            {call.agentName && <p className="quiet">{t('deskForm.spokeWith', { name: call.agentName })}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}

function ApplianceLine({
  appliance,
  caller,
}: {
  appliance: CallerBrief['appliances'][number];
  caller: DeskCaller;
}) {
  const { t } = useTranslation();
  const { brandName, categoryName } = useReferenceData();
  const [draft] = useDraft(caller);
  const { brandId, category, model, inWarranty, warrantyUntil, serialNumber } = appliance;
  return (
    <li data-open={draft.applianceId === appliance.id || undefined}>
      <div className="pane-line">
        <span>
          {brandName(brandId)} {categoryName(category)} <span className="quiet">{model}</span>
        </span>
        <span className="warranty" data-in={inWarranty || undefined}>
          {t(inWarranty ? 'deskForm.inWarranty' : 'deskForm.outOfWarranty')}
        </span>
      </div>
      <div className="quiet">
        {warrantyUntil && t(inWarranty ? 'deskForm.until' : 'deskForm.ended', { day: warrantyUntil })}
        {serialNumber && ` · ${serialNumber}`}
      </div>
    </li>
  );
}

/** Addresses are often written with the district in front. */
export const withoutDistrict = (address: string | null, district: string): string =>
  address?.startsWith(district) ? address.slice(district.length) : (address ?? '');
