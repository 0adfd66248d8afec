import '../parts/data-table.css';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useCoverage } from '../api/queries.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { RuleTag } from '../parts/rule-tag.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { groupCount } from '../text/numbers.ts';

const PARTS = [
  { name: 'opened', to: '' },
  { name: 'settled', to: '&state=settled' },
  { name: 'open', to: '&state=open,dialling' },
  { name: 'exhausted', to: '&state=exhausted' },
] as const;

/** F5: what was owed is settled, still open, or an exception with a name; the sum is shown to add up. */
export function CoverageView() {
  const { t } = useTranslation();
  const { data: coverage, error, refetch } = useCoverage();
  if (!coverage) {
    return error ? <TroubleAlert error={error} retry={() => refetch()} /> : <Skeleton active={false} />;
  }
  if (coverage.opened === 0) return <EmptyState title={t('coverage.none')} hint={t('coverage.noneHint')} />;
  return (
    <section className="panel">
      <p className="quiet">
        {t('coverage.means')} <RuleTag rule="F5" />
      </p>
      <div className="coverage-sum">
        {PARTS.map(({ name, to }, index) => (
          <Link key={name} to={`/followups?view=all${to}`} className="coverage-part">
            {index > 0 && <i aria-hidden="true">{index === 1 ? '=' : '+'}</i>}
            <strong>{groupCount(coverage[name])}</strong>
            <span>{t(`coverage.${name}`)}</span>
            {name === 'open' && coverage.overdue > 0 && (
              <em className="late">{t('coverage.overdue', { count: coverage.overdue })}</em>
            )}
          </Link>
        ))}
      </div>
      <div className="coverage-tables">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{t('followup.kind')}</th>
              {PARTS.map(({ name }) => (
                <th key={name} scope="col" className="number">
                  {t(`coverage.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {coverage.byKind.map((row) => (
              <tr key={row.kind}>
                <td>{t(`trade.obligationKind.${row.kind}`)}</td>
                {PARTS.map(({ name, to }) => (
                  <td key={name} className="number">
                    <Link to={`/followups?view=all&kind=${row.kind}${to}`}>{groupCount(row[name])}</Link>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <div>
          <h2 className="panel-title">{t('coverage.exceptions')}</h2>
          {coverage.exceptions.length === 0 ? (
            <p className="quiet">{t('coverage.noExceptions')}</p>
          ) : (
            <ul className="plain-list">
              {coverage.exceptions.map(({ settlement, count }) => (
                <li key={settlement}>
                  {t(`trade.settlement.${settlement}`)} <b>{groupCount(count)}</b>
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </section>
  );
}
