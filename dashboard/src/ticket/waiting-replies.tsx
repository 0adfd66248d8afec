import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import { SettleReply } from '../messages/settle-reply.tsx';
import { RuleTag } from '../parts/rule-tag.tsx';
import { When } from '../parts/when.tsx';

/** H4: what the customer wrote and nobody has seen to yet. */
export function WaitingReplies({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation();
  const waiting = detail.replies.filter(({ state }) => state === 'waiting');
  return (
    <>
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
          action={<SettleReply id={id} />}
        />
      ))}
    </>
  );
}
