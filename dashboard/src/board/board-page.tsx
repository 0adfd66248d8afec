import type { InputRef } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { RequestFailed } from '../api/problem.ts';
import { useBoard, useRefusal } from '../live/live.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { boardRoomsOf } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { useOpenTicket } from '../ticket/open-ticket.ts';
import { useNow } from '../time/clock.ts';
import { BoardEmpty } from './board-empty.tsx';
import { BoardHelp } from './board-help.tsx';
import { BoardToolbar } from './board-toolbar.tsx';
import { ColumnPicker } from './column-picker.tsx';
import { ColumnView } from './column-view.tsx';
import { BOARD_COLUMNS, type BoardColumn, columnsOf } from './columns.ts';
import { type BoardFilters, readFilters, writeFilters } from './filters.ts';
import { useBoardKeys } from './use-board-keys.ts';
import { useFresh } from './use-fresh.ts';
import './board.css';

const NEAREST: ScrollIntoViewOptions = { block: 'nearest', inline: 'nearest' };

/** The live dispatch board of the reader's own room. */
export function BoardPage() {
  const { t } = useTranslation();
  const me = useMe();
  const reference = useReferenceData();
  const [params, setParams] = useSearchParams();
  const rooms = boardRoomsOf(me);
  const room = rooms.find((name) => name === params.get('room')) ?? rooms[0] ?? '';
  const { tickets, seq } = useBoard(room);
  const refusal = useRefusal(room);
  const now = useNow();
  const fresh = useFresh(tickets, seq !== null);
  const openTicket = useOpenTicket();
  const opened = Number(params.get('ticket')) || null;
  const [selected, setSelected] = useState<number | null>(opened);
  const [help, setHelp] = useState(false);
  const search = useRef<InputRef>(null);

  const filters = useMemo(() => readFilters(params), [params]);
  const setFilters = useCallback(
    (next: BoardFilters) => setParams((current) => writeFilters(current, next), { replace: true }),
    [setParams],
  );
  const wordsOf = useMemo(() => {
    const known = new WeakMap<TicketCard, string>();
    return (card: TicketCard): string => {
      const words =
        known.get(card) ??
        [
          card.outletName,
          reference.places.long(card.districtCode),
          reference.categoryName(card.category),
          t(`trade.kind.${card.kind}`),
        ]
          .join(' ')
          .toLowerCase();
      known.set(card, words);
      return words;
    };
  }, [reference, t]);
  // Only the filter by lateness asks what time it is; the order on the board does not.
  const filterTime = filters.late ? now : 0;
  const columns = useMemo(
    () => columnsOf(tickets.values(), filters, filterTime, wordsOf),
    [tickets, filters, filterTime, wordsOf],
  );
  const shown = BOARD_COLUMNS.reduce((sum, column) => sum + columns[column].length, 0);

  useBoardKeys({
    columns,
    selected,
    select: setSelected,
    open: openTicket,
    focusSearch: () => search.current?.focus(),
    showHelp: () => setHelp(true),
  });

  const choose = useCallback(
    (id: number) => {
      setSelected(id);
      openTicket(id);
    },
    [openTicket],
  );

  useEffect(() => {
    // The drawer takes some of the width: the card that it tells of stays in sight.
    if (opened) document.querySelector('.card[aria-current]')?.scrollIntoView(NEAREST);
  }, [opened]);

  const picked = BOARD_COLUMNS.find((column) => column === params.get('column'));
  const current: BoardColumn = picked ?? BOARD_COLUMNS.find((column) => columns[column].length > 0) ?? 'new';
  const pick = (column: BoardColumn) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.set('column', column);
        return next;
      },
      { replace: true },
    );

  if (refusal) return <TroubleAlert error={new RequestFailed(403, refusal, null)} className="page" />;
  return (
    <div className="board">
      <BoardToolbar
        rooms={rooms}
        room={room}
        filters={filters}
        setFilters={setFilters}
        shown={shown}
        total={tickets.size}
        search={search}
        showHelp={() => setHelp(true)}
      />
      <ColumnPicker columns={columns} current={current} pick={pick} now={now} />
      <div className="board-columns">
        {BOARD_COLUMNS.map((column) => (
          <ColumnView
            key={column}
            column={column}
            cards={columns[column]}
            current={column === current}
            loading={seq === null}
            now={now}
            fresh={fresh}
            selected={selected}
            choose={choose}
          />
        ))}
        {seq !== null && shown === 0 && (
          <BoardEmpty filters={filters} clear={setFilters} hotline={reference.hotline} />
        )}
      </div>
      <BoardHelp open={help} close={() => setHelp(false)} />
    </div>
  );
}
