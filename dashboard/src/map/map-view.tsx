import { Button, Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { useBoundaries, useMapOutlets } from '../api/queries.ts';
import { BoardCard } from '../board/board-card.tsx';
import { BOARD_COLUMNS, type BoardColumn, mostUrgentFirst } from '../board/columns.ts';
import type { BoardFilters } from '../board/filters.ts';
import { PageSkeleton } from '../parts/page-skeleton.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useNow } from '../time/clock.ts';
import { FiguresTable } from './figures-table.tsx';
import { figureOf, figuresOf, readShade, SHADES, stepsOf } from './map-figures.ts';
import { MapLegend } from './map-legend.tsx';
import { MapPane } from './map-pane.tsx';
import './map.css';

interface View {
  /** Of all places. */
  columns: Readonly<Record<BoardColumn, readonly TicketCard[]>>;
  filters: BoardFilters;
  /** Whether the tickets have come. */
  ready: boolean;
  open: (ticketId: number) => void;
  /** Tickets chosen for one act. */
  chosen: ReadonlySet<number>;
  /** D5: gives tickets to an outlet: those given, else those chosen. */
  assign: (outletId: number, ticketIds?: number[]) => void;
}

const LISTED = 60;

/** The tickets of the board where they are. The place that is looked at is the board's own filter by place. */
export function MapView({ columns, filters, ready, open, chosen, assign }: View) {
  const { t } = useTranslation();
  const { places } = useReferenceData();
  const [params, setParams] = useSearchParams();
  const boundaries = useBoundaries();
  const outlets = useMapOutlets();
  const now = useNow();
  const shade = readShade(params);
  const cards = useMemo(
    () => BOARD_COLUMNS.flatMap((column) => (column === 'done' ? [] : columns[column])),
    [columns],
  );
  const all = outlets.data?.items;
  const figures = useMemo(() => figuresOf(cards, all ?? [], now), [cards, all, now]);

  // [prefecture, district] of what is looked at; both undefined: the whole province.
  const [prefecture, district] = filters.place ? places.path(filters.place) : [];
  const districts = boundaries.data?.districts;
  const inSight = useMemo(() => {
    const known = new Set<string>(districts?.features.map(({ properties }) => properties.code) ?? []);
    for (const code of figures.keys()) known.add(code);
    return [...known].filter((code) => prefecture === undefined || places.path(code)[0] === prefecture);
  }, [districts, figures, prefecture, places]);
  const steps = useMemo(
    () =>
      stepsOf(
        inSight.map((code) => figureOf(figures.get(code), shade)),
        shade,
      ),
    [inSight, figures, shade],
  );

  const change = (name: string, value: string | null) =>
    // Not in place of the address before: the browser's own way back leads back up.
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (value === null) next.delete(name);
      else next.set(name, value);
      return next;
    });
  /** A first press goes into the prefecture, the next to the district. */
  const goTo = (code: string) => {
    const [above] = places.path(code);
    change('place', prefecture === undefined && above !== undefined ? above : code);
  };
  const listed = cards.filter((card) => card.districtCode === district).sort(mostUrgentFirst);
  if (boundaries.isPending) return <PageSkeleton />;
  return (
    <div className="map-view">
      {districts ? (
        <MapPane
          districts={districts}
          inSight={inSight}
          prefecture={prefecture ?? null}
          district={district ?? null}
          cards={cards}
          outlets={all ?? []}
          figures={figures}
          shade={shade}
          steps={steps}
          ready={ready}
          goTo={goTo}
          open={open}
          assign={assign}
        />
      ) : (
        <div className="map-none">
          {boundaries.error ? (
            <TroubleAlert error={boundaries.error} retry={() => boundaries.refetch()} />
          ) : (
            <p className="quiet">{t('map.noBoundaries')}</p>
          )}
        </div>
      )}
      <aside className="map-side" aria-label={t('map.side')}>
        <nav className="map-crumbs" aria-label={t('map.where')}>
          <Button type="text" size="small" disabled={!prefecture} onClick={() => change('place', null)}>
            {t('board.province')}
          </Button>
          {prefecture && (
            <>
              {' › '}
              <Button
                type="text"
                size="small"
                disabled={!district}
                onClick={() => change('place', prefecture)}
              >
                {places.short(prefecture)}
              </Button>
            </>
          )}
          {district && (
            <>
              {' › '} <b>{places.short(district)}</b>
            </>
          )}
        </nav>
        <Segmented
          block
          value={shade}
          onChange={(next) => change('shade', next === 'open' ? null : next)}
          options={SHADES.map((value) => ({ value, label: t(`map.shade.${value}`) }))}
          aria-label={t('map.shadeBy')}
        />
        {districts && <MapLegend shade={shade} steps={steps} />}
        {outlets.error && <TroubleAlert error={outlets.error} retry={() => outlets.refetch()} />}
        {district === undefined ? (
          <FiguresTable
            codes={inSight}
            figures={figures}
            shade={shade}
            byPrefecture={!prefecture}
            goTo={goTo}
          />
        ) : (
          <section className="map-list" aria-label={t('map.tickets', { count: listed.length })}>
            <h2>{t('map.tickets', { count: listed.length })}</h2>
            {listed.slice(0, LISTED).map((card) => (
              <BoardCard key={card.id} card={card} selected={false} chosen={chosen.has(card.id)} reachable />
            ))}
            {listed.length > LISTED && (
              <Button type="link" onClick={() => change('view', 'table')}>
                {t('map.allInTable', { count: listed.length })}
              </Button>
            )}
          </section>
        )}
      </aside>
    </div>
  );
}
