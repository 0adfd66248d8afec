import type { InputRef } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { RequestFailed } from '../api/problem.ts';
import { useBoard, useRefusal } from '../live/live.tsx';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { boardRoomsOf, mayDispatch } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { useOpenTicket } from '../ticket/open-ticket.ts';
import { BoardProvider } from './board-context.ts';
import { BoardEmpty } from './board-empty.tsx';
import { BoardHelp } from './board-help.tsx';
import { readMode, writeMode } from './board-mode.ts';
import { BoardToolbar } from './board-toolbar.tsx';
import { BulkDialog } from './bulk-dialog.tsx';
import { ColumnPicker } from './column-picker.tsx';
import { ColumnView } from './column-view.tsx';
import { BOARD_COLUMNS, type BoardColumn, inColumns } from './columns.ts';
import { writeFilters } from './filters.ts';
import { Marks } from './marks.ts';
import { OutletRail } from './outlet-rail.tsx';
import { openRescues } from './rescue.ts';
import { RescueStrip } from './rescue-strip.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { inTable, readOrder, writeOrder } from './table-order.ts';
import { TableView } from './table-view.tsx';
import { useBoardKeys } from './use-board-keys.ts';
import { useFilters } from './use-filters.ts';
import { useSelection } from './use-selection.ts';
import { useSorted } from './use-sorted.ts';
import './board.css';

const MapView = lazy(async () => ({ default: (await import('../map/map-view.tsx')).MapView }));
/** What a view that is not shown has to sort. */
const nothing = () => false;
const NEAREST: ScrollIntoViewOptions = { block: 'nearest', inline: 'nearest' };

