import { Radio } from 'antd';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '../../../domain/contracts/api.ts';
import { ScoreParts } from './score-parts.tsx';
import { pointsText, useVerdictWords } from './use-verdict-words.ts';
import '../parts/data-table.css';

interface Rows {
  verdict: Verdict;
  chosenId: number | null;
  /** Given: the rows can be chosen. An outlet whose dispatch is stopped never can (D5). */
  choose?: (outletId: number) => void;
}

interface Row {
  outletId: number;
  name: string;
  type: Verdict['qualified'][number]['type'];
  distanceKm: number;
  excluded: boolean;
  barred: boolean;
  figures: (string | number)[];
  words: string;
  parts: ReactNode;
}

/** Those that qualify, best first, with what their points are made of; then those that do not, with the reason. */
export function CandidateRows({ verdict, chosenId, choose }: Rows) {
  const { t } = useTranslation();
  const words = useVerdictWords();
  const columns = ['distance', 'load', 'capacityLeft', 'score'] as const;
  const [first] = verdict.qualified;
  const rows: Row[] = [
    ...verdict.qualified.map((outlet) => ({
      ...outlet,
      excluded: false,
      barred: false,
      figures: [
        outlet.load,
        outlet.capacityLeft,
        outlet.score === undefined ? '–' : pointsText(outlet.score),
      ],
      words: !first || outlet === first ? t('why.best') : words.behind(first, outlet),
      parts: outlet.parts && <ScoreParts outlet={outlet} weights={verdict.weights} />,
    })),
    ...verdict.excluded.map((outlet) => ({
      ...outlet,
      excluded: true,
      barred: outlet.why === 'standing',
      figures: ['–', '–', '–'],
      words: words.excluded(outlet),
      parts: null,
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
            <Fragment key={row.outletId}>
              <tr
                className={row.excluded ? 'excluded' : undefined}
                data-chosen={row.outletId === chosenId || undefined}
                data-parts={row.parts ? true : undefined}
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
              {row.parts && (
                <tr className="parts-row" data-chosen={row.outletId === chosenId || undefined}>
                  <td colSpan={columns.length + 3}>{row.parts}</td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}
