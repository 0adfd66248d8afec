import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import type { CampaignView } from '../../../domain/contracts/campaigns.ts';
import { useLanguage } from '../i18n/language.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { mayManageCampaigns } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { Bookings } from './bookings.tsx';
import { CampaignDialog } from './campaign-dialog.tsx';
import { Fill } from './fill.tsx';
import { useCampaigns } from './queries.ts';
import './campaigns.css';

/** H7: campaigns with their places; the chosen one with its regions and who has booked. */
export function CampaignsPage() {
  const { t } = useTranslation();
  const english = useLanguage() === 'en';
  const { categoryName } = useReferenceData();
  const manages = mayManageCampaigns(useMe());
  const [params, setParams] = useSearchParams();
  const [editing, setEditing] = useState<CampaignView | 'new' | null>(null);
  const list = useCampaigns();
  const chosenId = Number(params.get('id')) || list.data?.[0]?.id;
  const chosen = list.data?.find(({ id }) => id === chosenId);
  const total = (campaign: CampaignView, what: 'quota' | 'booked') =>
    campaign.quotas.reduce((sum, quota) => sum + quota[what], 0);
  const columns: Column<CampaignView>[] = [
    {
      key: 'name',
      title: t('campaigns.campaign'),
      cell: ({ name, nameEn }) => (english ? nameEn : name),
    },
    {
      key: 'work',
      title: t('campaigns.work'),
      cell: ({ category, kind }) => `${categoryName(category)} · ${t(`trade.kind.${kind}`)}`,
    },
    {
      key: 'period',
      title: t('campaigns.period'),
      cell: ({ startsOn, endsOn }) => t('campaigns.periodDays', { from: startsOn, to: endsOn }),
    },
    {
      key: 'state',
      title: t('campaigns.state'),
      cell: ({ state }) => (
        <span className={state === 'running' ? undefined : 'quiet'}>{t(`trade.campaignState.${state}`)}</span>
      ),
    },
    {
      key: 'booked',
      title: t('campaigns.booked'),
      cell: (row) => <Fill booked={total(row, 'booked')} quota={total(row, 'quota')} />,
    },
    {
      key: 'act',
      title: '',
      cell: (row) =>
        manages && (
          <Button type="link" size="small" onClick={() => setEditing(row)}>
            {t('campaigns.edit')}
          </Button>
        ),
    },
  ];
  return (
    <div className="page">
      <header className="panel-head">
        <h1 className="page-title">{t('nav.campaigns')}</h1>
        {manages && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
            {t('campaigns.add')}
          </Button>
        )}
      </header>
      <section className="panel">
        {list.error && (
          <TroubleAlert
            error={list.error}
            kept={list.data && t('common.keptShown')}
            retry={() => list.refetch()}
          />
        )}
        {(list.data || !list.error) && (
          <DataTable
            label={t('nav.campaigns')}
            columns={columns}
            rows={list.data}
            rowKey={({ id }) => id}
            open={({ id }) => setParams({ id: String(id) }, { replace: true })}
            isOpen={({ id }) => id === chosenId}
            empty={<EmptyState title={t('campaigns.none')} hint={t('campaigns.noneHint')} />}
          />
        )}
      </section>
      {chosen && <Bookings key={chosen.id} campaign={chosen} />}
      {editing && (
        <CampaignDialog campaign={editing === 'new' ? null : editing} close={() => setEditing(null)} />
      )}
    </div>
  );
}
