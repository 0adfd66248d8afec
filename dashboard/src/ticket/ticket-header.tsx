import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { When } from '../parts/when.tsx';
import { groupTicket } from '../text/numbers.ts';

/** Number, kind and state: what one says of it in one breath. */
export function TicketHeader({ card }: { card: TicketCard }) {
  const { t } = useTranslation();
  const { categoryName } = useReferenceData();
  const what = [t(`trade.kind.${card.kind}`), categoryName(card.category)].filter(Boolean).join(' · ');
  return (
    <header className="ticket-header">
      <div className="ticket-headline">
        <h1 className="ticket-number">{groupTicket(card.number)}</h1>
        <Tooltip title={t(`trade.stateMeans.${card.state}`)}>
          <span className="state" data-state={card.state}>
            {t(`trade.state.${card.state}`)}
          </span>
        </Tooltip>
        {card.priority !== 'normal' && (
          <span className="priority" data-priority={card.priority}>
            {t(`trade.priority.${card.priority}`)}
          </span>
        )}
        {card.missedAt && <span className="card-mark">{t('board.missed')}</span>}
        {card.chaseCount > 0 && (
          <span className="card-mark">{t('ticket.chased', { count: card.chaseCount })}</span>
        )}
        {card.reopenCount > 0 && (
          <span className="card-mark">{t('ticket.reopened', { count: card.reopenCount })}</span>
        )}
      </div>
      <p className="quiet">
        {what} · {t(`trade.source.${card.source}`)} · <When at={card.openedAt} />
      </p>
    </header>
  );
}
