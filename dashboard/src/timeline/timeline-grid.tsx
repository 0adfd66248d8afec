import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type PointerEvent, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  PlanPart,
  Timeline,
  TimelineJob,
  TimelineTechnician,
} from '../../../domain/contracts/day-plan.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { useNow } from '../time/clock.ts';
import { HoursDialog } from './hours-dialog.tsx';
import { JobBar } from './job-bar.tsx';
import { clockOf, jobsOf, type Scale } from './scale.ts';
import type { Lifted } from './use-drag.ts';

const ROW_HEIGHT = 46;
const HEAD_HEIGHT = 28;
/** About as much of a day as the word for an hour or for now is wide. */
const WORD_MS = 3_300_000;

interface Grid {
  timeline: Timeline;
  scale: Scale;
  /** What a plan proposes, shown beside what is. */
  proposed: readonly PlanPart[];
  lifted: Lifted | null;
  open: (job: TimelineJob) => void;
  grab: (job: TimelineJob) => (event: PointerEvent<HTMLElement>) => void;
  press: (job: TimelineJob) => (event: KeyboardEvent<HTMLElement>) => void;
}

type Row = { kind: 'outlet'; id: number; name: string } | { kind: 'technician'; who: TimelineTechnician };

/** A line for each technician, under the name of their outlet; draws only those in sight. */
export function TimelineGrid(props: Grid) {
  const { timeline, scale, proposed } = props;
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  const busyFirst = useBusyFirst(timeline, proposed);
  const rows = useMemo<Row[]>(
    () =>
      timeline.outlets
        .toSorted((a, b) => busyFirst(`outlet-${a.id}`) - busyFirst(`outlet-${b.id}`))
        .flatMap(({ id, name }): Row[] => [
          { kind: 'outlet', id, name },
          ...timeline.technicians
            .filter(({ outletId }) => outletId === id)
            .sort((a, b) => busyFirst(`${a.id}`) - busyFirst(`${b.id}`))
            .map((who): Row => ({ kind: 'technician', who })),
        ]),
    [timeline, busyFirst],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'outlet' ? HEAD_HEIGHT : ROW_HEIGHT),
    getItemKey: (index) => {
      const row = rows[index];
      return row?.kind === 'outlet' ? `outlet-${row.id}` : (row?.who.id ?? index);
    },
    overscan: 8,
  });
  const isToday = scale.from <= now && now < scale.to;
  // The hour gives way to the word for now where both would stand in the same place.
  const hourWords = scale.hours.filter((at) => !isToday || now - at > WORD_MS || at - now > WORD_MS / 2);
  return (
    <div className="plan-grid">
      <div className="plan-hours">
        <span>{t('timeline.technician')}</span>
        <div>
          {hourWords.map((at) => (
            <span key={at} className="plan-hour-word" style={{ left: `${scale.at(at)}%` }}>
              {clockOf(at, timeZone)}
            </span>
          ))}
          {isToday && (
            <b className="plan-now-word" style={{ left: `${scale.at(now)}%` }}>
              {t('timeline.now', { time: clockOf(now, timeZone) })}
            </b>
          )}
        </div>
      </div>
      <div className="plan-rows" ref={scroller}>
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <div
                key={item.key}
                className="plan-slot"
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                {row.kind === 'outlet' ? (
                  <h2 className="plan-outlet">{row.name}</h2>
                ) : (
                  <TechnicianLine {...props} who={row.who} now={isToday ? now : null} />
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/**
 * Whoever has or is to have work stands first. Settled when a day or a plan is opened: no line jumps away under the hand
 * that has just put a job on it.
 */
function useBusyFirst(timeline: Timeline, proposed: readonly PlanPart[]): (key: string) => number {
  const { day, regionId, outletId } = timeline;
  const opened = `${day} ${regionId} ${outletId} ${timeline.plan?.id} ${proposed.length > 0}`;
  const settled = useRef<{ opened: string; keys: Set<string> }>(null);
  if (settled.current?.opened !== opened) {
    const keys = [
      ...timeline.jobs.flatMap(({ technicianId, outletId, plannedAt }) => [
        `outlet-${outletId}`,
        plannedAt ? `${technicianId}` : '',
      ]),
      ...proposed.map(({ technicianId }) => `${technicianId}`),
    ];
    settled.current = { opened, keys: new Set(keys) };
  }
  const { keys } = settled.current;
  return useCallback((key) => Number(!keys.has(key)), [keys]);
}

function TechnicianLine({
  who,
  timeline,
  scale,
  proposed,
  lifted,
  open,
  grab,
  press,
  now,
}: Grid & { who: TimelineTechnician; now: number | null }) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const [hours, setHours] = useState(false);
  const jobs = jobsOf(timeline.jobs, who.id);
  const begins = Date.parse(timeline.startsAt);
  const clock = (time: string) => begins + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000;
  const [from, to] = [scale.at(clock(who.worksFrom)), scale.at(clock(who.worksTo))];
  const ghosts = proposed.filter((part) => part.technicianId === who.id && part.at && part.until);
  const here = lifted?.technicianId === who.id && lifted.at !== null ? lifted : null;
  return (
    <div className="plan-line" data-off={!who.atWork || undefined}>
      <div className="plan-who">
        {timeline.mayPlan ? (
          <button type="button" className="plan-name" onClick={() => setHours(true)}>
            {who.name}
          </button>
        ) : (
          <strong>{who.name}</strong>
        )}
        <small title={t(who.fromHome ? 'timeline.fromHome' : 'timeline.fromOutlet')}>
          {who.atWork
            ? [`${who.worksFrom}–${who.worksTo}`, t('timeline.jobs', { count: jobs.length })].join(
                t('common.dot'),
              )
            : t('timeline.dayOff')}
        </small>
      </div>
      {hours && <HoursDialog who={who} close={() => setHours(false)} />}
      <div className="plan-track" data-line={who.id}>
        {who.atWork && (
          <i className="plan-hours-at-work" style={{ left: `${from}%`, width: `${to - from}%` }} />
        )}
        {scale.hours.map((at) => (
          <i key={at} className="plan-hour" style={{ left: `${scale.at(at)}%` }} />
        ))}
        {ghosts.map((part) => (
          <i
            key={part.ticketId}
            className="plan-ghost"
            title={part.number}
            style={{
              left: `${scale.at(Date.parse(part.at ?? ''))}%`,
              width: `${scale.at(Date.parse(part.until ?? '')) - scale.at(Date.parse(part.at ?? ''))}%`,
            }}
          />
        ))}
        {jobs.map((job) => (
          <JobBar
            key={job.ticketId}
            job={job}
            scale={scale}
            lifted={lifted?.job.ticketId === job.ticketId}
            open={() => open(job)}
            grab={grab(job)}
            press={press(job)}
          />
        ))}
        {here?.at != null && (
          <i
            className="plan-drop"
            style={{
              left: `${scale.at(here.at)}%`,
              width: `${scale.at(here.at + here.job.minutes * 60_000) - scale.at(here.at)}%`,
            }}
          >
            {clockOf(here.at, timeZone)}
          </i>
        )}
        {now !== null && <i className="plan-now" style={{ left: `${scale.at(now)}%` }} />}
      </div>
    </div>
  );
}
