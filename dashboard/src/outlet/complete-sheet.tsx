import { Alert, App, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { completeSchema, TicketDetail } from '../../../domain/contracts/api.ts';
import { formatFen, parseYuan } from '../../../domain/money.ts';
import { SERVICE_ACTIONS } from '../../../domain/vocabulary.ts';
import { useWrite } from '../api/use-write.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { currentVisit } from '../ticket/chain.ts';
import { quotedFen } from './quote.ts';
import { Sheet } from './sheet.tsx';
import { YuanInput } from './yuan-input.tsx';

type Complete = z.infer<typeof completeSchema>;

/** The end of the work: what was done, what was charged; what is missing from the chain is named (H5). */
export function CompleteSheet({ detail, close }: { detail: TicketDetail; close: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const actions = currentVisit(detail.visits)?.actions ?? [];
  const missing = SERVICE_ACTIONS.filter((name) => !actions.some(({ action }) => action === name));
  const quoted = quotedFen(actions.find(({ action }) => action === 'quote')?.evidence);
  const write = useWrite<Complete, unknown>(() => {
    void message.success(t('outlet.completed'));
    close();
  });
  const finish = ({ summary, yuan }: { summary: string; yuan: string }) =>
    write.mutate({
      path: `/api/tickets/${detail.card.id}/complete`,
      body: { summary: summary.trim(), chargeFen: parseYuan(yuan) ?? 0 },
    });
  return (
    <Sheet title={t('outlet.complete')} close={close}>
      {write.error && <TroubleAlert error={write.error} kept={t('common.keptTyped')} />}
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="sheet-alert"
          title={t('outlet.completeMissing', {
            actions: missing.map((action) => t(`trade.action.${action}`)).join(t('common.comma')),
          })}
        />
      )}
      <Form
        layout="vertical"
        initialValues={{ yuan: quoted === null ? '' : formatFen(quoted).replaceAll(',', '') }}
        onFinish={finish}
      >
        <Form.Item
          name="summary"
          label={t('outlet.summary')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('outlet.summaryNeeded') }]}
        >
          <Input.TextArea rows={3} maxLength={500} placeholder={t('outlet.summaryHint')} />
        </Form.Item>
        <YuanInput name="yuan" label={t('outlet.charge')} />
        <Button type="primary" size="large" block htmlType="submit" loading={write.isPending}>
          {t('outlet.completeDo')}
        </Button>
      </Form>
    </Sheet>
  );
}
