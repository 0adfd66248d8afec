import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import { useWrite } from '../api/use-write.ts';
import { RuleTag } from '../parts/rule-tag.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { mayResend } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';

/** H4: what the customer wrote and nobody has seen to yet. */
export function WaitingReplies({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation();
  const me = useMe();
  const write = useWrite<object, unknown>();
  const waiting = detail.replies.filter(({ state }) => state === 'waiting');
  return (
    <>
      {write.error && <TroubleAlert error={write.error} />}
      {waiting.map(({ id, at, body }) => (
        <Alert
          key={id}
          type="warning"
          showIcon
          title={
            <>
              {t('replies.waiting')} <When at={at} /> <RuleTag rule="H4" />
            </>
          }
          description={<q>{body}</q>}
          action={
            mayResend(me) && (
              <Button
                size="small"
                loading={write.isPending}
                onClick={() => write.mutate({ path: `/api/replies/${id}/settle`, body: {} })}
              >
                {t('replies.settle')}
              </Button>
            )
          }
        />
      ))}
    </>
  );
}
