import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useEffectEvent, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { LevelMark } from '../parts/level-mark.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { When } from '../parts/when.tsx';
import { PresenceMark } from '../presence/presence-mark.tsx';
import { groupTicket } from '../text/numbers.ts';
import { useOfNow } from '../time/clock.ts';
import { latenessOf } from '../time/lateness.ts';
import { CardDue } from './board-card.tsx';
import { DRAGGED, useBoardActs } from './board-context.ts';
import { isRescue } from './columns.ts';
import { nextOrder, TABLE_KEYS, type TableKey, type TableOrder } from './table-order.ts';
import { useAnchor } from './use-anchor.ts';
import './table.css';

const ROW_HEIGHT = 34;
const KEYS = TABLE_KEYS.filter((key) => key !== 'urgency');

interface Table {
  cards: readonly TicketCard[];
  order: TableOrder;
  setOrder: (order: TableOrder) => void;
  selected: number | null;
  chosen: ReadonlySet<number>;
  chooseAll: () => void;
}

/** The board as one dense list, in any order; draws only the rows in sight. */
export function TableView({ cards, order, setOrder, selected, chosen, chooseAll }: Table) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLTableSectionElement>(null);
  const rows = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => cards[index]?.id ?? index,
    overscan: 10,
  });
  const { above, toTop } = useAnchor(scroller, cards, ROW_HEIGHT);
  const index = selected === null ? -1 : cards.findIndex((card) => card.id === selected);
  const showSelected = useEffectEvent(() => rows.scrollToIndex(index));
  const here = index >= 0 ? selected : null;
  useEffect(() => {
    if (here !== null) showSelected();
  }, [here]);
  const all = cards.length > 0 && cards.every((card) => chosen.has(card.id));
  const direction = order.down ? 'descending' : 'ascending';
  return (
    <div className="board-table">
      {above > 0 && (
        <button type="button" className="column-above" onClick={toTop}>
          {t('board.above', { count: above })}
        </button>
      )}
      <table aria-label={t('board.view.table')} aria-rowcount={cards.length}>
        <thead>
          <tr className="board-table-head table-row">
            <th scope="col">
              <input type="checkbox" checked={all} aria-label={t('board.selectAll')} onChange={chooseAll} />
            </th>
            {KEYS.map((key) => (
              <th key={key} scope="col" aria-sort={order.key === key ? direction : undefined}>
                <button type="button" onClick={() => setOrder(nextOrder(order, key))}>
                  {t(`board.column.${key}`)}
                  {order.key === key && <span aria-hidden="true">{order.down ? ' ↓' : ' ↑'}</span>}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="board-table-rows" ref={scroller}>
          {rows.getVirtualItems().map((row) => {
            const card = cards[row.index];
            return (
              card && (
                <TableRow
                  key={row.key}
                  card={card}
                  start={row.start}
                  selected={card.id === selected}
                  chosen={chosen.has(card.id)}
                />
              )
            );
          })}
          <tr className="table-length" style={{ height: rows.getTotalSize() }} />
        </tbody>
      </table>
    </div>
  );
}

interface Row {
  card: TicketCard;
  start: number;
  selected: boolean;
  chosen: boolean;
}

const TableRow = memo(function TableRow({ card, start, selected, chosen }: Row) {
  const { t } = useTranslation();
  const { places, categoryName } = useReferenceData();
  const { marks, choose, select, dragged } = useBoardActs();
  const level = useOfNow((now) => latenessOf(card, now).level);
  const fresh = useSyncExternalStore(
    marks.watch,
    useCallback(() => marks.has(card.id), [marks, card.id]),
  );
  const cells: Record<Exclude<TableKey, 'urgency'>, React.ReactNode> = {
    number: (
      <button type="button" className="table-number" onClick={() => choose(card.id)}>
        {groupTicket(card.number)}
      </button>
    ),
    kind: t(`trade.kind.${card.kind}`),
    state: t(`trade.state.${card.state}`),
    place: places.long(card.districtCode) || t('board.noPlace'),
    category: categoryName(card.category),
    outlet: card.outletName ?? (card.manualReason ? t(`trade.manualShort.${card.manualReason}`) : ''),
    due: (
      <>
        <CardDue card={card} />
        <LevelMark card={card} />
      </>
    ),
    chases: [
      card.missedAt ? t('board.missed') : '',
      card.replyAt ? t('board.reply') : '',
      card.chaseCount > 0 ? t('board.chasedShort', { count: card.chaseCount }) : '',
      card.reopenCount > 0 ? t('board.reopened') : '',
    ].join(' '),
    takenBy: (
      <>
        {card.takenBy?.name} <PresenceMark ticketId={card.id} />
      </>
    ),
    opened: <When at={card.openedAt} />,
  };
  return (
    <tr
      className="table-row"
      style={{ transform: `translateY(${start}px)` }}
      data-id={card.id}
      data-level={level}
      data-rescue={isRescue(card) || undefined}
      data-fresh={fresh || undefined}
      data-chosen={chosen || undefined}
      aria-current={selected || undefined}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAGGED, dragged(card.id).join());
        event.dataTransfer.effectAllowed = 'move';
      }}
      onClick={(event) => {
        if (event.target instanceof HTMLElement && event.target.closest('button, input')) return;
        if (event.shiftKey) select(card.id, 'range');
        else if (event.ctrlKey || event.metaKey) select(card.id, 'one');
        else choose(card.id);
      }}
    >
      <td>
        <input
          type="checkbox"
          checked={chosen}
          aria-label={t('board.selectOne', { number: card.number })}
          onChange={() => select(card.id, 'one')}
        />
      </td>
      {KEYS.map((key) => (
        <td key={key} className={`cell-${key}`}>
          {cells[key]}
        </td>
      ))}
    </tr>
  );
});
