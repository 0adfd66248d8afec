import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpeningHours, SetupDay } from '../../../domain/contracts/setup.ts';
import { newKey, write } from '../api/client.ts';
import { useLanguage } from '../i18n/language.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useNow } from '../time/clock.ts';
import { exactTime } from '../time/words.ts';
import { WEEKDAYS } from './hours-tab.tsx';
import { shortSpans, spanWords } from './spans-field.tsx';

/** '2026-11' a number of months later. */
function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}
/** 0 for Monday. */
const weekdayOf = (day: string): number => (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;

/** The hours as they fall in a month, saved or not: holidays, make-up workdays and special days marked. */
export function MonthView({ hours }: { hours: OpeningHours }) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const language = useLanguage();
  const monthName = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  const today = exactTime(useNow(), timeZone).slice(0, 10);
  const [chosen, setMonth] = useState<string | null>(null);
  const month = chosen ?? today.slice(0, 7);
  const days = useQuery({
    queryKey: ['setup', 'month', month, hours],
    queryFn: () => write<{ items: SetupDay[] }>('POST', '/api/setup/month', { month, hours }, newKey()),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const items = days.data?.items ?? [];
  const first = items[0];
  return (
    <section className="panel setup-month" aria-label={t('setup.hours.month')}>
      <header className="panel-head">
        <Button size="small" onClick={() => setMonth(monthAfter(month, -1))}>
          {t('setup.hours.earlier')}
        </Button>
        <strong>{monthName.format(new Date(`${month}-01T00:00Z`))}</strong>
        <Button size="small" onClick={() => setMonth(monthAfter(month, 1))}>
          {t('setup.hours.later')}
        </Button>
      </header>
      {days.error && <TroubleAlert error={days.error} retry={() => void days.refetch()} />}
      {first && !first.covered && hours.followCalendar && (
        <p className="soon setup-small">{t('setup.hours.notAnnounced', { year: first.day.slice(0, 4) })}</p>
      )}
      <div className="setup-days">
        {WEEKDAYS.map((name) => (
          <span key={name} className="quiet setup-weekday">
            {t(`setup.hours.weekday.${name}`)}
          </span>
        ))}
        {items.map((day, index) => (
          <Day
            key={day.day}
            day={day}
            column={index === 0 ? weekdayOf(day.day) + 1 : undefined}
            today={day.day === today}
            own={day.exception === null ? null : (hours.exceptions[day.exception]?.name ?? '')}
          />
        ))}
      </div>
    </section>
  );
}

function Day({
  day,
  column,
  today,
  own,
}: {
  day: SetupDay;
  column: number | undefined;
  today: boolean;
  /** The name of the special day; null on any other. */
  own: string | null;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const mark =
    day.kind === 'holiday'
      ? t('setup.hours.holidayShort')
      : day.kind === 'make_up'
        ? t('setup.hours.makeUpShort')
        : null;
  const name =
    own !== null ? own || t('setup.hours.own') : day.kind === 'holiday' ? day.holiday?.[language] : null;
  return (
    <div
      className="setup-day"
      data-kind={day.kind}
      data-own={own !== null || undefined}
      data-closed={day.spans.length === 0 || undefined}
      data-today={today || undefined}
      style={column ? { gridColumnStart: column } : undefined}
      title={`${t(`setup.hours.day.${day.kind}`)} ${spanWords(day.spans)}`}
    >
      <span className="setup-day-head">
        {Number(day.day.slice(8))}
        {mark && <em>{mark}</em>}
      </span>
      {name && <span className="setup-day-name">{name}</span>}
      <span className="setup-day-hours">
        {day.spans.length > 0 ? shortSpans(day.spans) : t('setup.hours.closed')}
      </span>
    </div>
  );
}
