import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { OPEN_STATES } from '../../../domain/vocabulary.ts';
import { useTickets } from '../api/queries.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';

/** H8: whoever has an open ticket already may be chasing it; shown before a second one is made. */
export function KnownTickets({ number }: { number: string }) {
  const { t } = useTranslation();
  const { categoryName } = useReferenceData();
  const { items = [] } = useTickets({ search: number, state: OPEN_STATES.join(','), limit: 5 });
  if (items.length === 0) return null;
  return (
    <Alert
      type="warning"
      className="known-tickets"
      title={t('tickets.known')}
      description={
        <ul className="plain-list">
          {items.map((card) => (
            <li key={card.id}>
              <TicketLink id={card.id} number={card.number} /> {t(`trade.kind.${card.kind}`)}{' '}
              {categoryName(card.category)} · {t(`trade.state.${card.state}`)}
            </li>
          ))}
        </ul>
      }
    />
  );
}
