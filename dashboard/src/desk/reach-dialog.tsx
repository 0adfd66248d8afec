import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { isPhone } from '../tickets/is-phone.ts';
import { useDesk, useDeskAct } from './desk-context.tsx';

/** Without a headset: calls ring at a telephone number. */
export function ReachDialog({ open, close }: { open: boolean; close: () => void }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const { act } = useDeskAct();
  const [form] = Form.useForm<{ number: string }>();
  if (!desk) return null;
  return (
    <Modal
      open={open}
      onCancel={close}
      title={t('desk.state.byNumber')}
      okText={t('desk.state.save')}
      onOk={() => form.submit()}
      destroyOnHidden
      width={420}
    >
      <p className="dialog-effect">{t('desk.state.byNumberMeans')}</p>
      <Form
        form={form}
        initialValues={{ number: desk.reachNumber }}
        onFinish={({ number }) => {
          act({ path: '/state', body: { ...sameState(desk), reach: 'number', reachNumber: number } });
          close();
        }}
      >
        <Form.Item
          name="number"
          rules={[
            {
              validator: (_, value?: string) =>
                value && isPhone(value)
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('desk.transfer.numberWrong'))),
            },
          ]}
        >
          <Input type="tel" maxLength={40} autoFocus placeholder={t('desk.transfer.numberHint')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** The state as it is, to be sent along when only the way of reaching somebody changes. */
export function sameState({
  state,
  reason,
  nextState,
}: Pick<NonNullable<ReturnType<typeof useDesk>>, 'state' | 'reason' | 'nextState'>) {
  if (state === 'break') return { state, reason: reason ?? undefined };
  if (state === 'signed_out') return { state };
  const next = state === 'on_call' || state === 'wrap_up' || state === 'offered' ? nextState : null;
  return { state: next ?? ('available' as const) };
}
