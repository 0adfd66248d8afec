import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Radio, Select, Skeleton } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import type { Bulk, BulkAsk, BulkForecast, BulkResult } from '../../../domain/contracts/board.ts';
import { mayWork } from '../../../domain/vocabulary.ts';
import { newKey, write } from '../api/client.ts';
import { useMapOutlets } from '../api/queries.ts';
import { useWrite } from '../api/use-write.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useLooking } from '../presence/use-presence.ts';
import { BulkRows } from './bulk-rows.tsx';
import { leftToday, outletsInOrder } from './outlet-options.ts';

interface BulkDialog {
  /** As they stood when the act was begun: what is decided is decided about these. */
  cards: TicketCard[];
  /** Given: onto which outlet they were dragged. */
  outletId: number | null;
  /** Begins again with the tickets as they now stand. */
  lookAgain: (ids: number[]) => void;
  /** Those that were not done stay chosen. */
  close: (left: number[]) => void;
}

const RULES = 'rules';

/** D5: several tickets to one outlet, or back to the rules; what would happen is shown before, what happened after. */
export function BulkDialog({ cards, outletId: dropped, lookAgain, close }: BulkDialog) {
  const { t } = useTranslation();
  const [target, setTarget] = useState<typeof RULES | 'outlet'>('outlet');
  const [outletId, setOutletId] = useState(dropped);
  const [results, setResults] = useState<BulkResult[] | null>(null);
  const [form] = Form.useForm<{ reason: string }>();
  const outlets = useMapOutlets();
  const asked: BulkAsk = {
    tickets: cards.map(({ id, version }) => ({ id, version })),
    outletId: target === RULES ? null : outletId,
  };
  const ready = target === RULES || outletId !== null;
  const ids = cards.map(({ id }) => id);
  useLooking(ids, 'assign');
  const forecast = useQuery({
    queryKey: ['bulk', asked],
    queryFn: () => write<{ items: BulkForecast[] }>('POST', '/api/dispatch/preview', asked, newKey()),
    enabled: ready && results === null,
    staleTime: 0,
  });
  const act = useWrite<Bulk, { results: BulkResult[] }>((answer) => setResults(answer.results));
  const able = forecast.data?.items.filter(({ refusal }) => refusal === null).length ?? 0;
  const stale = forecast.data?.items.some(({ refusal }) => refusal === 'stale') ?? false;
  const outlet = outlets.data?.items.find(({ id }) => id === outletId);
  const options = useMemo(() => {
    const regions = new Set(cards.map((card) => card.regionId));
    return outletsInOrder(outlets.data?.items ?? [], regions).map((each) => ({
      value: each.id,
      disabled: !mayWork(each.standing),
      label: t('bulk.outletWords', {
        name: each.name,
        type: t(`trade.outletType.${each.type}`),
        standing: t(`trade.standing.${each.standing}`),
        load: each.openTickets,
        left: leftToday(each),
      }),
    }));
  }, [outlets.data, cards, t]);

  const failed = results?.filter(({ card }) => card === null).map(({ ticketId }) => ticketId) ?? ids;
  const done = (results?.length ?? 0) - failed.length;
  if (results) {
    return (
      <Modal
        open
        width={980}
        title={t('bulk.result', { done, failed: failed.length })}
        onCancel={() => close(failed)}
        footer={[
          ...(failed.length > 0
            ? [
                <Button key="again" onClick={() => lookAgain(failed)}>
                  {t('bulk.again', { count: failed.length })}
                </Button>,
              ]
            : []),
          <Button key="close" type="primary" onClick={() => close(failed)}>
            {t('bulk.close')}
          </Button>,
        ]}
      >
        <BulkRows cards={cards} results={results} />
      </Modal>
    );
  }
  return (
    <Modal
      open
      width={980}
      title={t('bulk.title', { count: cards.length })}
      okText={
        target === RULES
          ? t('bulk.doRules', { count: able })
          : t('bulk.doOutlet', { count: able, outlet: outlet?.name ?? '…' })
      }
      okButtonProps={{ loading: act.isPending, disabled: !forecast.data || able === 0 }}
      cancelText={t('common.back')}
      onOk={() => form.submit()}
      onCancel={() => close(ids)}
      mask={{ closable: false }}
    >
      {act.error && (
        <TroubleAlert error={act.error} kept={t('common.keptTyped')} className="dialog-trouble" />
      )}
      <Form
        form={form}
        layout="vertical"
        onFinish={({ reason }) => act.mutate({ path: '/api/dispatch/bulk', body: { ...asked, reason } })}
      >
        <div className="bulk-target">
          <Radio.Group
            value={target}
            onChange={(event) => setTarget(event.target.value)}
            options={[
              { value: 'outlet', label: t('bulk.toOutlet') },
              { value: RULES, label: t('bulk.toRules') },
            ]}
          />
          {target === 'outlet' && (
            <Select
              className="bulk-outlet"
              autoFocus={dropped === null}
              showSearch={{ optionFilterProp: 'label' }}
              loading={outlets.isPending}
              placeholder={t('bulk.chooseOutlet')}
              aria-label={t('bulk.chooseOutlet')}
              value={outletId}
              onChange={(id: number) => setOutletId(id)}
              options={options}
            />
          )}
        </div>
        {forecast.error && <TroubleAlert error={forecast.error} retry={() => forecast.refetch()} />}
        {ready && forecast.isFetching && !forecast.data && (
          <Skeleton active={false} paragraph={{ rows: 4 }} />
        )}
        {forecast.data ? (
          <>
            <p className="quiet bulk-effect" role="status">
              {t('bulk.effect', { able, unable: cards.length - able })}
              {stale && (
                <Button type="link" size="small" onClick={() => lookAgain(ids)}>
                  {t('bulk.lookAgain')}
                </Button>
              )}
            </p>
            <BulkRows cards={cards} forecast={forecast.data.items} />
          </>
        ) : (
          !ready && <BulkRows cards={cards} />
        )}
        <Form.Item
          name="reason"
          label={t('bulk.reason')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('common.reasonNeeded') }]}
        >
          <Input.TextArea
            rows={2}
            maxLength={300}
            autoFocus={dropped !== null}
            placeholder={t('bulk.reasonHint')}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
