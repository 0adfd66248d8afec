import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReferenceData } from '../parts/reference.tsx';
import { useNow } from '../time/clock.ts';
import { atLocalHour, dayOf, dayTime, localTime } from '../time/words.ts';
import type { RecordedAction } from './job-work.tsx';

const DAYS = [0, 1, 2, 3, 4, 5, 6];
const HALF_HOURS = Array.from({ length: 25 }, (_, index) => ({
  hour: 8 + (index >> 1),
  minute: (index % 2) * 30,
}));

interface AskedForm {
  busy: boolean;
  record: (action: RecordedAction) => void;
}

/** A day and a half hour, each one press: no wheel to turn in bright sun. */
export function AppointmentForm({ busy, record }: AskedForm) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const now = useNow();
  const lastToday = atLocalHour(now, 0, 20, 0, timeZone);
  const [days, setDays] = useState(now < lastToday ? 0 : 1);
  const [at, setAt] = useState<number | null>(null);
  const slots = HALF_HOURS.map(({ hour, minute }) => atLocalHour(now, days, hour, minute, timeZone)).filter(
    (slot) => slot > now,
  );
  return (
    <>
      <div className="day-choices">
        {DAYS.map((day) => (
          <button
            key={day}
            type="button"
            className="choice"
            aria-pressed={day === days}
            onClick={() => {
              setDays(day);
              setAt(null);
            }}
          >
            {dayOf(atLocalHour(now, day, 12, 0, timeZone), now, timeZone, t)}
          </button>
        ))}
      </div>
      <div className="hour-choices">
        {slots.map((slot) => (
          <button
            key={slot}
            type="button"
            className="choice"
            aria-pressed={slot === at}
            onClick={() => setAt(slot)}
          >
            {localTime(slot, timeZone).time}
          </button>
        ))}
      </div>
      <Button
        type="primary"
        size="large"
        block
        disabled={at === null}
        loading={busy}
        onClick={() =>
          at !== null && record({ action: 'appointment', appointmentAt: new Date(at).toISOString() })
        }
      >
        {at === null
          ? t('outlet.chooseTime')
          : t('outlet.appointmentAt', { time: dayTime(at, now, timeZone, t) })}
      </Button>
    </>
  );
}
