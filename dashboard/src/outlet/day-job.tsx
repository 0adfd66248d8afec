import { RightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { DayJobView } from '../../../domain/contracts/fieldwork.ts';
import { roughWay } from '../../../domain/fieldwork/day.ts';
import { When } from '../parts/when.tsx';
import { groupTicket } from '../text/numbers.ts';
import { JobWords } from './job-words.tsx';
import { useQueued } from './queue/field-context.tsx';

interface Stop {
  job: DayJobView;
  /** Its place in the day; null for another day's. */
  place: number | null;
  from: { lng: number; lat: number } | null;
}

/** A job of the day: when, what, and roughly how far from the one before. The whole of it is the target. */
export function DayJob({ job, place, from }: Stop) {
  const { t } = useTranslation();
  const waiting = useQueued().filter(({ ticketId }) => ticketId === job.card.id).length;
  const { card, point, plannedAt, appointmentAt, appointmentUntil, technicianName } = job;
  const time = plannedAt ?? appointmentAt;
  const way = from && point && place !== null ? roughWay(from, point) : null;
  return (
    <>
      {way && way.km >= 0.2 && (
        <p className="way-between quiet">
          {t(place === 1 ? 'field.wayOut' : 'field.way', { km: way.km.toFixed(1), minutes: way.minutes })}
        </p>
      )}
      <Link to={`/o/${card.id}`} className="job">
        {(place !== null || time) && (
          <b className="job-when">
            {place !== null && <i className="job-place">{place}</i>}
            {time ? <When at={time} until={plannedAt ? null : appointmentUntil} /> : t('field.noTime')}
          </b>
        )}
        <JobWords card={card} />
        <span className="quiet job-foot">
          {groupTicket(card.number)} · {t(`trade.state.${card.state}`)}
          {technicianName && ` · ${technicianName}`}
        </span>
        {waiting > 0 && <span className="soon">{t('field.queued', { count: waiting })}</span>}
        <RightOutlined className="job-arrow" aria-hidden="true" />
      </Link>
    </>
  );
}
