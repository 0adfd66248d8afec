import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { isRescue } from '../board/columns.ts';
import type { Column } from '../parts/data-table.tsx';
import { LevelMark } from '../parts/level-mark.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';
import { Countdown, When } from '../parts/when.tsx';
import { useNow } from '../time/clock.ts';
import { latenessOf } from '../time/lateness.ts';

/** The columns of a list of tickets. */
export function useTicketColumns(): Column<TicketCard>[] {
  const { t } = useTranslation();
  const { places, categoryName } = useReferenceData();
  const now = useNow();
  return [
    {
      key: 'number',
      title: t('tickets.number'),
      cell: ({ id, number }) => <TicketLink id={id} number={number} />,
    },
    {
      key: 'kind',
      title: t('tickets.kind'),
      cell: (card) => (
        <>
          <span className={isRescue(card) ? 'late' : undefined}>{t(`trade.kind.${card.kind}`)}</span>
          {card.priority === 'urgent' && <span className="card-mark">{t('trade.priority.urgent')}</span>}
          {card.chaseCount > 0 && (
            <span className="card-mark">{t('board.chased', { count: card.chaseCount })}</span>
          )}
        </>
      ),
    },
    { key: 'category', title: t('tickets.category'), cell: ({ category }) => categoryName(category) || '–' },
    {
      key: 'place',
      title: t('tickets.place'),
      cell: ({ districtCode }) => places.long(districtCode) || t('board.noPlace'),
    },
    {
      key: 'state',
      title: t('tickets.state'),
      cell: ({ state }) => (
        <span className="state" data-state={state}>
          {t(`trade.state.${state}`)}
        </span>
      ),
    },
    { key: 'outlet', title: t('tickets.outlet'), cell: ({ outletName }) => outletName ?? '–' },
    {
      key: 'due',
      title: t('tickets.due'),
      cell: (card) =>
        card.dueAt && card.dueKind ? (
          <span className={card.paused ? 'quiet' : latenessOf(card, now).level}>
            {card.paused ? (
              t(`trade.waitReason.${card.paused}`)
            ) : (
              <>
                {t(`trade.dueKind.${card.dueKind}`)} <Countdown until={card.dueAt} />
              </>
            )}
            <LevelMark card={card} />
          </span>
        ) : (
          '–'
        ),
    },
    { key: 'opened', title: t('tickets.opened'), cell: ({ openedAt }) => <When at={openedAt} /> },
  ];
}
