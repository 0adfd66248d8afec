import { Segmented, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router-dom';
import type { SurveyResults } from '../../../domain/contracts/followup.ts';
import { measuredKind } from '../../../domain/contracts/survey-script.ts';
import { sharesOf } from '../../../domain/shares.ts';
import { useSurveyResults } from '../api/followup-queries.ts';
import { useLanguage } from '../i18n/language.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { RuleTag } from '../parts/rule-tag.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useAddress } from '../parts/use-address.ts';
import { groupCount, shareText } from '../text/numbers.ts';
import { useAnswerWords } from '../ticket/use-answer-words.ts';
import { ExportMenu } from './export-menu.tsx';
import { LookedAt } from './filters.tsx';
import { listOf } from './links.ts';
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
  const figures = results && {
    ...narrowing,
    from: results.from,
    to: results.to,
    kind: 'survey',
    believed: 'true',
  };
  return (
    <>
      <section className="panel">
        <header className="panel-head coverage-head">
          <p className="quiet">
            {t('results.means')} <RuleTag rule="F2" />
          </p>
          <LookedAt shown={results} />
          <Segmented
            value={by}
            onChange={(value) => put({ by: value })}
            options={(['day', 'week'] as const).map((value) => ({ value, label: t(`results.by.${value}`) }))}
          />
          {figures && <ExportMenu tables={['answers']} params={figures} />}
        </header>
        {error && !results && <TroubleAlert error={error} retry={() => refetch()} />}
        {!results && !error && <Skeleton active={false} />}
        {results?.surveys === 0 && <EmptyState title={t('results.none')} hint={t('results.noneHint')} />}
        {results && results.doubted > 0 && <Doubted results={results} narrowing={narrowing} />}
        {results && figures && results.surveys > 0 && (
          <>
            {error && <TroubleAlert error={error} kept={t('common.keptShown')} retry={() => refetch()} />}
            <Sum results={results} figures={figures} />
            <TrendPane
              results={results}
              open={(from, to) => navigate(listOf({ ...figures, from, to, answer: 'solved' }))}
            />
            <div className="results-questions">
              {results.questions.map((question) => (
                <Distribution
                  key={question.key}
                  question={question}
                  badScore={results.badScore}
                  figures={figures}
                />
              ))}
            </div>
          </>
        )}
      </section>
      {results && results.surveys > 0 && (
        <Remarks
          narrowing={{ ...narrowing, from: results.from, to: results.to }}
          badScore={results.badScore}
          narrow={(outletId) => put({ outletId: String(outletId) })}
        />
      )}
    </>
  );
}

/** S9: what counts for nothing here, since headquarters found that it is not to be believed. */
function Doubted({ results, narrowing }: { results: SurveyResults; narrowing: Narrowing }) {
  const { t } = useTranslation();
  const { from, to, doubted } = results;
  const which = { ...narrowing, from, to, kind: 'survey', answered: 'true', believed: 'false' };
  return (
    <p>
      <Link to={listOf(which)}>{t('results.doubted', { number: groupCount(doubted) })}</Link>{' '}
      <RuleTag rule="S9" />
    </p>
  );
}

/** What narrows the list to the surveys that the figures count. */
type Figures = Record<string, string | undefined>;

function Sum({ results, figures }: { results: SurveyResults; figures: Figures }) {
  const { t } = useTranslation();
  const { surveys, ways, questions } = results;
  const solved = questions.find(({ key }) => key === 'solved');
  const yes = solved?.answers.find(({ value }) => value === 1)?.count ?? 0;
  const [share = 0] = sharesOf([yes, (solved?.total ?? 0) - yes]);
  const score = questions.find(({ key }) => key === 'score')?.average ?? null;
  return (
    <div className="coverage-sum">
      <Link className="coverage-part" to={listOf({ ...figures, answered: 'true' })}>
        <strong>{groupCount(surveys)}</strong>
        <span>{t('results.answered')}</span>
      </Link>
      {solved && solved.total > 0 && (
        <Link
          className="coverage-part"
          to={listOf({ ...figures, answer: solved.total > yes ? 'solved:0' : 'solved:1' })}
        >
          <strong>{shareText(share, yes)}</strong>
          <span>{t('results.solvedShare')}</span>
          {solved.total > yes && (
            <em className="late">{t('results.unsolved', { count: solved.total - yes })}</em>
          )}
        </Link>
      )}
      {score !== null && (
        <Link className="coverage-part" to={listOf({ ...figures, answer: 'score' })}>
          <strong>{score.toFixed(2)}</strong>
          <span>{t('results.score')}</span>
        </Link>
      )}
      {ways.map(({ settlement, count }) => (
        <Link
          key={settlement}
          className="coverage-part"
          to={listOf({ ...figures, settlement, answered: 'true' })}
        >
          <strong>{groupCount(count)}</strong>
          <span>{t(`trade.settlement.${settlement}`)}</span>
        </Link>
      ))}
    </div>
  );
}

interface Distribution {
  question: SurveyResults['questions'][number];
  badScore: number;
  figures: Figures;
}

/** One question: how often each answer was given; each figure opens the surveys that gave it. */
function Distribution({ question, badScore, figures }: Distribution) {
  const { t } = useTranslation();
  const language = useLanguage();
  const answer = useAnswerWords();
  const { key, kind, total, average, answers, words } = question;
  const shares = sharesOf(answers.map(({ count }) => count));
  return (
    <section className="results-question" aria-label={words[language]}>
      <h2>
        {answer.question(key)}{' '}
        <span className="quiet">
          <Link to={listOf({ ...figures, answer: key })}>
            {kind === 'spoken'
              ? t('results.remarks', { number: groupCount(total) })
              : t('results.total', { number: groupCount(total) })}
          </Link>
          {average !== null && ` · ${t('results.average', { average: average.toFixed(2) })}`}
        </span>
      </h2>
      {measuredKind(key) && <p className="quiet">{words[language]}</p>}
      <ul>
        {answers.map((one, index) => (
          <li key={one.value}>
            <span className="results-label">
              {kind === 'points'
                ? t('survey.score', { value: one.value })
                : (one.words?.[language] ?? String(one.value))}
            </span>
            <span className="results-bar" aria-hidden>
              <i
                data-bad={
                  (kind === 'yes_no' ? one.value === 0 : kind === 'points' && one.value <= badScore) ||
                  undefined
                }
                style={{ width: `${total > 0 ? (one.count / total) * 100 : 0}%` }}
              />
            </span>
            <Link to={listOf({ ...figures, answer: `${key}:${one.value}` })}>{groupCount(one.count)}</Link>
            <span className="quiet">{shareText(shares[index] ?? 0, one.count)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
