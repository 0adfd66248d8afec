import '../parts/data-table.css';
import { Button, Segmented, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { COVERAGE_BY, type Coverage, type CoverageBy } from '../../../domain/contracts/followup.ts';
import { useCoverage } from '../api/followup-queries.ts';
import { useLanguage } from '../i18n/language.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { OutletName } from '../parts/outlet-name.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { RuleTag } from '../parts/rule-tag.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useAddress } from '../parts/use-address.ts';
import { useDayWords } from '../parts/when.tsx';
import { useMe } from '../session/session.tsx';
import { groupCount, percent } from '../text/numbers.ts';
import { DaysFilter } from './days-filter.tsx';
import { ExportMenu } from './export-menu.tsx';
import { LedgerProof } from './ledger-proof.tsx';
import { type Narrowing, narrowings, useNarrowing } from './narrowing.ts';

const PARTS = [
  { name: 'opened', to: {} },
  { name: 'settled', to: { state: 'settled' } },
  { name: 'open', to: { state: 'open,dialling' } },
  { name: 'exhausted', to: { state: 'exhausted' } },
] as const;
type Row = Coverage['rows'][number];
/** More than that is asked for. */
const SHOWN_ROWS = 40;

export const listOf = (params: Record<string, string | undefined>): string => {
  const search = new URLSearchParams({ view: 'all' });
  for (const [name, value] of Object.entries(params)) if (value) search.set(name, value);
  return `/followups?${search}`;
};

/** What narrows the list to a row's calls; of those that are about nobody's work, which have no key: 0. */
const narrowed = (by: CoverageBy, key: string | null): Record<string, string> => {
  if (key === null) return { [`${by}Id`]: '0' };
  if (by === 'kind') return { kind: key };
  if (by === 'day') return { from: key, to: key };
  return { [`${by}Id`]: key };
};

/** F5: what was owed is settled, still open, or an exception with a name; the sum is shown to add up. */
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
          <DaysFilter shown={coverage} />
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
          <Narrowed narrowing={narrowing} widen={(name) => put({ [name]: null })} />
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
            <Sum coverage={coverage} narrowing={narrowing} />
            <div className="coverage-tables">
              <Table coverage={coverage} narrowing={narrowing} />
              <Exceptions coverage={coverage} narrowing={narrowing} />
            </div>
          </>
        )}
      </section>
      {me.scope.province && <LedgerProof />}
    </>
  );
}

/** What of the organisation is looked at alone, each to be taken away. */
export function Narrowed({ narrowing, widen }: { narrowing: Narrowing; widen: (name: string) => void }) {
  const { t } = useTranslation();
  const { unitName, brandName } = useReferenceData();
  const nameOf = (name: (typeof narrowings)[number], value: string) => {
    if (value === '0') return t('coverage.nobodys');
    if (name === 'brandId') return brandName(Number(value));
    return name === 'outletId' ? <OutletName id={Number(value)} /> : unitName(Number(value));
  };
  return narrowings.map((name) => {
    const value = narrowing[name];
    if (!value) return null;
    return (
      <Tag key={name} closable onClose={() => widen(name)}>
        {t(`coverage.by.${name.replace('Id', '') as CoverageBy}`)} {nameOf(name, value) || value}
      </Tag>
    );
  });
}

function Sum({ coverage, narrowing }: { coverage: Coverage; narrowing: Narrowing }) {
  const { t } = useTranslation();
  const { from, to } = coverage;
  return (
    <div className="coverage-sum">
      {PARTS.map(({ name, to: which }, index) => (
        <Link key={name} to={listOf({ ...narrowing, from, to, ...which })} className="coverage-part">
          {index > 0 && <i aria-hidden="true">{index === 1 ? '=' : '+'}</i>}
          <strong>{groupCount(coverage[name])}</strong>
          <span>{t(`coverage.${name}`)}</span>
          {name === 'open' && coverage.overdue > 0 && (
            <em className="late">{t('coverage.overdue', { count: coverage.overdue })}</em>
          )}
        </Link>
      ))}
      <div className="coverage-part coverage-rate">
        <strong>{percent((coverage.settled + coverage.exhausted) / coverage.opened)}</strong>
        <span>{t('coverage.accounted')}</span>
      </div>
    </div>
  );
}

function Table({ coverage, narrowing }: { coverage: Coverage; narrowing: Narrowing }) {
  const { t } = useTranslation();
  const english = useLanguage() === 'en';
  const dayWords = useDayWords();
  const { by, from, to } = coverage;
  const [all, setAll] = useState(false);
  const shown = all ? coverage.rows : coverage.rows.slice(0, SHOWN_ROWS);
  const nameOf = ({ key, name, nameEn }: Row): string => {
    if (key === null) return t('coverage.nobodys');
    if (by === 'kind') return t(`trade.obligationKind.${key as 'survey'}`);
    if (by === 'day') return dayWords(key);
    return (english && nameEn) || name || key;
  };
  return (
    <div>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{t(`coverage.by.${by}`)}</th>
            {PARTS.map(({ name }) => (
              <th key={name} scope="col" className="number">
                {t(`coverage.${name}`)}
              </th>
            ))}
            <th scope="col" className="number">
              {t('coverage.late')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.key ?? 'none'}>
              <td>{nameOf(row)}</td>
              {PARTS.map(({ name, to: which }) => (
                <td key={name} className="number">
                  <Link to={listOf({ ...narrowing, from, to, ...narrowed(by, row.key), ...which })}>
                    {groupCount(row[name])}
                  </Link>
                </td>
              ))}
              <td className={row.overdue > 0 ? 'number late' : 'number quiet'}>
                {row.overdue > 0 ? (
                  <Link to={listOf({ ...narrowing, from, to, ...narrowed(by, row.key), overdue: 'true' })}>
                    {groupCount(row.overdue)}
                  </Link>
                ) : (
                  groupCount(row.overdue)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < coverage.rows.length && (
        <Button type="link" onClick={() => setAll(true)}>
          {t('coverage.allRows', { count: coverage.rows.length })}
        </Button>
      )}
    </div>
  );
}

function Exceptions({ coverage, narrowing }: { coverage: Coverage; narrowing: Narrowing }) {
  const { t } = useTranslation();
  const { from, to, exceptions } = coverage;
  return (
    <div>
      <h2 className="panel-title">{t('coverage.exceptions')}</h2>
      {exceptions.length === 0 ? (
        <p className="quiet">{t('coverage.noExceptions')}</p>
      ) : (
        <ul className="plain-list">
          {exceptions.map(({ settlement, count }) => (
            <li key={settlement}>
              {t(`trade.settlement.${settlement}`)}{' '}
              <Link to={listOf({ ...narrowing, from, to, state: 'exhausted', settlement })}>
                <b>{groupCount(count)}</b>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
