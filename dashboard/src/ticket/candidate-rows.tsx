import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '../../../domain/contracts/api.ts';
import '../parts/data-table.css';

interface Rows {
  verdict: Verdict;
  chosenId: number | null;
  /** Given: the rows can be chosen. An outlet whose dispatch is stopped never can (D5). */
  choose?: (outletId: number) => void;
}

/** Those that qualify, best first, then those that do not, with the reason. */
export function CandidateRows({ verdict, chosenId, choose }: Rows) {
  const { t } = useTranslation();
  const columns = ['distance', 'load', 'capacityLeft'] as const;
  const rows = [
    ...verdict.qualified.map((outlet, index) => ({
      ...outlet,
      excluded: false,
      barred: false,
      figures: [outlet.load, outlet.capacityLeft],
      words: index === 0 ? t('why.best') : t(`why.after.${outlet.precedence}`),
    })),
    ...verdict.excluded.map((outlet) => ({
      ...outlet,
      excluded: true,
      barred: outlet.why === 'standing',
      figures: ['–', '–'],
      words: t(`trade.exclusion.${outlet.why}`),
    })),
  ];
  return (
    <div className="candidates-scroll">
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{t('why.outlet')}</th>
            <th scope="col">{t('why.type')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="number">
                {t(`why.${column}`)}
              </th>
            ))}
            <th scope="col">{t('why.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.outletId}
              className={row.excluded ? 'excluded' : undefined}
              data-chosen={row.outletId === chosenId || undefined}
            >
              <td>
                {choose ? (
                  <Radio
                    checked={row.outletId === chosenId}
                    disabled={row.barred}
                    onChange={() => choose(row.outletId)}
                  >
                    {row.name}
                  </Radio>
                ) : (
                  row.name
                )}
              </td>
              <td>{t(`trade.outletType.${row.type}`)}</td>
              <td className="number">{t('why.km', { km: row.distanceKm.toFixed(1) })}</td>
              {row.figures.map((figure, index) => (
                <td key={columns[index + 1]} className="number">
                  {figure}
                </td>
              ))}
              <td>{row.words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
