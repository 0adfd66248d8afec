import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineJob } from '../../../domain/contracts/day-plan.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { groupTicket } from '../text/numbers.ts';
import { clockOf, type Scale } from './scale.ts';

/** What a job is, as it is said everywhere on this page. */
export function useJobWords() {
  const { t } = useTranslation();
  const { categoryName, places, timeZone } = useReferenceData();
  const promise = ({ promisedFrom, promisedUntil }: TimelineJob): string => {
    if (!promisedFrom) return '';
    const from = clockOf(promisedFrom, timeZone);
    return promisedUntil
      ? t('timeline.promised', { from, until: clockOf(promisedUntil, timeZone) })
      : t('timeline.promisedAt', { at: from });
  };
  const what = (job: Pick<TimelineJob, 'category' | 'kind'>): string =>
    [categoryName(job.category), t(`trade.kind.${job.kind}`)].filter(Boolean).join(' ');
  const where = (job: Pick<TimelineJob, 'districtCode'>): string => places.short(job.districtCode);
  const more = (job: TimelineJob): string =>
    [
      groupTicket(job.number),
      what(job),
      where(job),
      promise(job),
      job.travelMinutes === null ? '' : t('timeline.travel', { minutes: job.travelMinutes }),
      job.plannedOrder === null ? '' : t('timeline.order', { order: job.plannedOrder }),
      job.fixed ? t('timeline.fixed') : '',
      job.progress === 'waiting' ? '' : t(`timeline.started.${job.progress}`),
      ...job.conflicts.map((conflict) => t(`trade.planConflict.${conflict}`)),
    ]
      .filter(Boolean)
      .join(t('common.dot'));
  return { promise, what, where, more };
}

interface Bar {
  job: TimelineJob;
  scale: Scale;
  open: () => void;
  grab: (event: PointerEvent<HTMLElement>) => void;
  press: (event: KeyboardEvent<HTMLElement>) => void;
  lifted: boolean;
}

/** A job on somebody's line, with the way to it before. */
export function JobBar({ job, scale, open, grab, press, lifted }: Bar) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const { what, where, more } = useJobWords();
  const from = Date.parse(job.plannedAt ?? '');
  const until = Date.parse(job.plannedUntil ?? '');
  const way = (job.travelMinutes ?? 0) * 60_000;
  const left = scale.at(from);
  return (
    <>
      {way > 0 && (
        <i
          className="plan-way"
          style={{ left: `${scale.at(from - way)}%`, width: `${left - scale.at(from - way)}%` }}
        />
      )}
      <button
        type="button"
        className="plan-bar"
        data-job={job.ticketId}
        data-priority={job.priority}
        data-progress={job.progress}
        data-conflict={job.conflicts.length > 0 || undefined}
        data-fixed={job.fixed || undefined}
        data-lifted={lifted || undefined}
        style={{ left: `${left}%`, width: `${Math.max(0.8, scale.at(until) - left)}%` }}
        title={more(job)}
        aria-label={[
          groupTicket(job.number),
          what(job),
          `${clockOf(from, timeZone)}–${clockOf(until, timeZone)}`,
          ...job.conflicts.map((conflict) => t(`trade.planConflict.${conflict}`)),
        ].join(t('common.comma'))}
        onClick={open}
        onPointerDown={job.movable ? grab : undefined}
        onKeyDown={press}
      >
        <span>{what(job)}</span>
        <small className="plan-bar-note">
          {job.conflicts[0] ? t(`trade.planConflict.${job.conflicts[0]}`) : where(job)}
        </small>
      </button>
    </>
  );
}
