import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Question, SurveyScript } from '../../../domain/followup/script.ts';
import type { Language, TicketKind } from '../../../domain/vocabulary.ts';
import { useLanguage } from '../i18n/language.ts';
import { RuleTag } from '../parts/rule-tag.tsx';
import { type Answers, answersPut, choicesOf, questionsPut, type Words } from './question.ts';
import { SpokenAnswer } from './spoken-answer.tsx';

interface ScriptPane {
  script: SurveyScript;
  kind: TicketKind;
  /** What the customer is spoken to in. */
  language: Language;
  answers: Answers;
  words: Words;
  /** Answered in words before, which stand. */
  given: readonly string[];
  change: (part: { answers?: Answers; words?: Words }) => void;
  finish: () => void;
}

/**
 * F2: what the customer is asked, in their language and below in one's own, one question after the other: the digit
 * beside an answer takes it, 0 passes on, Backspace goes back, Enter finishes. What they say in their own words is
 * written down at its question.
 */
export function ScriptPane(props: ScriptPane) {
  const { script, kind, language, answers, words, given, change, finish } = props;
  const { t } = useTranslation();
  const own = useLanguage();
  const questions = questionsPut(script, kind, answers);
  const pane = useRef<HTMLElement>(null);
  const answered = useRef(false);
  const at = questions.findIndex(({ key }) => answers[key] === undefined);
  const current = questions[at];
  useEffect(() => pane.current?.focus(), []);
  useEffect(() => {
    const asked = at > 0 && pane.current?.querySelector('[aria-current]');
    if (!asked) return;
    asked.scrollIntoView({ block: 'nearest' });
    // Whoever has just answered the question before goes on writing.
    if (answered.current) asked.querySelector('textarea')?.focus();
  }, [at]);
  const give = (key: string, value: number | null) => {
    answered.current = true;
    pane.current?.focus();
    change({ answers: answersPut(script, kind, { ...answers, [key]: value }) });
  };
  const pass = ({ key }: Question) => {
    const { [key]: _, ...others } = words;
    answered.current = true;
    pane.current?.focus();
    change({ answers: answersPut(script, kind, { ...answers, [key]: null }), words: others });
  };
  const back = () => {
    const last = questions[(at < 0 ? questions.length : at) - 1];
    if (!last) return;
    const { [last.key]: _, ...rest } = answers;
    answered.current = false;
    change({ answers: rest });
  };
  const pressed = (event: KeyboardEvent) => {
    // What is typed is typed.
    if (event.ctrlKey || event.altKey || event.metaKey || event.target instanceof HTMLTextAreaElement) return;
    const answer = /^[1-9]$/.test(event.key)
      ? current && choicesOf(current, language)[Number(event.key) - 1]
      : undefined;
    // Nobody has to have something to add.
    const done = !current || current.kind === 'spoken';
    if (current && answer) give(current.key, answer.value);
    else if (current && event.key === '0') pass(current);
    else if (event.key === 'Backspace') back();
    else if (event.key === 'Enter' && event.target === pane.current && done) finish();
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
        {t('hand.script')} <RuleTag rule="F2" />{' '}
        <span className={language === own ? 'quiet' : 'soon'}>
          {t('hand.language', { language: t(`hand.languages.${language}`) })}
        </span>
      </h2>
      <ol>
        {questions.map((question, index) => (
          <li
            key={question.key}
            data-current={index === at || undefined}
            aria-current={index === at ? 'step' : undefined}
          >
            <p lang={language}>{question.words[language]}</p>
            {own !== language && <p className="quiet script-own">{question.words[own]}</p>}
            {question.kind === 'spoken' && (
              <SpokenAnswer
                label={question.words[language]}
                words={words[question.key] ?? ''}
                given={given.includes(question.key)}
                change={(text) => change({ words: { ...words, [question.key]: text } })}
                done={() => give(question.key, null)}
                leave={() => pane.current?.focus()}
              />
            )}
            <fieldset className="script-answers" aria-label={question.words[language]}>
              {choicesOf(question, language).map(({ value, words: said }, place) => (
                <button
                  key={value}
                  type="button"
                  className="key-option"
                  aria-pressed={answers[question.key] === value}
                  onClick={() => give(question.key, value)}
                >
                  {question.kind !== 'points' && <kbd aria-hidden>{place + 1}</kbd>}
                  <span lang={language}>{said}</span>
                  {own !== language && question.kind !== 'points' && (
                    <span className="quiet">{choicesOf(question, own)[place]?.words}</span>
                  )}
                </button>
              ))}
              {!given.includes(question.key) && (
                <button
                  type="button"
                  className="key-option quiet"
                  aria-pressed={answers[question.key] === null && !words[question.key]}
                  onClick={() => pass(question)}
                >
                  <kbd aria-hidden>0</kbd>
                  {t(question.kind === 'spoken' ? 'hand.passSpoken' : 'hand.pass')}
                </button>
              )}
            </fieldset>
          </li>
        ))}
      </ol>
      <p className="quiet">{t('hand.keys')}</p>
    </section>
  );
}
