import { Segmented, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { COVERAGE_BY, type Coverage } from '../../../domain/contracts/followup.ts';
import { dueShares } from '../../../domain/followup/due-shares.ts';
import { sharesOf } from '../../../domain/shares.ts';
import { useCoverage } from '../api/followup-queries.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { RuleTag } from '../parts/rule-tag.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useAddress } from '../parts/use-address.ts';
import { useMe } from '../session/session.tsx';
import { groupCount, shareText } from '../text/numbers.ts';
import { CoverageTable } from './coverage-table.tsx';
import { ExportMenu } from './export-menu.tsx';
import { LookedAt } from './filters.tsx';
import { LedgerProof } from './ledger-proof.tsx';
import { COVERAGE_FIGURES, listOf } from './links.ts';
import { type Narrowing, useNarrowing } from './narrowing.ts';

/** What was owed, and what it adds up from. */
const PARTS = COVERAGE_FIGURES.filter(({ name }) => name !== 'overdue');
const SHARES = [
  { name: 'settled', title: 'coverage.done' },
  { name: 'exhausted', title: 'coverage.count.exhausted' },
  { name: 'overdue', title: 'coverage.count.overdue' },
] as const;

/** F5: how much of what was due is done, every exception with its reason; and the sum of what was owed adds up. */
export function CoverageView() {
  const { t } = useTranslation();
  const me = useMe();
  const [params, put] = useAddress();
  const narrowing = useNarrowing();
  const by = COVERAGE_BY.find((name) => name === params.get('by')) ?? 'kind';
  const { data: coverage, error, refetch } = useCoverage({ ...narrowing, by });
  const looksNarrowed = Object.keys(narrowing).length > 0;
  return (
    <>
      <section className="panel">
        <header className="panel-head coverage-head">
          <p className="quiet">
            {t('coverage.means')} <RuleTag rule="F5" />
          </p>
          <LookedAt shown={coverage} />
          <Segmented
            value={by}
            onChange={(value) => put({ by: value })}
            options={COVERAGE_BY.map((value) => ({ value, label: t(`coverage.by.${value}`) }))}
          />
          {coverage && (
            <ExportMenu
              tables={['coverage', 'obligations', 'answers']}
              params={{ ...narrowing, from: coverage.from, to: coverage.to, by }}
            />
          )}
        </header>
        {error && !coverage && <TroubleAlert error={error} retry={() => refetch()} />}
        {!coverage && !error && <Skeleton active={false} />}
        {coverage?.opened === 0 && (
          <EmptyState
            title={t(looksNarrowed ? 'followup.none' : 'coverage.none')}
            hint={t(looksNarrowed ? 'common.otherFilters' : 'coverage.noneHint')}
          />
        )}
        {coverage && coverage.opened > 0 && (
          <>
            {error && <TroubleAlert error={error} kept={t('common.keptShown')} retry={() => refetch()} />}
            <Shares coverage={coverage} narrowing={narrowing} />
            <Sum coverage={coverage} narrowing={narrowing} />
            <div className="coverage-tables">
              <CoverageTable key={by} coverage={coverage} narrowing={narrowing} />
              <Exceptions coverage={coverage} narrowing={narrowing} />
            </div>
          </>
        )}
      </section>
      {me.scope.province && <LedgerProof />}
    </>
  );
}

interface Shown {
  coverage: Coverage;
  narrowing: Narrowing;
}

/** Done, exceptions and overdue: the whole of what was due. What is not due yet pulls nothing down. */
function Shares({ coverage, narrowing }: Shown) {
  const { t } = useTranslation();
  const { from, to, opened, due } = coverage;
  const days = { ...narrowing, from, to };
  const shares = dueShares(coverage);
  const parts = SHARES.map(({ name, title }) => ({
    name,
    share: shares[name],
    title: t(title),
    count: coverage[name],
    which: COVERAGE_FIGURES.find((figure) => figure.name === name)?.to,
  }));
  return (
    <div className="coverage-shares">
      {parts.map(({ name, share, title, count, which }) => (
        <Link key={name} to={listOf({ ...days, ...which })} data-part={name}>
          <strong className={name === 'overdue' && count > 0 ? 'late' : undefined}>
            {due === 0 ? '–' : shareText(share, count)}
          </strong>
          <span>{title}</span>
          <em>{groupCount(count)}</em>
        </Link>
      ))}
      <p className="quiet">
        <Link to={listOf({ ...days, due: 'true' })}>{t('coverage.ofDue', { number: groupCount(due) })}</Link>
        {opened > due && (
          <>
            {t('common.dot')}
            {t('coverage.notDue', { number: groupCount(opened - due) })}
          </>
        )}
      </p>
    </div>
  );
}

function Sum({ coverage, narrowing }: Shown) {
  const { t } = useTranslation();
  const { from, to } = coverage;
  return (
    <div className="coverage-sum">
      {PARTS.map(({ name, to: which }, index) => (
        <Link key={name} to={listOf({ ...narrowing, from, to, ...which })} className="coverage-part">
          {index > 0 && <i aria-hidden="true">{index === 1 ? '=' : '+'}</i>}
          <strong>{groupCount(coverage[name])}</strong>
          <span>{t(`coverage.count.${name}`)}</span>
        </Link>
      ))}
    </div>
  );
}

function Exceptions({ coverage, narrowing }: Shown) {
  const { t } = useTranslation();
  const { from, to, due, exceptions } = coverage;
  const shares = sharesOf(
    exceptions.map(({ count }) => count),
    { whole: due, share: dueShares(coverage).exhausted },
  );
  return (
    <div>
      <h2 className="panel-title">{t('coverage.exceptions')}</h2>
      {exceptions.length === 0 ? (
        <p className="quiet">{t('coverage.noExceptions')}</p>
      ) : (
        <ul className="plain-list">
          {exceptions.map(({ settlement, count }, index) => (
            <li key={settlement}>
              {t(`trade.settlement.${settlement}`)}{' '}
              <Link to={listOf({ ...narrowing, from, to, state: 'exhausted', settlement })}>
                <b>{groupCount(count)}</b>
              </Link>{' '}
              <span className="quiet">{shareText(shares[index] ?? 0, count)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
