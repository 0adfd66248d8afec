import { PhoneOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ringing, TicketDetail } from '../../../domain/contracts/api.ts';
import { get } from '../api/client.ts';
import { useWrite } from '../api/use-write.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { groupPhone } from '../text/numbers.ts';

/** By then they have picked up, or will not. */
const RINGS_MS = 60_000;
const ASK_AGAIN_MS = 3_000;

/** The outlet's own telephone rings first, then the customer's; neither sees the other's number. */
export function CallCustomer({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation();
  const ticketId = detail.card.id;
  const [asked, setAsked] = useState<{ telephone: string; after: number } | null>(null);
  const [picked, setPicked] = useState(false);
  const after = Math.max(0, ...detail.timeline.map(({ id }) => id));
  const write = useWrite<Record<string, never>, Ringing>();
  const end = asked && endOf(detail, asked.after);
  useQuery({
    queryKey: ['ticket', ticketId],
    queryFn: ({ signal }) => get<TicketDetail>(`/api/tickets/${ticketId}`, {}, signal),
    enabled: asked !== null && !end,
    refetchInterval: ASK_AGAIN_MS,
  });
  useEffect(() => {
    setPicked(false);
    const timer = asked && setTimeout(() => setPicked(true), RINGS_MS);
    return () => clearTimeout(timer ?? undefined);
  }, [asked]);
  const rings = asked && !end && !picked;
  return (
    <div className="job-call">
      <Button
        type="primary"
        size="large"
        block
        icon={<PhoneOutlined />}
        loading={write.isPending}
        onClick={() => {
          setAsked(null);
          write.mutate(
            { path: `/api/tickets/${ticketId}/call-customer`, body: {} },
            { onSuccess: ({ telephone }) => setAsked({ telephone, after }) },
          );
        }}
      >
        {t('outlet.call')}
        <small>{t('outlet.callHidden')}</small>
      </Button>
      {write.error && <TroubleAlert error={write.error} kept={t('outlet.callNot')} />}
      {rings && (
        <Alert
          type="success"
          showIcon
          role="status"
          message={t('outlet.callRings', { telephone: groupPhone(asked.telephone) })}
        />
      )}
      {end && (
        <Alert
          key={end}
          type={end === 'spoke' ? 'info' : 'warning'}
          showIcon
          closable
          role="status"
          message={t(`outlet.callEnd.${end}`)}
        />
      )}
    </div>
  );
}

/** What became of the call that was asked for after that entry of the ticket's history; null while it goes on. */
export function endOf({ timeline }: Pick<TicketDetail, 'timeline'>, after: number): 'spoke' | 'not' | null {
  const end = timeline.find(
    ({ id, type, data }) => type === 'ticket.connected' && data.side === 'outlet' && id > after,
  );
  return end ? (end.data.answered ? 'spoke' : 'not') : null;
}
