import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SurveyScript } from '../../../domain/followup/script.ts';
import type { TicketKind } from '../../../domain/vocabulary.ts';
import { useLanguage } from '../i18n/language.ts';
import { RuleTag } from '../parts/rule-tag.tsx';
import { type Answers, answersPut, choicesOf, questionsPut } from './question.ts';

interface ScriptPane {
  script: SurveyScript;
  kind: TicketKind;
  answers: Answers;
  change: (answers: Answers) => void;
  finish: () => void;
}

/**
 * F2: what the customer is asked, one question after the other: the digit beside an answer takes it, 0 passes on,
 * Backspace goes back, Enter finishes.
 */
export function ScriptPane({ script, kind, answers, change, finish }: ScriptPane) {
  const { t } = useTranslation();
  const language = useLanguage();
  const questions = questionsPut(script, kind, answers);
  const pane = useRef<HTMLElement>(null);
  const at = questions.findIndex(({ key }) => answers[key] === undefined);
  const current = questions[at];
  useEffect(() => pane.current?.focus(), []);
  useEffect(() => {
    if (at > 0) pane.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const give = (key: string, value: number | null) => {
    change(answersPut(script, kind, { ...answers, [key]: value }));
    pane.current?.focus();
  };
  const back = () => {
    const last = questions[(at < 0 ? questions.length : at) - 1];
    if (!last) return;
    const { [last.key]: _, ...rest } = answers;
    change(rest);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const answer = /^[1-9]$/.test(event.key)
      ? current && choicesOf(current, language)[Number(event.key) - 1]
      : undefined;
    if (current && answer) give(current.key, answer.value);
    else if (current && event.key === '0') give(current.key, null);
    else if (event.key === 'Backspace') back();
    else if (event.key === 'Enter' && event.target === pane.current && !current) finish();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // Digits pressed in here answer the question, and choose nothing elsewhere (desk/wrap-up-bar.tsx).
    <section
      className="key-choice script-questions"
      aria-label={t('hand.script')}
      tabIndex={-1}
      ref={pane}
      onKeyDown={pressed}
    >
      <h2 className="panel-title">
        {t('hand.script')} <RuleTag rule="F2" />
      </h2>
      <ol>
        {questions.map((question, index) => (
          <li
            key={question.key}
            data-current={index === at || undefined}
            aria-current={index === at ? 'step' : undefined}
          >
            <p>{question.words[language]}</p>
            <fieldset className="script-answers" aria-label={question.words[language]}>
              {choicesOf(question, language).map(({ value, words }, place) => (
                <button
                  key={value}
                  type="button"
                  className="key-option"
                  aria-pressed={answers[question.key] === value}
                  onClick={() => give(question.key, value)}
                >
                  {question.kind !== 'points' && <kbd aria-hidden>{place + 1}</kbd>}
                  {words}
                </button>
              ))}
              <button
                type="button"
                className="key-option quiet"
                aria-pressed={answers[question.key] === null}
                onClick={() => give(question.key, null)}
              >
                <kbd aria-hidden>0</kbd>
                {t('hand.pass')}
              </button>
            </fieldset>
          </li>
        ))}
      </ol>
      <p className="quiet">{t('hand.keys')}</p>
    </section>
  );
}
