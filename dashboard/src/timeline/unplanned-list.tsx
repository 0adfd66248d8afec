import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineJob } from '../../../domain/contracts/day-plan.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { groupTicket } from '../text/numbers.ts';
import { useJobWords } from './job-bar.tsx';

interface Unplanned {
  jobs: readonly TimelineJob[];
  nameOf: (technicianId: number | null) => string;
  open: (job: TimelineJob) => void;
  grab: (job: TimelineJob) => (event: PointerEvent<HTMLElement>) => void;
  press: (job: TimelineJob) => (event: KeyboardEvent<HTMLElement>) => void;
}

/** What nobody has a time for yet, beside the lines onto which it can be dragged. */
export function UnplannedList({ jobs, nameOf, open, grab, press }: Unplanned) {
  const { t } = useTranslation();
  const { places } = useReferenceData();
  const { what, promise } = useJobWords();
  return (
    <section className="plan-side" data-unplanned="" aria-label={t('timeline.unplanned')}>
      <header className="plan-side-head">
        <h2>{t('timeline.unplanned')}</h2>
        <span className="quiet">{jobs.length}</span>
      </header>
      {jobs.length === 0 ? (
        <EmptyState title={t('timeline.nothingLeft')} hint={t('timeline.nothingLeftHint')} />
      ) : (
        <>
          <p className="plan-hint quiet">{t('timeline.unplannedHint')}</p>
          <ul className="plan-cards">
            {jobs.map((job) => (
              <li key={job.ticketId}>
                <button
                  type="button"
                  className="plan-card"
                  data-job={job.ticketId}
                  data-priority={job.priority}
                  onClick={() => open(job)}
                  onPointerDown={job.movable ? grab(job) : undefined}
                  onKeyDown={press(job)}
                >
                  <span>
                    <strong>{groupTicket(job.number)}</strong> {what(job)}
                  </span>
                  <small>
                    {[
                      places.short(job.districtCode),
                      promise(job),
                      job.state === 'accepted' || job.state === 'in_progress'
                        ? ''
                        : t(`trade.state.${job.state}`),
                      nameOf(job.technicianId),
                    ]
                      .filter(Boolean)
                      .join(t('common.dot'))}
                  </small>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
