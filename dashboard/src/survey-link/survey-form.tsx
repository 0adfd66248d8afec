import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  firstQuestion,
  nextQuestion,
  type Question,
  type SurveyLinkView,
} from '../../../domain/contracts/survey-link.ts';
import { newKey, write } from '../api/client.ts';
import type { RequestFailed } from '../api/problem.ts';
import { useLanguage } from '../i18n/language.ts';

interface Form {
  survey: SurveyLinkView;
  path: string;
  done: (as: 'sent' | 'reopened') => void;
}

/** The questions as far as they are answered, and the next one; sent as a whole. What was chosen stays until it is sent. */
export function SurveyForm({ survey, path, done }: Form) {
  const { t } = useTranslation();
  const [values, setValues] = useState<Record<string, number>>({});
  const [words, setWords] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<RequestFailed | null>(null);
  const key = useRef(newKey());
  const { shown, complete } = along(survey, values);

  const send = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const answers = shown.map(({ key: question, kind }) =>
        kind === 'spoken'
          ? { question, value: null, words: words[question] ?? '' }
          : { question, value: values[question] ?? null },
      );
      const { reopened } = await write<{ reopened: boolean }>('POST', path, { answers }, key.current);
      done(reopened ? 'reopened' : 'sent');
    } catch (error) {
      const failed = error as RequestFailed;
      if (!failed.unsure) key.current = newKey();
      setFailure(failed);
    }
    setBusy(false);
  };

  return (
    <form
      className="survey-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {shown.map((question) => (
        <Asked
          key={question.key}
          question={question}
          value={values[question.key]}
          words={words[question.key] ?? ''}
          choose={(value) => setValues({ ...values, [question.key]: value })}
          say={(text) => setWords({ ...words, [question.key]: text })}
        />
      ))}
      {failure && (
        <p className="details-failure" role="alert">
          {t(failure.unsure ? 'surveyLink.notSent' : 'surveyLink.refused')}
        </p>
      )}
      {complete && (
        <button type="submit" className="big-button" disabled={busy}>
          {t(busy ? 'details.sending' : 'surveyLink.send')}
        </button>
      )}
    </form>
  );
}

/** The questions up to the first that is not answered; a remark may be left out. */
function along({ script, kind }: SurveyLinkView, values: Record<string, number>) {
  const shown: Question[] = [];
  let question = firstQuestion(script, kind);
  while (question) {
    shown.push(question);
    const value = values[question.key] ?? null;
    if (value === null && question.kind !== 'spoken') return { shown, complete: false };
    question = nextQuestion(script, question.key, value, kind);
  }
  return { shown, complete: true };
}

interface AskedQuestion {
  question: Question;
  value: number | undefined;
  words: string;
  choose: (value: number) => void;
  say: (text: string) => void;
}

function Asked({ question, value, words, choose, say }: AskedQuestion) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { key, kind, answers } = question;
  const asked = question.words[language];
  if (kind === 'spoken') {
    return (
      <label className="survey-question">
        <span>{asked}</span>
        <textarea
          name={key}
          rows={3}
          maxLength={500}
          value={words}
          placeholder={t('surveyLink.optional')}
          onChange={(event) => say(event.target.value)}
        />
      </label>
    );
  }
  const choices =
    kind === 'points'
      ? [1, 2, 3, 4, 5].map((one) => ({ value: one, label: String(one) }))
      : answers.map((one) => ({ value: one.value, label: sentence(one.words[language]) }));
  return (
    <fieldset className="survey-question" data-kind={kind}>
      <legend>{asked}</legend>
      <div className="survey-choices">
        {choices.map((one) => (
          <button
            key={one.value}
            type="button"
            className="survey-choice"
            aria-pressed={value === one.value}
            onClick={() => choose(one.value)}
          >
            {one.label}
          </button>
        ))}
      </div>
      {kind === 'points' && (
        <p className="survey-scale quiet">
          <span>{t('surveyLink.worst')}</span>
          <span>{t('surveyLink.best')}</span>
        </p>
      )}
    </fieldset>
  );
}

/** Answers are worded to stand within a sentence: on a button they begin one. */
const sentence = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1);
