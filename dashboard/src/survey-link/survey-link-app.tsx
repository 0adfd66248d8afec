import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SurveyLinkView } from '../../../domain/contracts/survey-link.ts';
import { get } from '../api/client.ts';
import type { RequestFailed } from '../api/problem.ts';
import { useLanguage } from '../i18n/language.ts';
import { LinkPage } from '../parts/link-page.tsx';
import { groupPhone, groupTicket } from '../text/numbers.ts';
import { SurveyForm } from './survey-form.tsx';
import '../details/details.css';
import './survey-link.css';

type Loaded = { survey: SurveyLinkView } | { failure: RequestFailed } | null;

/** F1: the survey as a customer answers it from a text message: plain parts, one thumb. */
export function SurveyLinkApp({ token }: { token: string }) {
  const { t } = useTranslation();
  const [loaded, setLoaded] = useState<Loaded>(null);
  const path = `/api/survey-link/${encodeURIComponent(token)}`;
  const load = useCallback(
    () =>
      get<SurveyLinkView>(path).then(
        (survey) => setLoaded({ survey }),
        (failure: RequestFailed) => setLoaded({ failure }),
      ),
    [path],
  );
  useEffect(() => void load(), [load]);
  return (
    <LinkPage>
      {loaded === null && <p className="quiet">{t('details.loading')}</p>}
      {loaded && 'failure' in loaded && <Failure failure={loaded.failure} retry={load} />}
      {loaded && 'survey' in loaded && <Survey survey={loaded.survey} path={path} />}
    </LinkPage>
  );
}

function Survey({ survey, path }: { survey: SurveyLinkView; path: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [done, setDone] = useState<'sent' | 'reopened' | null>(null);
  const { category, kind, outletName, ticketNumber, hotline } = survey;
  const what = [
    category && ((language === 'en' && category.nameEn) || category.name),
    t(`trade.kind.${kind}`),
  ];
  const over = done ?? (survey.answered ? 'before' : null);
  return (
    <>
      <h1>{t(over ? 'surveyLink.thanks' : 'surveyLink.title')}</h1>
      <p className="quiet">
        {[
          what.filter(Boolean).join(' '),
          outletName,
          // Not broken across lines.
          t('details.ticket', { number: groupTicket(ticketNumber).replaceAll(' ', '\u00a0') }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {over ? (
        <p role="status" className="survey-over">
          {t(`surveyLink.over.${over}`)}
        </p>
      ) : (
        <SurveyForm survey={survey} path={path} done={setDone} />
      )}
      <p className="survey-call">
        {t('surveyLink.call')} <a href={`tel:${hotline}`}>{groupPhone(hotline)}</a>
      </p>
    </>
  );
}

/** No longer valid is an end; anything else can be tried again. */
function Failure({ failure, retry }: { failure: RequestFailed; retry: () => void }) {
  const { t } = useTranslation();
  const over = !failure.unsure;
  return (
    <div className="details-end" role={over ? undefined : 'alert'}>
      <h1>{t(over ? 'details.expired' : 'details.unreachable')}</h1>
      <p>{t(over ? 'surveyLink.expiredMeans' : 'details.unreachableMeans')}</p>
      {!over && (
        <button type="button" className="big-button" onClick={retry}>
          {t('common.retry')}
        </button>
      )}
    </div>
  );
}
