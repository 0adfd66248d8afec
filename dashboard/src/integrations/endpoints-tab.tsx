import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndpointView } from '../../../domain/contracts/integration.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { Deliveries } from './deliveries.tsx';
import { EndpointDialog } from './endpoint-dialog.tsx';
import { useEndpoints } from './queries.ts';
import { SecretShown } from './secret-shown.tsx';

/** Where events are sent, how far each has got, and what became of what was sent. */
export function EndpointsTab() {
  const { t } = useTranslation();
  const list = useEndpoints();
  const [chosenId, choose] = useState<number | null>(null);
  const [editing, edit] = useState<EndpointView | 'new' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const chosen = list.data?.find(({ id }) => id === chosenId) ?? list.data?.[0];
  const columns: Column<EndpointView>[] = [
    {
      key: 'description',
      title: t('integration.endpoint'),
      cell: ({ description, url }) => (
        <>
          <div>{description}</div>
          <div className="quiet endpoint-url">{url}</div>
        </>
      ),
    },
    { key: 'scope', title: t('integration.scope'), cell: ({ unitName }) => unitName },
    {
      key: 'types',
      title: t('integration.types'),
      cell: ({ types }) =>
        types.length === 0 ? t('integration.allTypes') : t('integration.someTypes', { count: types.length }),
    },
    {
      key: 'state',
      title: t('integration.state'),
      cell: (row) => (
        <span className={row.state === 'disabled' ? 'late' : row.failures > 0 ? 'soon' : undefined}>
          {t(`integration.states.${row.state}`)}
          {row.state === 'active' &&
            row.failures > 0 &&
            ` · ${t('integration.failing', { count: row.failures })}`}
        </span>
      ),
    },
    {
      key: 'behind',
      title: t('integration.behind'),
      number: true,
      cell: ({ head, position }) => Math.max(0, head - position),
    },
    {
      key: 'last',
      title: t('integration.lastDelivered'),
      cell: ({ lastDeliveredAt }) => (lastDeliveredAt ? <When at={lastDeliveredAt} /> : '—'),
    },
    {
      key: 'act',
      title: '',
      cell: (row) => (
        <Button type="link" size="small" onClick={() => edit(row)}>
          {t('integration.edit')}
        </Button>
      ),
    },
  ];
  const disabled = list.data?.filter(({ state }) => state === 'disabled') ?? [];
  return (
    <div className="integration-tab">
      <section className="panel">
        <header className="panel-head">
          <p className="quiet">{t('integration.intro')}</p>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => edit('new')}>
            {t('integration.add')}
          </Button>
        </header>
        {disabled.map(({ id, description, disabledWhy }) => (
          <Alert
            key={id}
            type="error"
            showIcon
            className="dialog-trouble"
            title={t(`integration.disabled.${disabledWhy ?? 'failing'}`, { name: description })}
          />
        ))}
        {list.error && <TroubleAlert error={list.error} retry={() => void list.refetch()} />}
        {(list.data || !list.error) && (
          <DataTable
            label={t('integration.endpoints')}
            columns={columns}
            rows={list.data}
            rowKey={({ id }) => id}
            open={({ id }) => choose(id)}
            isOpen={({ id }) => id === chosen?.id}
            empty={<EmptyState title={t('integration.none')} hint={t('integration.noneHint')} />}
          />
        )}
      </section>
      {chosen && <Deliveries key={chosen.id} endpoint={chosen} showSecret={setSecret} />}
      {editing && (
        <EndpointDialog
          endpoint={editing === 'new' ? null : editing}
          close={() => edit(null)}
          made={setSecret}
        />
      )}
      {secret && (
        <SecretShown title={t('integration.secret')} secret={secret} close={() => setSecret(null)} />
      )}
    </div>
  );
}
