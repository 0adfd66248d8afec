import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestFailed } from '../api/problem.ts';
import { Brand } from '../parts/brand.tsx';
import { useProblemWords } from '../parts/trouble.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { ModeSwitch } from '../shell/mode-switch.tsx';
import { DemoHint } from './demo-hint.tsx';
import { useSigning } from './session.tsx';
import './login.css';

interface Credentials {
  username: string;
  password: string;
}

/** The door. What was typed stays when the answer is no. */
export function LoginPage() {
  const { t } = useTranslation();
  const { signIn } = useSigning();
  const words = useProblemWords();
  const [form] = Form.useForm<Credentials>();
  const [failure, setFailure] = useState<RequestFailed | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async ({ username, password }: Credentials) => {
    setBusy(true);
    setFailure(null);
    await signIn(username.trim(), password).catch((error: RequestFailed) => {
      setFailure(error);
      setBusy(false);
    });
  };

  return (
    <div className="login">
      <header className="login-switches">
        <ModeSwitch />
        <LanguageSwitch />
      </header>
      <main className="login-box">
        <Brand tagline />
        <Form form={form} layout="vertical" requiredMark={false} onFinish={submit} size="large">
          <Form.Item
            name="username"
            label={t('login.username')}
            rules={[{ required: true, message: t('login.usernameNeeded') }]}
          >
            <Input prefix={<UserOutlined />} autoComplete="username" autoCapitalize="none" autoFocus />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('login.password')}
            rules={[{ required: true, message: t('login.passwordNeeded') }]}
          >
            <Input.Password prefix={<LockOutlined />} autoComplete="current-password" />
          </Form.Item>
          {failure && (
            <Alert
              type="error"
              showIcon
              className="login-alert"
              title={failure.status === 401 ? t('login.refused') : words(failure)}
            />
          )}
          <Button type="primary" htmlType="submit" block loading={busy}>
            {t('login.signIn')}
          </Button>
        </Form>
        <DemoHint
          choose={(username, password) => {
            form.setFieldsValue({ username, password });
            void submit({ username, password });
          }}
        />
      </main>
    </div>
  );
}
