import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReferenceData } from '../parts/reference.tsx';
import { useNow } from '../time/clock.ts';
import { dayTime } from '../time/words.ts';
import type { RecordedAction } from './job-work.tsx';
import { TimeChoice } from './time-choice.tsx';

interface AskedForm {
  ticketId: number;
  busy: boolean;
  record: (action: RecordedAction) => void;
}

/** H6: when the technician comes, as the customer and the outlet agree. */
export function AppointmentForm({ ticketId, busy, record }: AskedForm) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const now = useNow();
  const [at, setAt] = useState<string | null>(null);
  return (
    <>
      <TimeChoice ticketId={ticketId} value={at} choose={setAt} />
      <Button
        type="primary"
        size="large"
        block
        disabled={at === null}
        loading={busy}
        onClick={() => at !== null && record({ action: 'appointment', appointmentAt: at })}
      >
        {at === null
          ? t('outlet.chooseTime')
          : t('outlet.appointmentAt', { time: dayTime(at, now, timeZone, t) })}
      </Button>
    </>
  );
}
