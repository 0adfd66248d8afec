import { Segmented, Select, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router-dom';
import type { SurveyResults } from '../../../domain/contracts/followup.ts';
import { measuredKind } from '../../../domain/contracts/survey-script.ts';
import { useSurveyResults } from '../api/followup-queries.ts';
import { useLanguage } from '../i18n/language.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { RuleTag } from '../parts/rule-tag.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useAddress } from '../parts/use-address.ts';
import { groupCount, share } from '../text/numbers.ts';
import { useAnswerWords } from '../ticket/use-answer-words.ts';
import { listOf, Narrowed } from './coverage-view.tsx';
import { DaysFilter } from './days-filter.tsx';
import { type Narrowing, useNarrowing } from './narrowing.ts';
import { Remarks } from './remarks.tsx';
import { TrendPane } from './trend-pane.tsx';
import './results.css';

/** F2: what customers answered: each question's answers, how it went over time, and their own words. */
export function ResultsView() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [params, put] = useAddress();
  const narrowing = useNarrowing();
  const by = params.get('by') === 'week' ? 'week' : 'day';
  const { data: results, error, refetch } = useSurveyResults({ ...narrowing, by });
  return (
    <>
      <section className="panel">
        <header className="panel-head coverage-head">
          <p className="quiet">
            {t('results.means')} <RuleTag rule="F2" />
          </p>
          <DaysFilter shown={results} />
          <Filters narrowing={narrowing} />
          <Segmented
            value={by}
            onChange={(value) => put({ by: value })}
            options={(['day', 'week'] as const).map((value) => ({ value, label: t(`results.by.${value}`) }))}
          />
          <Narrowed narrowing={{ outletId: narrowing.outletId }} widen={(name) => put({ [name]: null })} />
        </header>
        {error && !results && <TroubleAlert error={error} retry={() => refetch()} />}
        {!results && !error && <Skeleton active={false} />}
        {results?.surveys === 0 && <EmptyState title={t('results.none')} hint={t('results.noneHint')} />}
        {results && results.surveys > 0 && (
          <>
            {error && <TroubleAlert error={error} kept={t('common.keptShown')} retry={() => refetch()} />}
            <Sum results={results} narrowing={narrowing} />
            <TrendPane
              results={results}
              open={(from, to) =>
                navigate(listOf({ ...narrowing, from, to, kind: 'survey', state: 'settled' }))
              }
            />
            <div className="results-questions">
              {results.questions.map((question) => (
                <Distribution
                  key={question.key}
                  question={question}
                  listed={{ ...narrowing, from: results.from, to: results.to, kind: 'survey' }}
                />
              ))}
            </div>
          </>
        )}
      </section>
      {results && results.surveys > 0 && (
        <Remarks
          narrowing={{ ...narrowing, from: results.from, to: results.to }}
          narrow={(outletId) => put({ outletId: String(outletId) })}
        />
      )}
    </>
  );
}

function Filters({ narrowing }: { narrowing: Narrowing }) {
  const { t } = useTranslation();
  const [, put] = useAddress();
  const english = useLanguage() === 'en';
  const { units, brands } = useReferenceData();
  const told = (one: { name: string; nameEn: string }) => (english && one.nameEn) || one.name;
  const optionsOf = (some: { id: number; name: string; nameEn: string }[]) =>
    some.map((one) => ({ value: String(one.id), label: told(one) }));
  const lists = [
    { name: 'regionId', by: 'region', options: optionsOf(units.filter(({ kind }) => kind === 'region')) },
    {
      name: 'storeId',
      by: 'store',
      options: optionsOf(
        units.filter(
          ({ kind, parentId }) =>
            kind === 'store' && (!narrowing.regionId || String(parentId) === narrowing.regionId),
        ),
      ),
    },
    { name: 'brandId', by: 'brand', options: optionsOf(brands) },
  ] as const;
  return lists.map(({ name, by, options }) => (
    <Select
      key={name}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      className="results-filter"
      aria-label={t(`coverage.by.${by}`)}
      placeholder={t(`coverage.by.${by}`)}
      value={narrowing[name]}
      options={options}
      onChange={(value?: string) =>
        put({ [name]: value ?? null, ...(name === 'regionId' && { storeId: null, outletId: null }) })
      }
    />
  ));
}

function Sum({ results, narrowing }: { results: SurveyResults; narrowing: Narrowing }) {
  const { t } = useTranslation();
  const { from, to, surveys, ways, questions } = results;
  const listed = { ...narrowing, from, to, kind: 'survey' };
  const solved = questions.find(({ key }) => key === 'solved');
  const yes = solved?.answers.find(({ value }) => value === 1)?.count ?? 0;
  const score = questions.find(({ key }) => key === 'score')?.average ?? null;
  return (
    <div className="coverage-sum">
      <div className="coverage-part">
        <strong>{groupCount(surveys)}</strong>
        <span>{t('results.answered')}</span>
      </div>
      {solved && solved.total > 0 && (
        <Link className="coverage-part" to={listOf({ ...listed, answer: 'solved:0' })}>
          <strong>{share(yes / solved.total)}</strong>
          <span>{t('results.solvedShare')}</span>
          {solved.total > yes && (
            <em className="late">{t('results.unsolved', { count: solved.total - yes })}</em>
          )}
        </Link>
      )}
      {score !== null && (
        <div className="coverage-part">
          <strong>{score.toFixed(2)}</strong>
          <span>{t('results.score')}</span>
        </div>
      )}
      {ways.map(({ settlement, count }) => (
        <Link key={settlement} className="coverage-part" to={listOf({ ...listed, settlement })}>
          <strong>{groupCount(count)}</strong>
          <span>{t(`trade.settlement.${settlement}`)}</span>
        </Link>
      ))}
    </div>
  );
}

interface Distribution {
  question: SurveyResults['questions'][number];
  listed: Record<string, string | undefined>;
}

/** One question: how often each answer was given; each figure opens the surveys that gave it. */
function Distribution({ question, listed }: Distribution) {
  const { t } = useTranslation();
  const language = useLanguage();
  const answer = useAnswerWords();
  const { key, kind, total, average, answers, words } = question;
  return (
    <section className="results-question" aria-label={words[language]}>
      <h2>
        {answer.question(key)}{' '}
        <span className="quiet">
          {kind === 'spoken'
            ? t('results.remarks', { number: groupCount(total) })
            : t('results.total', { number: groupCount(total) })}
          {average !== null && ` · ${t('results.average', { average: average.toFixed(2) })}`}
        </span>
      </h2>
      {measuredKind(key) && <p className="quiet">{words[language]}</p>}
      <ul>
        {answers.map((one) => (
          <li key={one.value}>
            <span className="results-label">
              {kind === 'points'
                ? t('survey.score', { value: one.value })
                : (one.words?.[language] ?? String(one.value))}
            </span>
            <span className="results-bar" aria-hidden>
              <i
                data-bad={
                  (kind === 'yes_no' ? one.value === 0 : kind === 'points' && one.value <= 2) || undefined
                }
                style={{ width: `${total > 0 ? (one.count / total) * 100 : 0}%` }}
              />
            </span>
            <Link to={listOf({ ...listed, answer: `${key}:${one.value}` })}>{groupCount(one.count)}</Link>
            <span className="quiet">{share(total > 0 ? one.count / total : 0)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
