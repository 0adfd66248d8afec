import { App, Button, InputNumber, Popconfirm, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeliveryView, EndpointView } from '../../../domain/contracts/integration.ts';
import { useDeliveries } from '../api/queries.ts';
import { useWrite } from '../api/use-write.ts';
import type { Column } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';

/** The log of one endpoint, and what can be done with it: test, pause, new secret, send again. */
export function Deliveries({
  endpoint,
  showSecret,
}: {
  endpoint: EndpointView;
  showSecret: (secret: string) => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [since, setSince] = useState<number | null>(null);
  const list = useDeliveries(endpoint.id);
  const act = useWrite<object, { secret?: string }>(({ secret }) => {
    if (secret) showSecret(secret);
    else void message.success(t('integration.asked'));
  });
  const base = `/api/webhooks/${endpoint.id}`;
  const post = (path: string, body: object = {}) => act.mutate({ path, body });
  const columns: Column<DeliveryView>[] = [
    { key: 'at', title: t('integration.at'), cell: ({ lastAt }) => <When at={lastAt} /> },
    {
      key: 'type',
      title: t('integration.type'),
      cell: ({ type, messageId }) => (
        <>
          <div>{type}</div>
          <div className="quiet">{messageId}</div>
        </>
      ),
    },
    {
      key: 'state',
      title: t('integration.result'),
      cell: ({ state, error, code }) => (
        <span className={state === 'failed' ? 'late' : state === 'waiting' && error ? 'soon' : undefined}>
          {t(`integration.deliveryStates.${state}`)}
          {error && ` · ${t(`integration.errors.${error}`)}`}
          {code !== null && ` · ${code}`}
        </span>
      ),
    },
    { key: 'attempts', title: t('integration.attempts'), number: true, cell: ({ attempts }) => attempts },
    {
      key: 'ms',
      title: t('integration.duration'),
      number: true,
      cell: ({ durationMs }) => (durationMs === null ? '—' : `${durationMs} ms`),
    },
    {
      key: 'act',
      title: '',
      cell: ({ id, state, resending, sequence }) => (
        <Space size={0}>
          <Button
            type="link"
            size="small"
            disabled={resending}
            onClick={() => post(`/api/deliveries/${id}/resend`)}
          >
            {t('integration.resend')}
          </Button>
          {state === 'waiting' && sequence !== null && (
            <Popconfirm
              title={t('integration.skipEffect')}
              onConfirm={() => post(`/api/deliveries/${id}/skip`)}
            >
              <Button type="link" size="small">
                {t('integration.skip')}
              </Button>
            </Popconfirm>
          )}
        </Space>
      ),
    },
  ];
  return (
    <section className="panel" aria-label={t('integration.deliveries')}>
      <header className="panel-head">
        <h2 className="panel-title">{t('integration.deliveriesOf', { name: endpoint.description })}</h2>
        <Space wrap>
          <Button onClick={() => post(`${base}/test`)}>{t('integration.test')}</Button>
          {endpoint.state === 'active' ? (
            <Button onClick={() => post(base, { state: 'paused' })}>{t('integration.pause')}</Button>
          ) : (
            <Button type="primary" onClick={() => post(base, { state: 'active' })}>
              {t('integration.start')}
            </Button>
          )}
          <Popconfirm
            title={t('integration.rotateEffect')}
            onConfirm={() => post(`${base}/secret`, { keepHours: 24 })}
          >
            <Button>{t('integration.rotate')}</Button>
          </Popconfirm>
          <Space.Compact>
            <InputNumber
              className="replay-since"
              min={0}
              max={endpoint.head}
              precision={0}
              value={since}
              onChange={setSince}
              aria-label={t('integration.replaySince')}
              placeholder={t('integration.replaySince')}
            />
            <Popconfirm
              title={t('integration.replayEffect', { count: endpoint.head - (since ?? endpoint.head) })}
              disabled={since === null}
              onConfirm={() => post(`${base}/replay`, { since })}
            >
              <Button disabled={since === null}>{t('integration.replay')}</Button>
            </Popconfirm>
          </Space.Compact>
        </Space>
      </header>
      <p className="quiet">
        {t('integration.upTo', { position: endpoint.position, head: endpoint.head })}
        {endpoint.nextTryAt && (
          <>
            {' · '}
            {t('integration.nextTry')} <When at={endpoint.nextTryAt} />
          </>
        )}
        {endpoint.previousUntil && (
          <>
            {' · '}
            {t('integration.bothUntil')} <When at={endpoint.previousUntil} />
          </>
        )}
      </p>
      {act.error && <TroubleAlert error={act.error} className="dialog-trouble" />}
      <ListTable
        label={t('integration.deliveries')}
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('integration.noDeliveries')} hint={t('integration.noDeliveriesHint')} />}
      />
    </section>
  );
}
