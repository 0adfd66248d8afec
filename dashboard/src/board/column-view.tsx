import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { useOfNow } from '../time/clock.ts';
import { lateAmong } from '../time/lateness.ts';
import { BoardCard } from './board-card.tsx';
import type { BoardColumn } from './columns.ts';
import { useAnchor } from './use-anchor.ts';

const CARD_HEIGHT = 82;

interface Column {
  column: BoardColumn;
  cards: readonly TicketCard[];
  /** The one shown where there is room for one only. */
  current: boolean;
  loading: boolean;
  selected: number | null;
  chosen: ReadonlySet<number>;
  chooseAll: (column: BoardColumn) => void;
}

/** One state of the board; draws only the cards in sight. */
export const ColumnView = memo(function ColumnView(props: Column) {
  const { column, cards, current, loading, selected, chosen } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_HEIGHT,
    getItemKey: (index) => cards[index]?.id ?? index,
    overscan: 6,
  });
  const { above, toTop } = useAnchor(scroller, cards, CARD_HEIGHT);

  const index = selected === null ? -1 : cards.findIndex((card) => card.id === selected);
  const selectedHere = index >= 0 ? selected : null;
  const showSelected = useEffectEvent(() => rows.scrollToIndex(index));
  useEffect(() => {
    // Only a new selection scrolls; the list moving under it does not.
    if (selectedHere !== null) showSelected();
  }, [selectedHere]);

  return (
    <section className="column" data-current={current} aria-label={t(`trade.state.${column}`)}>
      <ColumnHead {...props} />
      {above > 0 && (
        <button type="button" className="column-above" onClick={toTop}>
          {t('board.above', { count: above })}
        </button>
      )}
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
                      selected={card.id === selected}
                      chosen={chosen.has(card.id)}
                      reachable={index >= 0 ? card.id === selected : row.index === 0}
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

function ColumnHead({ column, cards, chosen, chooseAll }: Column) {
  const { t } = useTranslation();
  const late = useOfNow((now) => lateAmong(cards, now));
  const all = cards.length > 0 && cards.every((card) => chosen.has(card.id));
  return (
    <header className="column-head" title={t(`trade.stateMeans.${column}`)}>
      <input
        type="checkbox"
        checked={all}
        disabled={cards.length === 0}
        aria-label={t('board.selectAll')}
        title={t('board.selectAll')}
        onChange={() => chooseAll(column)}
      />
      <h2>{t(`trade.state.${column}`)}</h2>
      <span className="column-count">{cards.length}</span>
      {late > 0 && <span className="column-late">{t('board.lateCount', { late })}</span>}
    </header>
  );
}

const ColumnSkeleton = () => (
  <div aria-hidden="true">
    <div className="card-skeleton" />
    <div className="card-skeleton" />
    <div className="card-skeleton" />
  </div>
);
