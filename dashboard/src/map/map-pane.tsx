import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import type { Boundaries, MapOutlet, MapPlace } from '../../../domain/contracts/board.ts';
import { get } from '../api/client.ts';
import { DRAGGED } from '../board/board-context.ts';
import { leftToday } from '../board/outlet-options.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { groupTicket } from '../text/numbers.ts';
import { useMode } from '../theme/mode.ts';
import { palette } from '../theme/palette.ts';
import { useNow } from '../time/clock.ts';
import { latenessOf } from '../time/lateness.ts';
import { MapChart, type MapDot, type Pressed } from './map-chart.ts';
import { OUTLET_SYMBOLS, shadeColours, standingColour } from './map-colours.ts';
import { type DistrictFigures, figureOf, type Shade, stepOf } from './map-figures.ts';
import { middleOf } from './middle.ts';
import { outlinesOf } from './outlines.ts';
import { usePulses } from './use-pulses.ts';

interface Pane {
  districts: NonNullable<Boundaries['districts']>;
  /** Codes of the districts that are drawn. */
  inSight: readonly string[];
  prefecture: string | null;
  district: string | null;
  cards: readonly TicketCard[];
  outlets: readonly MapOutlet[];
  figures: ReadonlyMap<string, DistrictFigures>;
  shade: Shade;
  steps: readonly number[];
  ready: boolean;
  goTo: (code: string) => void;
  open: (ticketId: number) => void;
  /** Gives tickets to an outlet: those dragged there, or by itself those that are chosen. */
  assign: (outletId: number, ticketIds?: number[]) => void;
}

const still = matchMedia('(prefers-reduced-motion: reduce)');

/** The drawn map: districts by their figure, outlets and tickets as dots, new tickets as a short pulse. */
export function MapPane(props: Pane) {
  const { districts, inSight, prefecture, district, figures, shade, steps, goTo, open, assign } = props;
  const { t } = useTranslation();
  const { places } = useReferenceData();
  const mode = useMode();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<MapChart | null>(null);
  const pulses = usePulses(props.cards, props.ready);
  const dots = useDots(props);

  const shown = useMemo(() => {
    const codes = new Set(inSight);
    return districts.features.filter(({ properties }) => codes.has(properties.code));
  }, [districts, inSight]);
  const names = useMemo(
    () => (prefecture === null ? prefectureNames(shown, places) : []),
    [shown, prefecture, places],
  );
  const regions = useMemo(() => {
    const colours = shadeColours(shade, mode);
    return shown.map(({ properties: { code } }) => {
      const its = figures.get(code);
      return {
        code,
        name: places.short(code),
        colour: colours[stepOf(figureOf(its, shade), steps)] ?? '',
        words: t('map.districtWords', {
          place: places.long(code),
          open: its?.open ?? 0,
          late: its?.late ?? 0,
          load: loadWords(figureOf(its, 'load'), t('map.noOutlet')),
        }),
        picked: code === district,
      };
    });
  }, [shown, figures, shade, steps, mode, places, district, t]);

  const outlines = useMemo(
    () => (prefecture === null ? outlinesOf(shown, (code) => places.path(code)[0] ?? code) : []),
    [shown, prefecture, places],
  );

  const pressed = useEffectEvent((what: Pressed) => {
    if ('code' in what) goTo(what.code);
    else if ('ticketId' in what) open(what.ticketId);
    else assign(what.outletId);
  });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const made = new MapChart(element, (what) => pressed(what));
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.current = null;
      made.close();
    };
  }, []);
  useEffect(() => {
    const { line, text, accent, late, panel, quiet } = palette[mode];
    chart.current?.draw({
      key: `districts ${prefecture ?? 'all'} ${shown.length}`,
      districts: { type: 'FeatureCollection', features: shown },
      regions,
      showNames: prefecture !== null,
      outlines,
      names,
      dots,
      pulses,
      still: still.matches,
      colours: { line: mode === 'dark' ? line : quiet, text, accent, late, panel },
    });
  }, [shown, regions, outlines, names, dots, pulses, prefecture, mode]);

  return (
    <div
      className="map-pane"
      ref={box}
      role="img"
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(DRAGGED)) event.preventDefault();
      }}
      onDrop={(event) => {
        const corner = event.currentTarget.getBoundingClientRect();
        const outletId = chart.current?.outletAt(event.clientX - corner.x, event.clientY - corner.y);
        const ids = event.dataTransfer.getData(DRAGGED).split(',').map(Number).filter(Boolean);
        if (!outletId || ids.length === 0) return;
        event.preventDefault();
        assign(outletId, ids);
      }}
      aria-label={t('map.picture', { place: prefecture ? places.short(prefecture) : t('board.province') })}
    />
  );
}

