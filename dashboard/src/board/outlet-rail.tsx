import { useVirtualizer } from '@tanstack/react-virtual';
import { Button, Input } from 'antd';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MapOutlet } from '../../../domain/contracts/board.ts';
import { mayWork } from '../../../domain/vocabulary.ts';
import { useMapOutlets } from '../api/queries.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { DRAGGED } from './board-context.ts';
import { leftToday, outletsInOrder } from './outlet-options.ts';

interface Rail {
  /** The regions in question come first. */
  regionIds: ReadonlySet<number | null>;
  /** How many tickets are chosen: pressed, an outlet takes those. */
  chosen: number;
  /** ids: what was dropped; null: what is chosen. */
  assign: (outletId: number, ids: number[] | null) => void;
  close: () => void;
}

const ROW_HEIGHT = 50;

/** The outlets beside the board: a card is dragged onto one, or one is pressed for the tickets that are chosen. */
export function OutletRail({ regionIds, chosen, assign, close }: Rail) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const search = useDeferredValue(text);
  const outlets = useMapOutlets();
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useMemo(
    () => outletsInOrder(outlets.data?.items ?? [], regionIds, search),
    [outlets.data, regionIds, search],
  );
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => shown[index]?.id ?? index,
    overscan: 6,
  });
  return (
    <aside className="outlet-rail" aria-label={t('board.outlets')}>
      <header>
        <h2>{t('board.outlets')}</h2>
        <Button type="text" size="small" onClick={close}>
          {t('board.hideOutlets')}
        </Button>
      </header>
      <Input
        size="small"
        allowClear
        placeholder={t('board.findOutlet')}
        aria-label={t('board.findOutlet')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="quiet">
        {chosen > 0 ? t('board.pressOutlet', { count: chosen }) : t('board.dropOnOutlet')}
      </p>
      {outlets.error && <TroubleAlert error={outlets.error} retry={() => outlets.refetch()} />}
      <div className="rail-rows" ref={scroller}>
        <div className="column-length" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const outlet = shown[row.index];
            return (
              outlet && (
                <div key={row.key} className="rail-row" style={{ transform: `translateY(${row.start}px)` }}>
                  <RailOutlet outlet={outlet} chosen={chosen} assign={assign} />
                </div>
              )
            );
          })}
        </div>
      </div>
    </aside>
  );
}

interface One {
  outlet: MapOutlet;
  chosen: number;
  assign: Rail['assign'];
}

function RailOutlet({ outlet, chosen, assign }: One) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const works = mayWork(outlet.standing);
  const left = leftToday(outlet);
  return (
    <button
      type="button"
      className="rail-outlet"
      disabled={!works}
      data-over={over || undefined}
      data-full={left === 0 || undefined}
      onClick={() => chosen > 0 && assign(outlet.id, null)}
      onDragOver={(event) => {
        if (!works || !event.dataTransfer.types.includes(DRAGGED)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const ids = event.dataTransfer.getData(DRAGGED).split(',').map(Number).filter(Boolean);
        if (ids.length > 0) assign(outlet.id, ids);
      }}
    >
      <span className="rail-name">{outlet.name}</span>
      <span className="quiet">
        {works
          ? t('board.outletWords', {
              type: t(`trade.outletType.${outlet.type}`),
              load: outlet.openTickets,
              left,
            })
          : t(`trade.standing.${outlet.standing}`)}
      </span>
    </button>
  );
}
