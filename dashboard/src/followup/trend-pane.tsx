import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SurveyResults } from '../../../domain/contracts/followup.ts';
import { TrendChart } from './trend-chart.ts';

const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1000) / 10;

/** Solved and score by day or week; a period that is pressed opens its calls. */
export function TrendPane({
  results,
  open,
}: {
  results: SurveyResults;
  open: (from: string, to: string) => void;
}) {
  const { t } = useTranslation();
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<TrendChart>(null);
  const pressed = useRef(open);
  const { trend } = results;
  pressed.current = open;
  const shown = useRef(trend);
  shown.current = trend;

  useEffect(() => {
    if (!element.current) return;
    const made = new TrendChart(element.current, (index) => {
      const period = shown.current[index];
      if (period) pressed.current(period.day, period.until);
    });
    chart.current = made;
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(element.current);
    return () => {
      watch.disconnect();
      made.close();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.draw({
      periods: trend.map(({ day }) => day.slice(5)),
      answered: trend.map(({ answered }) => answered),
      solved: trend.map(({ solved, answered }) => share(solved, answered)),
      score: trend.map(({ score }) => (score === null ? null : Math.round(score * 100) / 100)),
      names: {
        answered: t('results.answered'),
        solved: t('results.solvedShare'),
        score: t('results.score'),
      },
    });
  }, [trend, t]);

  return <div ref={element} className="results-trend" role="img" aria-label={t('results.trend')} />;
}
