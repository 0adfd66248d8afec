import { App, Form, type FormInstance, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../api/use-write.ts';
import { TroubleAlert } from '../parts/trouble.tsx';

interface WriteDialog<Values extends object> {
  title: string;
  /** What will have happened, in a sentence; destructive acts name their effect here. */
  effect?: ReactNode;
  /** What the button says. */
  act: string;
  /** What is said when it is done. */
  done: string;
  danger?: boolean;
  width?: number | string;
  path: string;
  form?: FormInstance<Values>;
  initial?: Partial<Values>;
  bodyOf: (values: Values) => unknown;
  close: () => void;
  children: ReactNode;
}

/** A form that writes one thing. On failure it stays open with everything that was typed. */
export function WriteDialog<Values extends object>(props: WriteDialog<Values>) {
  const { title, effect, act, done, danger, width = 520, path, initial, bodyOf, close, children } = props;
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [own] = Form.useForm<Values>();
  const form = props.form ?? own;
  const write = useWrite<unknown, unknown>(() => {
    void message.success(done);
    close();
  });
  return (
    <Modal
      open
      title={title}
      width={width}
      okText={act}
      okButtonProps={{ danger, loading: write.isPending }}
      cancelText={t('common.back')}
      onOk={() => form.submit()}
      onCancel={close}
      mask={{ closable: false }}
    >
      {effect && <p className="quiet dialog-effect">{effect}</p>}
      {write.error && (
        <TroubleAlert error={write.error} kept={t('common.keptTyped')} className="dialog-trouble" />
      )}
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={(values) => write.mutate({ path, body: bodyOf(values) })}
      >
        {children}
      </Form>
    </Modal>
  );
}
