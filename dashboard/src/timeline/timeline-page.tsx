import { Alert } from 'antd';
import { type KeyboardEvent, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import type { TimelineJob } from '../../../domain/contracts/day-plan.ts';
import { useBoard } from '../live/live.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { isOutletOnly } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { useOpenTicket } from '../ticket/open-ticket.ts';
import { MoveDialog } from './move-dialog.tsx';
import { isChange, ProposalPanel } from './proposal-panel.tsx';
import { isPlanned, STEP, scaleOf } from './scale.ts';
import { TimelineGrid } from './timeline-grid.tsx';
import { TimelineToolbar } from './timeline-toolbar.tsx';
import { UnplannedList } from './unplanned-list.tsx';
import { type Lifted, useDrag } from './use-drag.ts';
import { useMoves } from './use-moves.ts';
import { usePlan, useTimeline, useTimelinePlace } from './use-timeline.ts';
import './timeline.css';

/** The day of the technicians of an outlet or a region: who is where when, what is left over, and a plan for it. */
export function TimelinePage() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const openTicket = useOpenTicket();
  const [place, setPlace] = useTimelinePlace();
  const day = useTimeline(place);
  const timeline = day.data;
  const { move } = useMoves(timeline);
  const [moving, setMoving] = useState<number | null>(null);
  const proposedId = timeline?.plan?.state === 'proposed' ? timeline.plan.id : null;
  const plan = usePlan(proposedId);
  // Changes of the place that is looked at arrive by its room; what they change is read again.
  useBoard(me.scope.province && timeline ? `region.${timeline.regionId}` : (me.rooms[0] ?? ''));

  const scale = useMemo(() => (timeline ? scaleOf(timeline) : null), [timeline]);
  const drop = useCallback(
    ({ job, technicianId, at }: Lifted) => {
      if (technicianId === null) {
        if (job.technicianId !== null && job.plannedAt)
          void move(job, { technicianId: null, plannedAt: null, fixed: false });
      } else if (
        at !== null &&
        (technicianId !== job.technicianId || Date.parse(job.plannedAt ?? '') !== at)
      ) {
        void move(job, { technicianId, plannedAt: new Date(at).toISOString(), fixed: true });
      }
    },
    [move],
  );
  const { lifted, grab, wasDragged } = useDrag(scale, drop);
  const known = useMemo(() => new Set(timeline?.technicians.map(({ id }) => id)), [timeline]);
  const names = useMemo(() => new Map(timeline?.technicians.map(({ id, name }) => [id, name])), [timeline]);
  const nameOf = (id: number | null) => (id === null ? '' : (names.get(id) ?? ''));

  const open = (job: TimelineJob) => {
    if (wasDragged()) return;
    if (isOutletOnly(me)) navigate(`/o/${job.ticketId}`);
    else openTicket(job.ticketId);
  };
  const press = (job: TimelineJob) => (event: KeyboardEvent<HTMLElement>) => {
    const key = event.key.toLowerCase();
    if (key === 'm' && job.movable) setMoving(job.ticketId);
    else if (key === 'o') open(job);
    else if (
      (key === 'arrowleft' || key === 'arrowright') &&
      job.movable &&
      job.technicianId &&
      job.plannedAt
    ) {
      const at = Date.parse(job.plannedAt) + (key === 'arrowleft' ? -STEP : STEP);
      void move(job, { technicianId: job.technicianId, plannedAt: new Date(at).toISOString(), fixed: true });
    } else return;
    event.preventDefault();
  };

  if (day.error && !timeline)
    return <TroubleAlert error={day.error} retry={() => day.refetch()} className="page" />;
  const movingJob = timeline?.jobs.find(({ ticketId }) => ticketId === moving);
  return (
    <div className="plan-page" data-dragging={lifted ? '' : undefined}>
      <TimelineToolbar timeline={timeline} place={place} setPlace={setPlace} />
      {timeline?.plan?.state === 'failed' && <Alert type="warning" showIcon title={t('timeline.failed')} />}
      {!timeline || !scale ? (
        <PageSkeleton />
      ) : (
        <div className="plan-body">
          {timeline.technicians.length === 0 ? (
            <EmptyState title={t('timeline.noTechnicians')} hint={t('timeline.noTechniciansHint')} />
          ) : (
            <TimelineGrid
              timeline={timeline}
              scale={scale}
              proposed={plan.data?.parts.filter((part) => part.state === 'open' && isChange(part)) ?? []}
              lifted={lifted}
              open={open}
              grab={grab}
              press={press}
            />
          )}
          {plan.data && proposedId !== null ? (
            <ProposalPanel
              plan={plan.data}
              nameOf={nameOf}
              mayPlan={timeline.mayPlan}
              close={() => void day.refetch()}
            />
          ) : (
            <UnplannedList
              jobs={timeline.jobs.filter((job) => !isPlanned(job, known))}
              nameOf={nameOf}
              open={open}
              grab={grab}
              press={press}
            />
          )}
          <p className="plan-keys quiet">{t('timeline.keys')}</p>
        </div>
      )}
      {timeline && movingJob && (
        <MoveDialog
          job={movingJob}
          timeline={timeline}
          move={(to) => void move(movingJob, to)}
          close={() => setMoving(null)}
        />
      )}
    </div>
  );
}
