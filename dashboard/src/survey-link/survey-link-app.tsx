import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SurveyLinkView } from '../../../domain/contracts/survey-link.ts';
import { useLanguage } from '../i18n/language.ts';
import { Linked } from '../parts/linked.tsx';
import { groupPhone, groupTicket } from '../text/numbers.ts';
import { SurveyForm } from './survey-form.tsx';
import './survey-link.css';

/** F1: the survey as a customer answers it from a text message: plain parts, one thumb. */
export function SurveyLinkApp({ token }: { token: string }) {
  const { t } = useTranslation();
  const path = `/api/survey-link/${encodeURIComponent(token)}`;
  return (
    <Linked<SurveyLinkView> path={path} expiredMeans={t('surveyLink.expiredMeans')}>
      {(survey) => <Survey survey={survey} path={path} />}
    </Linked>
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
