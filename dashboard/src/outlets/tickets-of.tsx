import { Link } from 'react-router-dom';
import type { CapacityView, OutletRow } from '../../../domain/contracts/outlets.ts';
import { OFFER_ANSWERS } from '../../../domain/vocabulary.ts';

/** D4: offers are looked back on for so many days (services/views/outlet-figures.ts). */
const FIGURE_DAYS = 30;

/** The states that an outlet has in hand. */
const IN_HAND = 'offered,accepted,in_progress';

interface Counted {
  outlet: Pick<OutletRow, 'id' | 'openTickets' | 'lateTickets'>;
  of: 'open' | 'late';
}

/** How many tickets an outlet has in hand, or late; opens the list of them. */
export function TicketsOf({ outlet, of }: Counted) {
  const count = of === 'open' ? outlet.openTickets : outlet.lateTickets;
  if (count === 0) return <span className="quiet">0</span>;
  const late = of === 'late' ? '&late=true' : '';
  return (
    <Link
      to={`/tickets?outlet=${outlet.id}&state=${IN_HAND}${late}`}
      className={of === 'late' ? 'late' : undefined}
    >
      {count}
    </Link>
  );
}

/** D1: places claimed on a day; opens whose they are. */
export function BookedOn({ outletId, day }: { outletId: number; day: CapacityView }) {
  if (day.booked === 0) return 0;
  return <Link to={`/tickets?outlet=${outletId}&day=${day.day}`}>{day.booked}</Link>;
}

/** D4: how it answered offers; each opens the tickets that it was offered. */
export function Answers({ outlet: { id, figures } }: { outlet: Pick<OutletRow, 'id' | 'figures'> }) {
  return OFFER_ANSWERS.map((answer, at) => (
    <span key={answer}>
      {at > 0 && ' / '}
      {figures[answer] === 0 ? (
        0
      ) : (
        <Link to={`/tickets?outlet=${id}&answer=${answer}&days=${FIGURE_DAYS}`}>{figures[answer]}</Link>
      )}
    </span>
  ));
}

/** F2: the average of its follow-up scores; opens the tickets that were scored. */
export function Scored({ outletId, figures }: { outletId: number } & Pick<OutletRow, 'figures'>) {
  if (figures.score === null) return '–';
  return (
    <Link to={`/tickets?outlet=${outletId}&scored=true&days=${figures.scoredDays}`}>
      {figures.score.toFixed(1)}
    </Link>
  );
}
