import { App, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { EndpointView } from '../../../domain/contracts/integration.ts';
import { useWrite } from '../api/use-write.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';

interface Values {
  description: string;
  url: string;
  types: string;
  unitId: number;
}

const typesIn = (text: string | undefined): string[] => (text ?? '').split(/[\s,，;；]+/).filter(Boolean);

/** Where to, what of, whose: made anew or changed. A new one answers with its secret. */
export function EndpointDialog({
  endpoint,
  close,
  made,
}: {
  endpoint: EndpointView | null;
  close: () => void;
  made: (secret: string) => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { units, unitName } = useReferenceData();
  const [form] = Form.useForm<Values>();
  const write = useWrite<unknown, { secret?: string }>(({ secret }) => {
    void message.success(t(endpoint ? 'integration.changed' : 'integration.made'));
    close();
    if (secret) made(secret);
  });
  const send = ({ description, url, types, unitId }: Values) =>
    write.mutate({
      path: endpoint ? `/api/webhooks/${endpoint.id}` : '/api/webhooks',
      body: { description, url, types: typesIn(types), ...(!endpoint && { unitId }) },
    });
  return (
    <Modal
      open
      title={t(endpoint ? 'integration.editTitle' : 'integration.addTitle')}
      okText={t('integration.save')}
      okButtonProps={{ loading: write.isPending }}
      cancelText={t('common.back')}
      onOk={() => form.submit()}
      onCancel={close}
      mask={{ closable: false }}
    >
      {write.error && (
        <TroubleAlert error={write.error} kept={t('integration.invalidHint')} className="dialog-trouble" />
      )}
      <Form
        form={form}
        layout="vertical"
        initialValues={
          endpoint
            ? { ...endpoint, types: endpoint.types.join(', ') }
            : { unitId: units.find(({ kind }) => kind === 'headquarters')?.id }
        }
        onFinish={send}
      >
        <Form.Item
          name="description"
          label={t('integration.description')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('integration.descriptionNeeded') }]}
        >
          <Input maxLength={120} autoFocus placeholder={t('integration.descriptionHint')} />
        </Form.Item>
        <Form.Item
          name="url"
          label={t('integration.url')}
          rules={[{ required: true, type: 'url', message: t('integration.urlNeeded') }]}
          extra={t('integration.urlExtra')}
        >
          <Input maxLength={500} placeholder="https://erp.example.com/yixian/events" />
        </Form.Item>
        {!endpoint && (
          <Form.Item name="unitId" label={t('integration.scope')} extra={t('integration.scopeExtra')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={units.map(({ id }) => ({ value: id, label: unitName(id) }))}
            />
          </Form.Item>
        )}
        <Form.Item name="types" label={t('integration.types')} extra={t('integration.typesExtra')}>
          <Input.TextArea rows={2} placeholder="ticket.opened, ticket.done" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
