import { Alert, App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupView } from '../../../domain/contracts/setup.ts';
import { useWrite } from '../api/use-write.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { groupPhone } from '../text/numbers.ts';
import { useNow } from '../time/clock.ts';
import { dayTime } from '../time/words.ts';

interface Preview {
  number: string;
  until: string | null;
}

/** For half an hour one number hears the draft. In the demo the virtual phone calls from it. */
export function ListenDialog({ view, close }: { view: SetupView; close: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { demo, timeZone } = useReferenceData();
  const now = useNow();
  const [form] = Form.useForm<{ number: string }>();
  const live = view.previews.find(({ versionId }) => versionId === view.draft?.id);
  const [ready, setReady] = useState<Preview | null>(live ?? null);
  const start = useWrite<{ number: string }, Preview>(setReady);
  const end = useWrite<{ number: string }, Preview>(() => {
    void message.success(t('setup.listen.ended'));
    close();
  });
  const hotline = groupPhone(view.hotline);
  return (
    <Modal open title={t('setup.listen.title')} onCancel={close} footer={null}>
      <p className="quiet dialog-effect">{t('setup.listen.means', { hotline })}</p>
      {(start.error ?? end.error) && <TroubleAlert error={start.error ?? end.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ number: ready?.number ?? (demo ? '+8613700137000' : '') }}
        onFinish={(body) => start.mutate({ path: '/api/setup/preview', body })}
      >
        <Form.Item
          name="number"
          label={t('setup.listen.number')}
          rules={[{ required: true, min: 3, whitespace: true, message: t('setup.listen.numberNeeded') }]}
        >
          <Input maxLength={40} inputMode="tel" />
        </Form.Item>
        <Button type={ready ? 'default' : 'primary'} htmlType="submit" loading={start.isPending}>
          {t('setup.listen.start')}
        </Button>
      </Form>
      {ready?.until && (
        <Alert
          type="success"
          className="setup-ready"
          title={t('setup.listen.ready', {
            number: groupPhone(ready.number),
            hotline,
            until: dayTime(ready.until, now, timeZone, t),
          })}
          description={
            <div className="setup-acts">
              {demo && (
                <Button
                  type="primary"
                  href={`/phone/?number=${encodeURIComponent(ready.number)}`}
                  target="_blank"
                >
                  {t('setup.listen.openPhone')}
                </Button>
              )}
              <Button
                loading={end.isPending}
                onClick={() => end.mutate({ path: '/api/setup/preview/end', body: { number: ready.number } })}
              >
                {t('setup.listen.end')}
              </Button>
            </div>
          }
        />
      )}
    </Modal>
  );
}
