import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { latenessOf } from '../time/lateness.ts';
import { BoardCard } from './board-card.tsx';
import type { BoardColumn } from './columns.ts';

const CARD_HEIGHT = 82;

interface Column {
  column: BoardColumn;
  cards: TicketCard[];
  /** The one shown where there is room for one only. */
  current: boolean;
  loading: boolean;
  now: number;
  fresh: ReadonlyMap<number, number>;
  selected: number | null;
  choose: (id: number) => void;
}

/** One state of the board; draws only the cards in sight. */
export const ColumnView = memo(function ColumnView(props: Column) {
  const { column, cards, current, loading, now, fresh, selected, choose } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_HEIGHT,
    getItemKey: (index) => cards[index]?.id ?? index,
    overscan: 6,
  });

  const index = selected === null ? -1 : cards.findIndex((card) => card.id === selected);
  const selectedHere = index >= 0 ? selected : null;
  const showSelected = useEffectEvent(() => rows.scrollToIndex(index));
  useEffect(() => {
    // Only a new selection scrolls; the list moving under it does not.
    if (selectedHere !== null) showSelected();
  }, [selectedHere]);

  const late = cards.reduce((sum, card) => sum + Number(latenessOf(card, now).level === 'late'), 0);
  return (
    <section className="column" data-current={current} aria-label={t(`trade.state.${column}`)}>
      <header className="column-head" title={t(`trade.stateMeans.${column}`)}>
        <h2>{t(`trade.state.${column}`)}</h2>
        <span className="column-count">{cards.length}</span>
        {late > 0 && <span className="column-late">{t('board.lateCount', { late })}</span>}
      </header>
      <div className="column-cards" ref={scroller}>
        {loading ? (
          <ColumnSkeleton />
        ) : (
          <div className="column-length" style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map((row) => {
              const card = cards[row.index];
              return (
                card && (
                  <div
                    key={row.key}
                    className="column-row"
                    style={{ transform: `translateY(${row.start}px)` }}
                  >
                    <BoardCard
                      card={card}
                      now={now}
                      fresh={fresh.has(card.id)}
                      selected={card.id === selected}
                      reachable={index >= 0 ? card.id === selected : row.index === 0}
                      choose={choose}
                    />
                  </div>
                )
              );
            })}
          </div>
        )}
      </div>
    </section>
  );
});

const ColumnSkeleton = () => (
  <div aria-hidden="true">
    <div className="card-skeleton" />
    <div className="card-skeleton" />
    <div className="card-skeleton" />
  </div>
);
