import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../api/use-write.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { mayResend } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';

/** H4: somebody has seen to what a customer wrote; for whoever may write to customers. */
export function SettleReply({ id }: { id: number }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = mayResend(useMe());
  const write = useWrite<object, unknown>(() => void message.success(t('replies.settledNow')));
  if (!may) return null;
  return (
    <>
      <Button
        size="small"
        loading={write.isPending}
        onClick={() => write.mutate({ path: `/api/replies/${id}/settle`, body: {} })}
      >
        {t('replies.settle')}
      </Button>
      {write.error && <TroubleAlert error={write.error} />}
    </>
  );
}
