import { EffectScatterChart, ScatterChart } from 'echarts/charts';
import { GeoComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, init, registerMap, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Boundaries } from '../../../domain/contracts/board.ts';

use([GeoComponent, TooltipComponent, ScatterChart, EffectScatterChart, CanvasRenderer]);

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
}
export interface MapPicture {
  /** Which districts are drawn; another one is another map. */
  key: string;
  districts: NonNullable<Boundaries['districts']>;
  regions: MapRegion[];
  showNames: boolean;
  /** Names that stand on the map: of prefectures. */
  names: { lng: number; lat: number; name: string }[];
  dots: MapDot[];
  /** Where tickets have just come in. */
  pulses: { lng: number; lat: number }[];
  still: boolean;
  colours: { line: string; text: string; accent: string; late: string; panel: string };
}

/** The map on its canvas. Nothing here knows what is shown, or why. */
export class MapChart {
  readonly #chart: ECharts;
  #registered = '';

  constructor(element: HTMLElement, pressed: (what: { code: string } | { ticketId: number }) => void) {
    this.#chart = init(element);
    this.#chart.on('click', (event) => {
      const { ticketId } = (event.data ?? {}) as Partial<MapDot>;
      if (ticketId !== undefined) pressed({ ticketId });
      else if (event.componentType === 'geo' && event.name) pressed({ code: event.name });
    });
  }

  draw(picture: MapPicture): void {
    const { key, districts, regions, colours } = picture;
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

  #series({ dots, names, pulses, still, colours }: MapPicture) {
    return [
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
