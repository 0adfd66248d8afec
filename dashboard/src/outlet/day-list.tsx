import { useQueryClient } from '@tanstack/react-query';
import { Alert, Segmented } from 'antd';
import { Fragment, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import type { DayJobView, FieldDay, Fieldwork } from '../../../domain/contracts/fieldwork.ts';
import { todayAndLater } from '../../../domain/fieldwork/day.ts';
import { get } from '../api/client.ts';
import { useFieldDay, usePrices } from '../api/queries.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useNow } from '../time/clock.ts';
import { atLocalHour, dayTime } from '../time/words.ts';
import { DayJob } from './day-job.tsx';

/** Today's jobs in the order in which they are driven, then what comes later. */
export function DayList({ outletId }: { outletId: number }) {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const now = useNow();
  const day = useFieldDay(outletId);
  usePrices();
  useKeepJobs(day.data);
  const mine = day.data?.jobs.some((job) => job.mine) ?? false;
  const [whose, setWhose] = useState<'mine' | 'all'>('mine');
  const old = day.data && now - Date.parse(day.data.now) > 120_000;
  if (!day.data) {
    if (day.error) return <TroubleAlert error={day.error} retry={() => day.refetch()} />;
    return day.fetchStatus === 'paused' ? (
      <Alert type="warning" showIcon title={t('field.notOnPhone')} />
    ) : (
      <Waiting />
    );
  }
  const jobs = day.data.jobs.filter((job) => !mine || whose === 'all' || job.mine).map(ordered);
  const { today, later } = todayAndLater(jobs, atLocalHour(now, 1, 0, 0, timeZone));
  const days = byTechnician(today);
  return (
    <>
      {old && (
        <p className="soon">
          {t('field.lastSeen', { time: dayTime(Date.parse(day.data.now), now, timeZone, t) })}
        </p>
      )}
      {mine && (
        <Segmented
          block
          size="large"
          value={whose}
          onChange={setWhose}
          options={(['mine', 'all'] as const).map((value) => ({ value, label: t(`field.whose.${value}`) }))}
        />
      )}
      <section>
        <h2 className="outlet-heading">
          {t('field.today')} <b>{today.length}</b>
        </h2>
        {days.map(([name, jobs]) => (
          <Fragment key={name}>
            {days.length > 1 && (
              <h3 className="outlet-technician">
                {name ?? t('field.nobodyYet')} <b>{jobs.length}</b>
              </h3>
            )}
            {jobs.map(({ job }, index) => (
              <DayJob
                key={job.card.id}
                job={job}
                place={index + 1}
                from={index === 0 ? (day.data?.base ?? null) : (jobs[index - 1]?.job.point ?? null)}
              />
            ))}
          </Fragment>
        ))}
        {today.length === 0 && <EmptyState title={t('field.noToday')} hint={t('outlet.noJobsHint')} />}
      </section>
      {later.length > 0 && (
        <section>
          <h2 className="outlet-heading">
            {t('field.later')} <b>{later.length}</b>
          </h2>
          {later.map(({ job }) => (
            <DayJob key={job.card.id} job={job} place={null} from={null} />
          ))}
        </section>
      )}
    </>
  );
}

/** Each drives a day of their own: in the order in which their first jobs come, nobody's last. */
function byTechnician<J extends { job: DayJobView }>(jobs: readonly J[]): [string | null, J[]][] {
  const lists = new Map<string | null, J[]>();
  for (const one of jobs) {
    const { technicianName } = one.job;
    lists.set(technicianName, [...(lists.get(technicianName) ?? []), one]);
  }
  return [...lists].sort(([a], [b]) => Number(a === null) - Number(b === null));
}

const ordered = (job: DayJobView) => ({
  job,
  id: job.card.id,
  rescue: job.card.priority === 'rescue',
  dueAt: job.card.dueAt,
  plannedOrder: job.plannedOrder,
  plannedAt: job.plannedAt,
  appointmentAt: job.appointmentAt,
});

/** As old as this, a job is read again while there is a network. */
const STALE_MS = 120_000;

/** Reads all of each job while there is a network, so that it is there when there is none. */
function useKeepJobs(day: FieldDay | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    let stopped = false;
    const keep = async () => {
      for (const { card } of day?.jobs ?? []) {
        if (stopped) return;
        // One after the other: this is for later, and what is asked for now comes first.
        await queries.prefetchQuery({
          queryKey: ['ticket', card.id],
          queryFn: ({ signal }) => get<TicketDetail>(`/api/tickets/${card.id}`, {}, signal),
          staleTime: STALE_MS,
        });
        await queries.prefetchQuery({
          queryKey: ['ticket', card.id, 'fieldwork'],
          queryFn: ({ signal }) => get<Fieldwork>(`/api/tickets/${card.id}/fieldwork`, {}, signal),
          staleTime: STALE_MS,
        });
      }
    };
    void keep();
    return () => {
      stopped = true;
    };
  }, [day, queries]);
}

const Waiting = () => (
  <div aria-busy="true">
    <div className="job-skeleton" />
    <div className="job-skeleton" />
  </div>
);