/** The live dispatch board of the reader's own room. */
export function BoardPage() {
  const me = useMe();
  const reference = useReferenceData();
  const [params, setParams] = useSearchParams();
  const rooms = boardRoomsOf(me);
  const room = rooms.find((name) => name === params.get('room')) ?? rooms[0] ?? '';
  const { tickets, seq } = useBoard(room);
  const refusal = useRefusal(room);
  const openTicket = useOpenTicket();
  const opened = Number(params.get('ticket')) || null;
  const [selected, setSelected] = useState<number | null>(opened);
  const [help, setHelp] = useState(false);
  const [rail, setRail] = useState(false);
  const [bulk, setBulk] = useState<{ cards: TicketCard[]; outletId: number | null } | null>(null);
  const search = useRef<InputRef>(null);
  const replace = useCallback(
    (change: (params: URLSearchParams) => URLSearchParams) => setParams(change, { replace: true }),
    [setParams],
  );

  const { filters, passes, passesAnywhere } = useFilters(params);
  const mode = readMode(params);
  const sort = params.get('sort');
  const order = useMemo(() => readOrder(new URLSearchParams(sort ? { sort } : {})), [sort]);
  const columns = useSorted(
    tickets,
    useMemo(() => inColumns(passes), [passes]),
  );
  const table = useSorted(
    tickets,
    useMemo(() => inTable(mode === 'table' ? passes : nothing, order), [mode, passes, order]),
  );
  const anywhere = useSorted(
    tickets,
    useMemo(() => inColumns(mode === 'map' ? passesAnywhere : nothing), [mode, passesAnywhere]),
  );
  const lists = mode === 'table' ? [table.all] : BOARD_COLUMNS.map((column) => columns[column]);
  const shown = BOARD_COLUMNS.reduce((sum, column) => sum + columns[column].length, 0);
  const rescues = useMemo(() => openRescues(tickets.values()), [tickets]);
  const { ids: chosen, select, selectList, clear, keep, dragged } = useSelection(tickets, lists);
  const dispatches = mayDispatch(me);

  const [marks] = useState(() => new Marks());
  useEffect(() => marks.see(seq === null ? null : tickets), [marks, tickets, seq]);
  useEffect(() => () => marks.stop(), [marks]);

  const choose = useCallback(
    (id: number) => {
      setSelected(id);
      openTicket(id);
    },
    [openTicket],
  );
  const acts = useMemo(() => ({ marks, choose, select, dragged }), [marks, choose, select, dragged]);
  const begin = (ids: Iterable<number>, outletId: number | null) => {
    const cards = [...ids].flatMap((id) => tickets.get(id) ?? []);
    if (dispatches && cards.length > 0) setBulk({ cards, outletId });
  };
  const columnsNow = useRef(columns);
  columnsNow.current = columns;
  const chooseColumn = useCallback(
    (column: BoardColumn) => selectList(columnsNow.current[column]),
    [selectList],
  );

  useBoardKeys({
    lists,
    selected,
    select: setSelected,
    open: openTicket,
    chosen: {
      size: chosen.size,
      toggle: (id) => select(id, 'one'),
      all: (id) => selectList(lists.find((list) => list.some((card) => card.id === id)) ?? []),
      clear,
    },
    assignChosen: () => begin(chosen, null),
    toggleOutlets: () => dispatches && setRail(!rail),
    focusSearch: () => search.current?.focus(),
    showHelp: () => setHelp(true),
  });

  useEffect(() => {
    // The drawer takes some of the width: the card that it tells of stays in sight.
    if (opened) document.querySelector('.card[aria-current]')?.scrollIntoView(NEAREST);
  }, [opened]);

  const picked = BOARD_COLUMNS.find((column) => column === params.get('column'));
  const current: BoardColumn = picked ?? BOARD_COLUMNS.find((column) => columns[column].length > 0) ?? 'new';
  const pick = (column: BoardColumn) =>
    replace((before) => {
      const next = new URLSearchParams(before);
      next.set('column', column);
      return next;
    });
  const railRegions = useMemo(() => {
    const regions = [...chosen].map((id) => tickets.get(id)?.regionId ?? null);
    return new Set(regions.length > 0 ? regions : [filters.regionId]);
  }, [chosen, tickets, filters.regionId]);

  if (refusal) return <TroubleAlert error={new RequestFailed(403, refusal, null)} className="page" />;
  return (
    <BoardProvider value={acts}>
      <div className="board" data-rail={(rail && mode !== 'map') || undefined}>
        <BoardToolbar
          rooms={rooms}
          room={room}
          mode={mode}
          setMode={(next) => replace((before) => writeMode(before, next))}
          filters={filters}
          setFilters={(next) => replace((before) => writeFilters(before, next))}
          shown={shown}
          total={tickets.size}
          search={search}
          outlets={dispatches ? { open: rail, toggle: () => setRail(!rail) } : undefined}
          showHelp={() => setHelp(true)}
        />
        <div className="board-notices">
          <RescueStrip rescues={rescues} open={choose} />
          {mode === 'columns' && <ColumnPicker columns={columns} current={current} pick={pick} />}
        </div>
        {mode === 'columns' && (
          <div className="board-columns">
            {BOARD_COLUMNS.map((column) => (
              <ColumnView
                key={column}
                column={column}
                cards={columns[column]}
                current={column === current}
                loading={seq === null}
                selected={selected}
                chosen={chosen}
                chooseAll={chooseColumn}
              />
            ))}
            {seq !== null && shown === 0 && (
              <BoardEmpty
                filters={filters}
                clear={(next) => replace((before) => writeFilters(before, next))}
                hotline={reference.hotline}
              />
            )}
          </div>
        )}
        {mode === 'table' && (
          <TableView
            cards={table.all}
            order={order}
            setOrder={(next) => replace((before) => writeOrder(before, next))}
            selected={selected}
            chosen={chosen}
            chooseAll={() => selectList(table.all)}
          />
        )}
        {mode === 'map' && (
          <Suspense fallback={<PageSkeleton />}>
            <MapView
              columns={anywhere}
              filters={filters}
              ready={seq !== null}
              open={choose}
              chosen={chosen}
              assign={(outletId, ids) =>
                begin(ids ?? (chosen.size > 0 || !opened ? chosen : [opened]), outletId)
              }
            />
          </Suspense>
        )}
        {rail && mode !== 'map' && (
          <OutletRail
            regionIds={railRegions}
            chosen={chosen.size}
            assign={(outletId, ids) => begin(ids ?? chosen, outletId)}
            close={() => setRail(false)}
          />
        )}
        {dispatches && chosen.size > 0 && (
          <SelectionBar count={chosen.size} assign={() => begin(chosen, null)} clear={clear} />
        )}
        {bulk && (
          <BulkDialog
            key={bulk.cards.map(({ id, version }) => `${id}.${version}`).join()}
            cards={bulk.cards}
            outletId={bulk.outletId}
            lookAgain={(ids) => begin(ids, bulk.outletId)}
            close={(left) => {
              setBulk(null);
              if (chosen.size > 0) keep(left.filter((id) => chosen.has(id)));
            }}
          />
        )}
        <BoardHelp open={help} close={() => setHelp(false)} />
      </div>
    </BoardProvider>
  );
}
