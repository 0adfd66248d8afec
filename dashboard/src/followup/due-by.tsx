import type { ObligationView } from '../../../domain/contracts/followup.ts';
import { Countdown } from '../parts/when.tsx';
import { useNow } from '../time/clock.ts';

/** F4: by when it has to be done; late in red. */
export function DueBy({ obligation }: { obligation: Pick<ObligationView, 'dueAt' | 'state'> }) {
  const late = Date.parse(obligation.dueAt) < useNow();
  return (
    <span className={late ? 'late' : undefined}>
      <Countdown until={obligation.dueAt} />
    </span>
  );
}
