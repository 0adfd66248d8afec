import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTechnicianWindows } from '../api/visit-queries.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { useNow } from '../time/clock.ts';
import { atLocalHour, dayOf, localTime } from '../time/words.ts';

const DAYS = [0, 1, 2, 3, 4, 5, 6];
const HALF_HOURS = Array.from({ length: 25 }, (_, index) => ({
  hour: 8 + (index >> 1),
  minute: (index % 2) * 30,
}));

interface Choice {
  ticketId: number;
  value: string | null;
  choose: (at: string | null) => void;
}

/**
 * A day and a half hour, each one press: no wheel to turn in bright sun. Beside it stands what the technician is
 * promised already; what is full cannot be pressed.
 */
export function TimeChoice({ ticketId, value, choose }: Choice) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const now = useNow();
  const lastToday = atLocalHour(now, 0, 20, 0, timeZone);
  const [days, setDays] = useState(now < lastToday ? 0 : 1);
  const { data } = useTechnicianWindows(ticketId);
  const day = isoDay(atLocalHour(now, days, 12, 0, timeZone), timeZone);
  const windowOf = (slot: number) => {
    const half = localTime(slot, timeZone).time < (data?.afternoonFrom ?? '14:00') ? 'morning' : 'afternoon';
    return data?.windows.find((window) => window.day === day && window.half === half);
  };
  const ofDay = data?.windows.filter((window) => window.day === day) ?? [];
  const isFull = (window: (typeof ofDay)[number] | undefined) =>
    window !== undefined && data !== undefined && (window.dayLeft <= 0 || window.promised >= data.limit);
  const slots = HALF_HOURS.map(({ hour, minute }) => atLocalHour(now, days, hour, minute, timeZone)).filter(
    (slot) => slot > now,
  );
  const technician = data?.technicianName ?? t('windows.promisedNobody');
  return (
    <>
      <div className="day-choices">
        {DAYS.map((each) => (
          <button
            key={each}
            type="button"
            className="choice"
            aria-pressed={each === days}
            onClick={() => {
              setDays(each);
              choose(null);
            }}
          >
            {dayOf(atLocalHour(now, each, 12, 0, timeZone), now, timeZone, t)}
          </button>
        ))}
      </div>
      <ul className="promised-halves">
        {ofDay.map((window) => (
          <li key={window.half} className={isFull(window) ? 'late' : 'quiet'}>
            <b>{t(`trade.halfDay.${window.half}`)}</b>{' '}
            {window.dayLeft <= 0
              ? t('windows.dayFull')
              : [
                  data?.technicianName
                    ? t('windows.promised', { technician, count: window.promised, limit: data.limit })
                    : technician,
                  ...(window.at.length > 0
                    ? [window.at.map((at) => localTime(at, timeZone).time).join(' ')]
                    : []),
                  isFull(window) ? t('windows.full') : t('windows.dayLeft', { count: window.dayLeft }),
                ].join(' · ')}
          </li>
        ))}
      </ul>
      <div className="hour-choices">
        {slots.map((slot) => {
          const at = new Date(slot).toISOString();
          return (
            <button
              key={slot}
              type="button"
              className="choice"
              disabled={isFull(windowOf(slot))}
              aria-pressed={at === value}
              onClick={() => choose(at)}
            >
              {localTime(slot, timeZone).time}
            </button>
          );
        })}
      </div>
    </>
  );
}

function isoDay(at: number, zone: string): string {
  const { year, month, day } = localTime(at, zone);
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}
