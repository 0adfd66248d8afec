import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([GridComponent, LegendComponent, TooltipComponent, BarChart, LineChart, CanvasRenderer]);

export interface Trend {
  periods: string[];
  /** Surveys a period; share solved in percent; score 1–5. Null where nobody answered. */
  answered: number[];
  solved: (number | null)[];
  score: (number | null)[];
  names: { answered: string; solved: string; score: string };
}

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** How solved and score went, over how many answered. Pressed, a period is told. */
export class TrendChart {
  readonly #chart: ECharts;

  constructor(element: HTMLElement, pressed: (index: number) => void) {
    this.#chart = init(element);
    this.#chart.on('click', ({ dataIndex }) => dataIndex !== undefined && pressed(dataIndex));
  }

  draw({ periods, answered, solved, score, names }: Trend): void {
    const text = { color: colour('quiet'), fontSize: 12 };
    const axis = { axisLabel: text, axisLine: { lineStyle: { color: colour('line') } }, nameTextStyle: text };
    const split = { splitLine: { lineStyle: { color: colour('line') } } };
    this.#chart.setOption(
      {
        animation: false,
        grid: { left: 48, right: 48, top: 40, bottom: 28 },
        legend: { top: 0, textStyle: text },
        tooltip: {
          trigger: 'axis',
          renderMode: 'richText',
          backgroundColor: colour('panel'),
          borderColor: colour('line'),
          textStyle: { color: colour('text'), fontSize: 13 },
        },
        xAxis: { type: 'category', data: periods, ...axis },
        yAxis: [
          { type: 'value', min: 0, max: 100, name: '%', ...axis, ...split },
          { type: 'value', min: 1, max: 5, interval: 1, ...axis, splitLine: { show: false } },
          { type: 'value', show: false },
        ],
        series: [
          {
            name: names.answered,
            type: 'bar',
            yAxisIndex: 2,
            data: answered,
            itemStyle: { color: colour('line') },
            barMaxWidth: 28,
          },
          {
            name: names.solved,
            type: 'line',
            data: solved,
            connectNulls: true,
            itemStyle: { color: colour('good') },
          },
          {
            name: names.score,
            type: 'line',
            yAxisIndex: 1,
            data: score,
            connectNulls: true,
            itemStyle: { color: colour('accent') },
          },
        ],
      },
      true,
    );
  }

  resize(): void {
    this.#chart.resize();
  }

  close(): void {
    this.#chart.dispose();
  }
}
