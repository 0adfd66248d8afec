import type { UseQueryResult } from '@tanstack/react-query';
import { Alert, Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CheckedSetup, MenuItem, PhoneSetup, SetupProblem } from '../../../domain/contracts/setup.ts';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useHoleName } from './hole-name.ts';

interface CheckTab {
  check: UseQueryResult<CheckedSetup>;
  body: PhoneSetup;
  /** Whether there is anything to publish. */
  draft: boolean;
  goTo: (problem: SetupProblem) => void;
}

/** What is wrong, and the way to it: no path dead, none too long, nothing unspoken in a language. */
export function CheckTab({ check, body, draft, goTo }: CheckTab) {
  const { t } = useTranslation();
  const words = useProblemWords();
  if (check.error) return <TroubleAlert error={check.error} retry={() => void check.refetch()} />;
  if (!check.data) return <p className="quiet">{t('setup.check.running')}</p>;
  const { problems } = check.data;
  const count = (severity: SetupProblem['severity']) =>
    problems.filter((problem) => problem.severity === severity).length;
  const errors = count('error');
  const warnings = count('warning');
  return (
    <section className="panel" aria-busy={check.isFetching}>
      {errors > 0 ? (
        <Alert type="error" showIcon title={t('setup.check.errors', { count: errors })} />
      ) : (
        <Alert
          type="success"
          showIcon
          title={t(draft ? 'setup.check.fine' : 'setup.check.fineInForce')}
          description={
            warnings > 0 ? t('setup.check.warnings', { count: warnings }) : t('setup.check.fineHint')
          }
        />
      )}
      <ul className="setup-problems">
        {problems.map((problem) => (
          <li key={JSON.stringify(problem)} data-severity={problem.severity}>
            <Tag color={problem.severity === 'error' ? 'error' : 'warning'}>
              {t(`setup.check.severity.${problem.severity}`)}
            </Tag>
            <span>
              <span className="quiet">{words.where(problem, body)}</span>
              {words.what(problem)}
            </span>
            <Button size="small" onClick={() => goTo(problem)}>
              {t('setup.check.go')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useProblemWords() {
  const { t, i18n } = useTranslation();
  const holeName = useHoleName();
  const wish = (name: string | number | null | undefined) =>
    t(`setup.menu.wishes.${name as MenuItem['wish']}`, { defaultValue: String(name) });

  const what = ({ code, at, figures }: SetupProblem): string => {
    const step = i18n.exists(`steps.${at}`) ? t(`steps.${at as 'menu'}`) : (at ?? '');
    return t(`setup.check.code.${code}`, {
      ...figures,
      at: step,
      wish: wish(at),
      ...(figures.other !== undefined && { other: wish(figures.other) }),
      ...(figures.name !== undefined && { name: `{${figures.name}} ${holeName(String(figures.name))}` }),
    });
  };

  /** 语音文案 · 中文 · “…”： */
  const where = ({ part, at, language }: SetupProblem, body: PhoneSetup): string => {
    const place = part === 'wait' ? 'announcements' : part;
    const [name = '', rest = ''] = (at ?? '').split('.');
    const text =
      part === 'prompts' && at
        ? (body.prompts[language ?? 'zh'][at] ?? '')
        : part === 'announcements' && at
          ? t('setup.change.announcement', { number: Number(at) + 1 })
          : part === 'hours' && name === 'weekday'
            ? t(`setup.hours.weekday.d${rest as '1'}`)
            : part === 'hours' && name === 'exception'
              ? t('setup.change.exception', { number: Number(rest) + 1 })
              : '';
    const short = text.length > 24 ? `${text.slice(0, 24)}…` : text;
    const parts = [t(`setup.tab.${place}`), language && t(`setup.language.${language}`), short];
    return `${parts.filter(Boolean).join(' · ')} · `;
  };
  return { what, where };
}
