import { EffectScatterChart, LinesChart, ScatterChart } from 'echarts/charts';
import { GeoComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, init, registerMap, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Boundaries } from '../../../domain/contracts/board.ts';

use([GeoComponent, TooltipComponent, LinesChart, ScatterChart, EffectScatterChart, CanvasRenderer]);

export interface MapRegion {
  code: string;
  name: string;
  colour: string;
  /** Said when it is pointed at. */
  words: string;
  picked: boolean;
}
export interface MapDot {
  lng: number;
  lat: number;
  colour: string;
  symbol: string;
  size: number;
  words: string;
  ticketId?: number;
  outletId?: number;
}
export interface MapPicture {
  /** Which districts are drawn; another one is another map. */
  key: string;
  districts: NonNullable<Boundaries['districts']>;
  regions: MapRegion[];
  showNames: boolean;
  /** Lines around prefectures: [lng, lat]. */
  outlines: [number, number][][];
  /** Names that stand on the map: of prefectures. */
  names: { lng: number; lat: number; name: string }[];
  dots: MapDot[];
  /** Where tickets have just come in. */
  pulses: { lng: number; lat: number }[];
  still: boolean;
  colours: { line: string; text: string; accent: string; late: string; panel: string };
}

/** What somebody pressed. */
export type Pressed = { code: string } | { ticketId: number } | { outletId: number };

/** So many pixels beside an outlet's dot still mean it. */
const NEAR = 18;

/** The map on its canvas. Nothing here knows what is shown, or why. */
export class MapChart {
  readonly #chart: ECharts;
  #registered = '';
  #dots: MapDot[] = [];

  constructor(element: HTMLElement, pressed: (what: Pressed) => void) {
    this.#chart = init(element);
    this.#chart.on('click', (event) => {
      const { ticketId, outletId } = (event.data ?? {}) as Partial<MapDot>;
      if (ticketId !== undefined) pressed({ ticketId });
      else if (outletId !== undefined) pressed({ outletId });
      else if (event.componentType === 'geo' && event.name) pressed({ code: event.name });
    });
  }

  draw(picture: MapPicture): void {
    const { key, districts, regions, colours } = picture;
    this.#dots = picture.dots;
    if (this.#registered !== key) {
      registerMap(key, districts as Parameters<typeof registerMap>[1]);
      this.#registered = key;
    }
    const named = new Map(regions.map((region) => [region.code, region]));
    this.#chart.setOption(
      {
        animation: false,
        tooltip: {
          // Names come from people: nothing of them is ever read as markup.
          renderMode: 'richText',
          backgroundColor: colours.panel,
          borderColor: colours.line,
          textStyle: { color: colours.text, fontSize: 13 },
          formatter: ({ name, data }: { name: string; data?: { words?: string } }) =>
            data?.words ?? named.get(name)?.words ?? '',
        },
        geo: {
          map: key,
          nameProperty: 'code',
          roam: true,
          scaleLimit: { min: 0.8, max: 12 },
          aspectScale: 0.88,
          left: 12,
          right: 12,
          top: 12,
          bottom: 12,
          selectedMode: false,
          tooltip: { show: true },
          itemStyle: { borderColor: colours.line, borderWidth: 1 },
          label: {
            show: picture.showNames,
            color: colours.text,
            fontSize: 12,
            formatter: ({ name }: { name: string }) => named.get(name)?.name ?? '',
          },
          emphasis: {
            label: { color: colours.text },
            itemStyle: { borderColor: colours.accent, borderWidth: 2, areaColor: 'inherit' },
          },
          regions: regions.map(({ code, colour, picked }) => ({
            name: code,
            itemStyle: {
              areaColor: colour,
              ...(picked && { borderColor: colours.accent, borderWidth: 3 }),
            },
          })),
        },
        series: this.#series(picture),
      },
      { replaceMerge: ['series'] },
    );
  }

  /** The outlet that stands nearest to a point of the picture; null where none is near. In pixels from its corner. */
  outletAt(x: number, y: number): number | null {
    let [nearest, least]: [number | null, number] = [null, NEAR];
    for (const { outletId, lng, lat } of this.#dots) {
      if (outletId === undefined) continue;
      const [dotX = 0, dotY = 0] = this.#chart.convertToPixel('geo', [lng, lat]) as number[];
      const far = Math.hypot(dotX - x, dotY - y);
      if (far <= least) [nearest, least] = [outletId, far];
    }
    return nearest;
  }

  #series({ dots, outlines, names, pulses, still, colours }: MapPicture) {
    return [
      {
        id: 'outlines',
        type: 'lines',
        coordinateSystem: 'geo',
        polyline: true,
        silent: true,
        data: outlines.map((coords) => ({ coords })),
        lineStyle: { color: colours.text, width: 2, opacity: 0.75 },
        // On the one canvas: lines by themselves ask for another above it.
        zlevel: 0,
        z: 2,
      },
      {
        id: 'dots',
        type: 'scatter',
        coordinateSystem: 'geo',
        data: dots.map(({ lng, lat, colour, symbol, size, ...rest }) => ({
          ...rest,
          value: [lng, lat],
          symbol,
          symbolSize: size,
          itemStyle: { color: colour, borderColor: colours.panel, borderWidth: 1 },
        })),
        z: 3,
      },
      {
        id: 'names',
        type: 'scatter',
        coordinateSystem: 'geo',
        silent: true,
        symbolSize: 0.1,
        data: names.map(({ lng, lat, name }) => ({ value: [lng, lat], name })),
        label: {
          show: true,
          position: 'inside',
          formatter: '{b}',
          color: colours.text,
          fontSize: 12,
          textBorderColor: colours.panel,
          textBorderWidth: 2,
        },
        z: 4,
      },
      {
        id: 'pulses',
        type: still ? 'scatter' : 'effectScatter',
        coordinateSystem: 'geo',
        silent: true,
        symbolSize: still ? 16 : 10,
        itemStyle: { color: colours.late },
        rippleEffect: { scale: 5, period: 2, brushType: 'stroke' },
        data: pulses.map(({ lng, lat }) => ({ value: [lng, lat] })),
        z: 5,
      },
    ];
  }

  resize(): void {
    this.#chart.resize();
  }

  close(): void {
    this.#chart.dispose();
  }
}
