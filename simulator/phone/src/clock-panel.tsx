import { ClockCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DemoClock, hotline } from './hotline.ts';

dayjs.extend(utc);
dayjs.extend(timezone);

const ASK_EVERY_MS = 30_000;
const HOUR_MS = 3_600_000;
/** Less than this is the way of the request, not a moved clock. */
const UNMOVED_MS = 2_000;

/** The hotline's clock, which the demo can move; nothing where there is none to move. */
export function ClockPanel() {
  const { t, i18n } = useTranslation();
  const [clock, setClock] = useState<DemoClock & { askedAt: number }>();
  const [now, setNow] = useState(Date.now);
  const [failed, setFailed] = useState(false);

  const take = (given: DemoClock | undefined) => setClock(given && { ...given, askedAt: Date.now() });
  useEffect(() => {
    const ask = async () => {
      const given = await hotline.clock();
      setClock(given && { ...given, askedAt: Date.now() });
    };
    void ask();
    const asking = setInterval(ask, ASK_EVERY_MS);
    const ticking = setInterval(() => setNow(Date.now()), 1000);
    return () => {
      clearInterval(asking);
      clearInterval(ticking);
    };
  }, []);

  if (!clock) return null;
  const time = dayjs(clock.now)
    .add(Math.max(0, now - clock.askedAt), 'millisecond')
    .tz(clock.timeZone);
  const move = async (to: { to: string } | { offsetMs: 0 }) => {
    const moved = await hotline.moveClock(to);
    setFailed(!moved);
    if (moved) take(moved);
  };
  const english = i18n.language === 'en';
  return (
    <section className="panel clock" aria-label={t('clock')}>
      <h2>
        <ClockCircleOutlined /> {t('clock')}
      </h2>
      <div className="clock-time num">{time.format('HH:mm:ss')}</div>
      <div className="num">
        {time.toDate().toLocaleDateString(english ? 'en' : 'zh-CN', dateWords(clock.timeZone))}
      </div>
      <div className="muted">
        <Offset offsetMs={clock.offsetMs} />
      </div>
      <div className="clock-buttons">
        <Button onClick={() => move({ to: time.add(HOUR_MS, 'millisecond').toISOString() })}>
          {t('plusHour')}
        </Button>
        <Button onClick={() => move({ to: tomorrowAtTen(time).toISOString() })}>{t('tomorrow')}</Button>
        <Button disabled={Math.abs(clock.offsetMs) < UNMOVED_MS} onClick={() => move({ offsetMs: 0 })}>
          {t('realTime')}
        </Button>
      </div>
      {failed ? (
        <div className="error-text">{t('clockFailed')}</div>
      ) : (
        <div className="muted">{t('clockHelp')}</div>
      )}
    </section>
  );
}

function dateWords(timeZone: string): Intl.DateTimeFormatOptions {
  return { timeZone, year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' };
}

function tomorrowAtTen(time: dayjs.Dayjs): dayjs.Dayjs {
  return time.add(1, 'day').hour(10).minute(0).second(0).millisecond(0);
}

function Offset({ offsetMs }: { offsetMs: number }) {
  const { t } = useTranslation();
  if (Math.abs(offsetMs) < UNMOVED_MS) return t('clockReal');
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const parts = [
    ['days', Math.floor(minutes / 1440)],
    ['hours', Math.floor((minutes % 1440) / 60)],
    ['mins', minutes % 60],
  ] as const;
  const shown = parts.filter(([, count]) => count > 0).map(([unit, count]) => t(unit, { count }));
  const text = shown.join(' ') || t('mins', { count: 0 });
  return t(offsetMs > 0 ? 'clockAhead' : 'clockBehind', { text });
}
