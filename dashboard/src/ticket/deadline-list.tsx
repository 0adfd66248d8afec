import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import { isOpen } from '../../../domain/vocabulary.ts';
import { Countdown, When } from '../parts/when.tsx';
import { useNow } from '../time/clock.ts';
import { deadlinesOf } from './deadlines.ts';

/** D6: each deadline, met or not. */
export function DeadlineList({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation();
  const now = useNow();
  const rows = deadlinesOf(detail, now);
  if (rows.length === 0) return null;
  return (
    <ul className="deadlines" aria-label={t('ticket.deadlines')}>
      {rows.map(({ kind, dueAt, metAt, state }) => (
        <li key={kind} data-state={state}>
          <b>{t(`trade.dueKind.${kind}`)}</b>
          <span>
            {t('ticket.by')} <When at={dueAt} />
          </span>
          <span className="deadline-state">
            {metAt && t(state === 'metLate' ? 'ticket.metLate' : 'ticket.met')}
            {metAt && <When at={metAt} />}
            {!metAt && isOpen(detail.card.state) && <Countdown until={dueAt} />}
          </span>
        </li>
      ))}
    </ul>
  );
}
