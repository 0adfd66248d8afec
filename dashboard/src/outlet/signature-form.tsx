import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RecordedAction } from './job-work.tsx';

/** Who signed: the customer's name, or that of whoever was at home. */
export function SignatureForm({ busy, record }: { busy: boolean; record: (action: RecordedAction) => void }) {
  const { t } = useTranslation();
  return (
    <Form<{ name: string }>
      layout="vertical"
      onFinish={({ name }) => record({ action: 'signature', evidence: name.trim() })}
    >
      <Form.Item
        name="name"
        label={t('outlet.signedBy')}
        rules={[{ required: true, whitespace: true, message: t('outlet.signedByNeeded') }]}
      >
        <Input size="large" maxLength={60} autoComplete="off" />
      </Form.Item>
      <Button type="primary" size="large" block htmlType="submit" loading={busy}>
        {t('outlet.signedDo')}
      </Button>
    </Form>
  );
}
