import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  MAX_ANSWERS,
  measuredKind,
  QUESTION_KINDS,
  type Question,
  THE_END,
  valuesOf,
} from '../../../domain/contracts/survey-script.ts';
import { LANGUAGES, TICKET_KINDS } from '../../../domain/vocabulary.ts';
import { Field } from '../setup/field.tsx';
import { asKey, asKind, isKey, leading, targetOf } from './branches.ts';
import { useScriptWords } from './script-words.ts';

interface Editing {
  question: Question;
  at: number;
  questions: Question[];
  off: boolean;
  change: (question: Question) => void;
  rename: (key: string) => void;
}

/** One question: its words, how it is answered, and what follows each answer. */
export function QuestionEditor({ question, at, questions, off, change, rename }: Editing) {
  const { t } = useTranslation();
  const measured = measuredKind(question.key) !== null;
  return (
    <div className="script-editor">
      {LANGUAGES.map((language) => (
        <Field key={language} name={t(`script.words.${language}`)} wide>
          <Input.TextArea
            value={question.words[language]}
            disabled={off}
            autoSize={{ minRows: 1, maxRows: 3 }}
            maxLength={300}
            aria-label={t(`script.words.${language}`)}
            onChange={(event) =>
              change({ ...question, words: { ...question.words, [language]: event.target.value } })
            }
            onBlur={() => {
              const trimmed = question.words[language].trim();
              if (trimmed !== question.words[language])
                change({ ...question, words: { ...question.words, [language]: trimmed } });
            }}
          />
        </Field>
      ))}
      <div className="script-fields">
        <Field name={t('script.answeredBy')}>
          <Select
            value={question.kind}
            disabled={off || measured}
            aria-label={t('script.answeredBy')}
            options={QUESTION_KINDS.map((kind) => ({ value: kind, label: t(`script.kind.${kind}`) }))}
            onChange={(kind) => change(asKind(question, kind))}
          />
        </Field>
        <Field name={t('script.key')}>
          <KeyField question={question} questions={questions} off={off || measured} rename={rename} />
        </Field>
        <Field name={t('script.only')}>
          <Select
            mode="multiple"
            value={question.only}
            disabled={off || question.key === 'solved'}
            placeholder={t('script.everybody')}
            aria-label={t('script.only')}
            options={TICKET_KINDS.map((kind) => ({ value: kind, label: t(`trade.kind.${kind}`) }))}
            onChange={(only) => change({ ...question, only })}
            className="script-only"
          />
        </Field>
      </div>
      {measured && <p className="quiet">{t('script.measured')}</p>}
      <Answers question={question} at={at} questions={questions} off={off} change={change} />
    </div>
  );
}

function KeyField({
  question,
  questions,
  off,
  rename,
}: Pick<Editing, 'question' | 'questions' | 'off' | 'rename'>) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(question.key);
  const wrong = !isKey(typed) || questions.some((one) => one !== question && one.key === typed);
  return (
    <Input
      value={typed}
      disabled={off}
      status={wrong ? 'error' : undefined}
      aria-label={t('script.key')}
      onChange={(event) => setTyped(asKey(event.target.value))}
      onBlur={() => (wrong ? setTyped(question.key) : rename(typed))}
    />
  );
}

function Answers({ question, at, questions, off, change }: Omit<Editing, 'rename'>) {
  const { t } = useTranslation();
  const words = useScriptWords(questions);
  const targets = [
    ...questions
      .map((one, place) => ({ value: one.key, label: `${place + 1} · ${words.question(one)}` }))
      .filter((_, place) => place !== at),
    { value: THE_END, label: t('script.theEnd') },
  ];
  const inOrder = questions[at + 1];
  const next = { value: '', label: inOrder ? t('script.inOrder') : t('script.theEnd') };
  const values = valuesOf(question);
  const answered = question.kind === 'choice' || question.kind === 'yes_no';
  const word = (value: number, language: 'zh' | 'en', text: string) =>
    change({
      ...question,
      answers: question.answers.map((one) =>
        one.value === value ? { ...one, words: { ...one.words, [language]: text } } : one,
      ),
    });
  const free = Array.from({ length: MAX_ANSWERS }, (_, index) => index + 1).find(
    (one) => !values.includes(one),
  );
  return (
    <>
      <table className="data-table script-answers" aria-label={t('script.answers')}>
        <thead>
          <tr>
            <th>{t('script.keypad')}</th>
            <th>{t('script.answer.zh')}</th>
            <th>{t('script.answer.en')}</th>
            <th>{t('script.follows')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {values.map((value) => (
            <tr key={value}>
              <td>
                <kbd>{question.kind === 'yes_no' ? (value === 1 ? 1 : 2) : value}</kbd>
              </td>
              {answered ? (
                LANGUAGES.map((language) => (
                  <td key={language}>
                    <Input
                      value={question.answers.find((one) => one.value === value)?.words[language]}
                      disabled={off}
                      maxLength={80}
                      aria-label={`${t(`script.answer.${language}`)} ${value}`}
                      onChange={(event) => word(value, language, event.target.value)}
                      onBlur={({ target }) => {
                        if (target.value !== target.value.trim()) word(value, language, target.value.trim());
                      }}
                    />
                  </td>
                ))
              ) : (
                <td colSpan={2}>{words.answer(question, value)}</td>
              )}
              <td>
                <Select
                  value={targetOf(question, value) ?? ''}
                  disabled={off}
                  aria-label={`${t('script.follows')} ${words.answer(question, value)}`}
                  options={[{ value: '', label: t('script.likeOthers') }, ...targets]}
                  onChange={(to) => change(leading(question, value, to || null))}
                  className="script-target"
                />
              </td>
              <td>
                {question.kind === 'choice' && values.length > 2 && !off && (
                  <Button
                    size="small"
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={`${t('script.removeAnswer')} ${value}`}
                    onClick={() =>
                      change({
                        ...leading(question, value, null),
                        answers: question.answers.filter((one) => one.value !== value),
                      })
                    }
                  />
                )}
              </td>
            </tr>
          ))}
          <tr>
            <td colSpan={3}>
              {question.kind === 'spoken' ? t('script.afterSpoken') : t('script.afterOthers')}
            </td>
            <td>
              <Select
                value={question.next ?? ''}
                disabled={off}
                aria-label={t('script.afterOthers')}
                options={[next, ...targets]}
                onChange={(to) => change({ ...question, next: to || null })}
                className="script-target"
              />
            </td>
            <td />
          </tr>
        </tbody>
      </table>
      {question.kind === 'choice' && free !== undefined && !off && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() =>
            change({
              ...question,
              answers: [...question.answers, { value: free, words: { zh: '', en: '' } }].sort(
                (a, b) => a.value - b.value,
              ),
            })
          }
        >
          {t('script.addAnswer')}
        </Button>
      )}
    </>
  );
}
