import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Tag, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckedScript, Question } from '../../../domain/contracts/survey-script.ts';
import { freshQuestion, renamed, without } from './branches.ts';
import { QuestionEditor } from './question-editor.tsx';
import { useScriptWords } from './script-words.ts';
import type { ScriptEditor } from './use-script.ts';

/** Whether it was solved and the score: consequences and figures rest on them (F3). */
const CORE = ['solved', 'score'];

/** The questions in their order; each opens to be edited. */
export function QuestionsTab({
  editor,
  checked,
}: {
  editor: ScriptEditor;
  checked: CheckedScript | undefined;
}) {
  const { t } = useTranslation();
  const { questions } = editor.body;
  const [open, setOpen] = useState<number | null>(null);
  const off = !editor.mayEdit;
  const change = (at: number, question: Question) =>
    editor.set(questions.map((one, place) => (place === at ? question : one)));
  const move = (at: number, by: -1 | 1) => {
    const next = [...questions];
    const [moved] = next.splice(at, 1);
    if (moved) next.splice(at + by, 0, moved);
    setOpen(open === at ? at + by : open === at + by ? at : open);
    editor.set(next);
  };
  return (
    <div className="setup-columns">
      <section className="panel">
        <p className="quiet setup-means">{t('script.means')}</p>
        <ol className="script-questions">
          {questions.map((question, at) => (
            <li key={question.key} data-open={open === at || undefined}>
              <QuestionRow
                question={question}
                at={at}
                questions={questions}
                off={off}
                open={open === at}
                wrong={checked?.problems.some((one) => one.at === at && one.severity === 'error') ?? false}
                toggle={() => setOpen(open === at ? null : at)}
                move={(by) => move(at, by)}
                remove={() => {
                  setOpen(null);
                  editor.set(without(questions, question.key));
                }}
              />
              {open === at && (
                <QuestionEditor
                  question={question}
                  at={at}
                  questions={questions}
                  off={off}
                  change={(next) => change(at, next)}
                  rename={(key) => editor.set(renamed(questions, question.key, key))}
                />
              )}
            </li>
          ))}
        </ol>
        {!off && (
          <Button
            icon={<PlusOutlined />}
            onClick={() => {
              // Before the remark, which comes last.
              const last = questions.at(-1);
              const at = last?.kind === 'spoken' ? questions.length - 1 : questions.length;
              editor.set([...questions.slice(0, at), freshQuestion(questions), ...questions.slice(at)]);
              setOpen(at);
            }}
          >
            {t('script.add')}
          </Button>
        )}
      </section>
      <section className="panel" aria-label={t('script.paths')}>
        <h2 className="pane-title">{t('script.paths')}</h2>
        <Problems checked={checked} questions={questions} goTo={setOpen} />
        <Paths checked={checked} questions={questions} />
      </section>
    </div>
  );
}

interface Row {
  question: Question;
  at: number;
  questions: Question[];
  off: boolean;
  open: boolean;
  wrong: boolean;
  toggle: () => void;
  move: (by: -1 | 1) => void;
  remove: () => void;
}

function QuestionRow({ question, at, questions, off, open, wrong, toggle, move, remove }: Row) {
  const { t } = useTranslation();
  const words = useScriptWords(questions);
  const name = words.question(question);
  const core = CORE.includes(question.key);
  return (
    <div className="script-row">
      <button type="button" className="script-head" aria-expanded={open} onClick={toggle}>
        <span className="script-number">{at + 1}</span>
        <span className="script-name" data-wrong={wrong || undefined}>
          {name}
        </span>
        <Tag>{t(`script.kind.${question.kind}`)}</Tag>
        {question.only.length > 0 && (
          <Tag>{question.only.map((kind) => t(`trade.kind.${kind}`)).join(t('script.or'))}</Tag>
        )}
        {core && <Tag color="blue">{t('script.core')}</Tag>}
      </button>
      {!off && (
        <span className="setup-order">
          <Button
            size="small"
            type="text"
            icon={<ArrowUpOutlined />}
            disabled={at <= 1}
            aria-label={`${t('setup.menu.up')} ${name}`}
            onClick={() => move(-1)}
          />
          <Button
            size="small"
            type="text"
            icon={<ArrowDownOutlined />}
            disabled={at === 0 || at === questions.length - 1}
            aria-label={`${t('setup.menu.down')} ${name}`}
            onClick={() => move(1)}
          />
          <Tooltip title={core ? t('script.coreStays') : null}>
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              disabled={core}
              aria-label={`${t('script.remove')} ${name}`}
              onClick={remove}
            />
          </Tooltip>
        </span>
      )}
    </div>
  );
}

interface Preview {
  checked: CheckedScript | undefined;
  questions: Question[];
}

function Problems({ checked, questions, goTo }: Preview & { goTo: (at: number) => void }) {
  const { t } = useTranslation();
  const words = useScriptWords(questions);
  if (!checked || checked.problems.length === 0) return null;
  return (
    <ul className="setup-problems script-problems">
      {checked.problems.map((problem) => (
        <li key={JSON.stringify(problem)}>
          <Tag color={problem.severity === 'error' ? 'error' : 'warning'}>
            {t(`setup.check.severity.${problem.severity}`)}
          </Tag>
          <span>{words.problem(problem)}</span>
          {problem.at !== null && (
            <Button size="small" onClick={() => goTo(problem.at as number)}>
              {t('setup.check.go')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Every way through the script, as text. */
export function Paths({ checked, questions }: Preview) {
  const { t } = useTranslation();
  const words = useScriptWords(questions);
  if (!checked) return <p className="quiet">{t('setup.check.running')}</p>;
  return checked.ways.map(({ kinds, paths }) => (
    <div key={kinds.join()} className="script-ways">
      <strong>
        {checked.ways.length > 1
          ? kinds.map((kind) => t(`trade.kind.${kind}`)).join(t('common.comma'))
          : t('script.everybody')}
      </strong>
      {paths.map((path) => (
        <p key={JSON.stringify(path)} className="script-path">
          {path.map((step) => {
            const { question, answer } = words.step(step);
            return (
              <span key={step.key}>
                {question}
                {answer && <em> {answer}</em>}
                <span className="quiet"> → </span>
              </span>
            );
          })}
          <span className="quiet">{t('script.endOf', { count: path.length })}</span>
        </p>
      ))}
    </div>
  ));
}