export const loadWords = (load: number | null, none: string): string => (load === null ? none : `${load}%`);

/** Outlets always; tickets once one looks at a single prefecture, where the address is known to the reader. */
function useDots({ outlets, cards, prefecture, inSight }: Pane): MapDot[] {
  const { t } = useTranslation();
  const mode = useMode();
  const now = useNow();
  const found = useQuery({
    queryKey: ['map', 'places', prefecture],
    queryFn: ({ signal }) => get<{ items: MapPlace[] }>('/api/map/places', { district: prefecture }, signal),
    enabled: prefecture !== null,
    refetchInterval: 15_000,
  });
  const at = found.data?.items;
  return useMemo(() => {
    const codes = new Set(inSight);
    const { late, soonMark, accent } = palette[mode];
    const byId = new Map(cards.map((card) => [card.id, card]));
    const ofOutlets = outlets.flatMap((outlet): MapDot[] => {
      const { lng, lat, districtCode, type, standing } = outlet;
      if (lng === null || lat === null || !codes.has(districtCode)) return [];
      return [
        {
          lng,
          lat,
          colour: standingColour(standing, mode),
          symbol: OUTLET_SYMBOLS[type],
          size: prefecture === null ? 6 : 11,
          outletId: outlet.id,
          words: t('map.outletWords', {
            name: outlet.name,
            type: t(`trade.outletType.${type}`),
            standing: t(`trade.standing.${standing}`),
            load: outlet.openTickets,
            left: leftToday(outlet),
          }),
        },
      ];
    });
    const ofTickets = (prefecture === null ? [] : (at ?? [])).flatMap((place): MapDot[] => {
      const card = byId.get(place.ticketId);
      if (!card || place.precision === 'county') return [];
      const { level } = latenessOf(card, now);
      return [
        {
          lng: place.lng,
          lat: place.lat,
          colour: level === 'late' ? late : level === 'soon' ? soonMark : accent,
          symbol: 'pin',
          size: 22,
          ticketId: card.id,
          words: t('map.ticketWords', {
            number: groupTicket(card.number),
            kind: t(`trade.kind.${card.kind}`),
            state: t(`trade.state.${card.state}`),
          }),
        },
      ];
    });
    return [...ofOutlets, ...ofTickets];
  }, [outlets, cards, at, prefecture, inSight, mode, now, t]);
}

type Features = NonNullable<Boundaries['districts']>['features'];

function prefectureNames(
  features: Features,
  places: { path(code: string): string[]; short(code: string): string },
) {
  const groups = new Map<string, { lng: number; lat: number }[]>();
  for (const { properties, geometry } of features) {
    const [above] = places.path(properties.code);
    if (above === undefined || above === properties.code) continue;
    groups.set(above, [...(groups.get(above) ?? []), middleOf(geometry)]);
  }
  return [...groups].map(([code, points]) => ({
    name: places.short(code),
    lng: points.reduce((sum, { lng }) => sum + lng, 0) / points.length,
    lat: points.reduce((sum, { lat }) => sum + lat, 0) / points.length,
  }));
}
