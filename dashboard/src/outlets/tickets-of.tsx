import { Link } from 'react-router-dom';
import type { OutletRow } from '../../../domain/contracts/outlets.ts';

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
