import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import { formatFen } from '../../../domain/money.ts';
import type { ServiceActionName } from '../../../domain/vocabulary.ts';
import { When } from '../parts/when.tsx';
import { chainOf, currentVisit } from '../ticket/chain.ts';

interface Chain {
  detail: TicketDetail;
  /** Done on the phone, and not sent yet. */
  waiting: ReadonlySet<ServiceActionName>;
}

/** H5: the visit's chain from top to bottom; what is missing is seen at once. */
export function JobChain({ detail, waiting }: Chain) {
  const { t } = useTranslation();
  const visit = currentVisit(detail.visits);
  if (!visit) return null;
  return (
    <section className="panel">
      <ol className="job-chain">
        {chainOf(visit).map(({ action, state, at, evidence }) => (
          <li key={action} data-state={state}>
            <i aria-hidden="true">{state === 'done' ? '✓' : state === 'missing' ? '!' : ''}</i>
            <span>
              {t(`trade.action.${action}`)}
              {evidence && <span className="quiet"> {evidence}</span>}
            </span>
            <span className="quiet">
              {waiting.has(action) && <span className="soon">{t('field.waiting')} </span>}
              {at ? <When at={at} /> : state === 'missing' && t('ticket.chain.missing')}
            </span>
          </li>
        ))}
      </ol>
      {visit.summary && (
        <p>
          {visit.summary}{' '}
          <span className="quiet">{t('ticket.charge', { yuan: formatFen(visit.chargeFen) })}</span>
        </p>
      )}
    </section>
  );
}
