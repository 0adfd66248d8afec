import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDeskAct } from './desk-context.tsx';

/** A text message to whoever is on the line. */
export function TextPanel({ done }: { done: () => void }) {
  const { t } = useTranslation();
  const { act, busy } = useDeskAct();
  return (
    <Form<{ body: string }>
      className="call-panel"
      onFinish={({ body }) => {
        act({ path: '/text', body: { body: body.trim() }, said: t('desk.text.sent') });
        done();
      }}
    >
      <Form.Item
        name="body"
        rules={[{ required: true, whitespace: true, min: 2, message: t('desk.text.needed') }]}
      >
        <Input.TextArea autoFocus rows={3} maxLength={300} showCount placeholder={t('desk.text.hint')} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy} block>
        {t('desk.text.send')}
      </Button>
    </Form>
  );
}
