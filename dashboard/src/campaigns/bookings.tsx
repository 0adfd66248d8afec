import { Select } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookingView, CampaignView } from '../../../domain/contracts/campaigns.ts';
import { useLanguage } from '../i18n/language.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';
import { When } from '../parts/when.tsx';
import { groupPhone } from '../text/numbers.ts';
import { Fill } from './fill.tsx';
import { useBookings } from './queries.ts';

type Quota = CampaignView['quotas'][number];

/** One campaign: who may book, the places of each region, and who has booked. */
export function Bookings({ campaign }: { campaign: CampaignView }) {
  const { t } = useTranslation();
  const english = useLanguage() === 'en';
  const { unitName } = useReferenceData();
  const [regionId, setRegionId] = useState<number | null>(null);
  const list = useBookings(campaign.id, regionId);
  const regions: Column<Quota>[] = [
    { key: 'region', title: t('campaigns.region'), cell: (row) => unitName(row.regionId) || row.regionName },
    { key: 'booked', title: t('campaigns.booked'), cell: (row) => <Fill {...row} /> },
    {
      key: 'left',
      title: t('campaigns.left'),
      number: true,
      cell: ({ booked, quota }) => Math.max(0, quota - booked),
    },
  ];
  const columns: Column<BookingView>[] = [
    { key: 'customer', title: t('campaigns.customer'), cell: ({ customerName }) => customerName },
    {
      key: 'phone',
      title: t('campaigns.phone'),
      cell: ({ number }) => <span className="phone">{groupPhone(number)}</span>,
    },
    { key: 'region', title: t('campaigns.region'), cell: (row) => unitName(row.regionId) },
    {
      key: 'ticket',
      title: t('campaigns.ticket'),
      cell: ({ ticketId, ticketNumber }) => <TicketLink id={ticketId} number={ticketNumber} />,
    },
    {
      key: 'state',
      title: t('campaigns.ticketState'),
      cell: ({ ticketState, cancelledAt }) => (
        <>
          {t(`trade.state.${ticketState}`)}
          {cancelledAt && <div className="quiet">{t('campaigns.givenBack')}</div>}
        </>
      ),
    },
    { key: 'at', title: t('campaigns.bookedAt'), cell: ({ bookedAt }) => <When at={bookedAt} /> },
  ];
  return (
    <div className="campaign-detail">
      <section className="panel">
        <h2 className="panel-title">{english ? campaign.nameEn : campaign.name}</h2>
        <p className="quiet campaign-offer">
          {eligibility(campaign, t)} · {english ? campaign.offerEn : campaign.offer}
        </p>
        <DataTable
          label={t('campaigns.quota')}
          columns={regions}
          rows={campaign.quotas}
          rowKey={(row) => row.regionId}
          empty={<EmptyState title={t('campaigns.quota')} hint={t('campaigns.quotaHint')} />}
        />
      </section>
      <section className="panel">
        <header className="panel-head">
          <h2 className="panel-title">{t('campaigns.bookings')}</h2>
          <Select
            className="filter"
            aria-label={t('campaigns.region')}
            value={regionId ?? 0}
            onChange={(id) => setRegionId(id || null)}
            options={[
              { value: 0, label: t('campaigns.allRegions') },
              ...campaign.quotas.map((row) => ({ value: row.regionId, label: unitName(row.regionId) })),
            ]}
          />
        </header>
        <ListTable
          list={list}
          label={t('campaigns.bookings')}
          columns={columns}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('campaigns.noBookings')} hint={t('campaigns.noBookingsHint')} />}
        />
      </section>
    </div>
  );
}

function eligibility({ boughtFrom: from, boughtBefore: to }: CampaignView, t: TFunction): string {
  if (from && to) return t('campaigns.boughtBoth', { from, to });
  if (from) return t('campaigns.boughtSince', { from });
  return to ? t('campaigns.boughtUntil', { to }) : t('campaigns.anyPurchase');
}
