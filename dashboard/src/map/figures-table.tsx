import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useReferenceData } from '../parts/reference.tsx';
import type { DistrictFigures, Shade } from './map-figures.ts';
import { figureOf } from './map-figures.ts';
import { loadWords } from './map-pane.tsx';
import '../parts/data-table.css';

interface Figures {
  codes: readonly string[];
  figures: ReadonlyMap<string, DistrictFigures>;
  shade: Shade;
  /** Added up over prefectures. */
  byPrefecture: boolean;
  goTo: (code: string) => void;
}

/** The same figures as on the map, as a list: whoever cannot see or point at the map goes in from here. */
export function FiguresTable({ codes, figures, shade, byPrefecture, goTo }: Figures) {
  const { t } = useTranslation();
  const { places } = useReferenceData();
  const rows = useMemo(() => {
    const sums = new Map<string, DistrictFigures>();
    for (const code of codes) {
      const key = byPrefecture ? (places.path(code)[0] ?? code) : code;
      const sum = sums.get(key) ?? { code: key, open: 0, late: 0, booked: 0, capacity: 0 };
      const its = figures.get(code);
      if (its) for (const part of ['open', 'late', 'booked', 'capacity'] as const) sum[part] += its[part];
      sums.set(key, sum);
    }
    return [...sums.values()].sort(
      (a, b) =>
        (figureOf(b, shade) ?? -1) - (figureOf(a, shade) ?? -1) ||
        b.open - a.open ||
        (a.code < b.code ? -1 : 1),
    );
  }, [codes, figures, shade, byPrefecture, places]);
  return (
    <div className="map-figures">
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{t(byPrefecture ? 'map.prefecture' : 'map.district')}</th>
            <th scope="col" className="number">
              {t('map.shade.open')}
            </th>
            <th scope="col" className="number">
              {t('map.shade.late')}
            </th>
            <th scope="col" className="number">
              {t('map.shade.load')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code}>
              <td>
                <button type="button" className="map-go" onClick={() => goTo(row.code)}>
                  {places.short(row.code)}
                </button>
              </td>
              <td className="number">{row.open}</td>
              <td className={row.late > 0 ? 'number late' : 'number'}>{row.late}</td>
              <td className="number">{loadWords(figureOf(row, 'load'), '–')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
