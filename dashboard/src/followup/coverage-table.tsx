import '../parts/data-table.css';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Coverage } from '../../../domain/contracts/followup.ts';
import { dueShares } from '../../../domain/followup/due-shares.ts';
import { useLanguage } from '../i18n/language.ts';
import { useDayWords } from '../parts/when.tsx';
import { groupCount, shareText } from '../text/numbers.ts';
import { COVERAGE_FIGURES, listOf, narrowedTo, rowOf } from './links.ts';
import type { Narrowing } from './narrowing.ts';
import { SomeRows } from './some-rows.tsx';

type Row = Coverage['rows'][number];

/** As the page tells it that is of this row alone. */
const doneOf = (row: Row): string => (row.due > 0 ? shareText(dueShares(row).settled, row.settled) : '–');

/** F5: coverage row by row: a name leads on to what it is made of, a figure to its calls. */
export function CoverageTable({ coverage, narrowing }: { coverage: Coverage; narrowing: Narrowing }) {
  const { t } = useTranslation();
  const english = useLanguage() === 'en';
  const dayWords = useDayWords();
  const { by, from, to } = coverage;
  const nameOf = ({ key, name, nameEn }: Row): string => {
    if (key === null) return t('coverage.nobodys');
    if (by === 'kind') return t(`trade.obligationKind.${key as 'survey'}`);
    if (by === 'day') return dayWords(key);
    return (english && nameEn) || name || key;
  };
  const days = { ...narrowing, from, to };
  const why = ({ exceptions }: Row) =>
    exceptions
      .map(({ settlement, count }) => `${t(`trade.settlement.${settlement}`)} ${groupCount(count)}`)
      .join(t('common.comma'));
  return (
    <SomeRows rows={coverage.rows} nameOf={nameOf}>
      {(shown) => (
        <table className="data-table" aria-label={t('followup.view.coverage')}>
          <thead>
            <tr>
              <th scope="col">{t(`coverage.by.${by}`)}</th>
              {COVERAGE_FIGURES.map(({ name }) => (
                <th key={name} scope="col" className="number">
                  {t(`coverage.count.${name}`)}
                </th>
              ))}
              <th scope="col" className="number">
                {t('coverage.done')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.key ?? 'none'}>
                <td>
                  <Link to={rowOf(days, by, row.key)}>{nameOf(row)}</Link>
                </td>
                {COVERAGE_FIGURES.map(({ name, to: which }) => (
                  <td
                    key={name}
                    className={name === 'overdue' && row.overdue > 0 ? 'number late' : 'number'}
                    title={name === 'exhausted' ? why(row) : undefined}
                  >
                    <Link to={listOf({ ...days, ...narrowedTo(by, row.key), ...which })}>
                      {groupCount(row[name])}
                    </Link>
                  </td>
                ))}
                <td className="number">{doneOf(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </SomeRows>
  );
}
