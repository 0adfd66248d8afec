import { App, Form, type FormInstance, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RequestFailed } from '../api/problem.ts';
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
  method?: 'POST' | 'DELETE';
  path: string;
  /** Refusals that mean something of their own here, by code. */
  refusals?: Record<string, string>;
  form?: FormInstance<Values>;
  initial?: Partial<Values>;
  bodyOf: (values: Values) => unknown;
  /** Beside being closed. */
  onDone?: () => void;
  close: () => void;
  children: ReactNode;
}

/** A form that writes one thing. On failure it stays open with everything that was typed. */
export function WriteDialog<Values extends object>(props: WriteDialog<Values>) {
  const { title, effect, act, done, danger, width = 520, initial, bodyOf, close, children } = props;
  const { method, path, refusals, onDone } = props;
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [own] = Form.useForm<Values>();
  const form = props.form ?? own;
  const write = useWrite<unknown, unknown>(() => {
    void message.success(done);
    onDone?.();
    close();
  });
  const meaning = write.error && refusals?.[write.error.code];
  const trouble = meaning ? new RequestFailed(409, 'refused', meaning) : write.error;
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
      {trouble && <TroubleAlert error={trouble} kept={t('common.keptTyped')} className="dialog-trouble" />}
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={(values) => write.mutate({ method, path, body: bodyOf(values) })}
      >
        {children}
      </Form>
    </Modal>
  );
}
