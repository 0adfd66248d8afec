import { PhoneOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ringing } from '../../../domain/contracts/api.ts';
import { useWrite } from '../api/use-write.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { groupPhone } from '../text/numbers.ts';

/** The outlet's own telephone rings first, then the customer's; neither sees the other's number. */
export function CallCustomer({ ticketId }: { ticketId: number }) {
  const { t } = useTranslation();
  const [ringing, setRinging] = useState<string | null>(null);
  const write = useWrite<Record<string, never>, Ringing>(({ telephone }) => setRinging(telephone));
  return (
    <div className="job-call">
      <Button
        type="primary"
        size="large"
        block
        icon={<PhoneOutlined />}
        loading={write.isPending}
        onClick={() => {
          setRinging(null);
          write.mutate({ path: `/api/tickets/${ticketId}/call-customer`, body: {} });
        }}
      >
        {t('outlet.call')}
        <small>{t('outlet.callHidden')}</small>
      </Button>
      {write.error && <TroubleAlert error={write.error} kept={t('outlet.callNot')} />}
      {ringing && (
        <Alert
          type="success"
          showIcon
          role="status"
          message={t('outlet.callRings', { telephone: groupPhone(ringing) })}
        />
      )}
    </div>
  );
}
