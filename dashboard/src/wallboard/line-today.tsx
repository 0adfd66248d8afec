import { Checkbox, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { LINE_OUTCOMES, type LineRow } from '../../../domain/contracts/supervision.ts';
import { useLineToday } from '../api/queries.ts';
import { useSkillWords } from '../desk/caller-words.tsx';
import type { Column } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { useAddress } from '../parts/use-address.ts';
import { When } from '../parts/when.tsx';
import { ticking } from '../time/words.ts';
import { EntryCaller } from './line-table.tsx';

/** Who asked for a person today and what became of each: the list behind every figure of the day. */
export function LineToday() {
  const { t } = useTranslation();
  const [params, put] = useAddress<'outcome' | 'late'>();
  const skillWords = useSkillWords();
  const outcome = LINE_OUTCOMES.find((name) => name === params.get('outcome'));
  const late = params.get('late') === 'true';
  const list = useLineToday({ outcome, late: late || undefined });
  const columns: Column<LineRow>[] = [
    { key: 'at', title: t('supervise.today.at'), cell: ({ arrivedAt }) => <When at={arrivedAt} /> },
    { key: 'caller', title: t('supervise.caller'), cell: (row) => <EntryCaller entry={row} /> },
    {
      key: 'about',
      title: t('supervise.about'),
      cell: ({ skills }) => skills.map(skillWords).join(t('common.comma')),
    },
    {
      key: 'outcome',
      title: t('supervise.today.outcome'),
      cell: (row) => <b>{t(`supervise.today.is.${row.outcome}`)}</b>,
    },
    {
      key: 'waited',
      title: t('supervise.today.waited'),
      number: true,
      cell: ({ waitedSeconds }) =>
        waitedSeconds === null ? t('supervise.today.stillWaiting') : ticking(waitedSeconds * 1_000),
    },
    {
      key: 'talked',
      title: t('supervise.today.talked'),
      number: true,
      cell: ({ answeredAt, endedAt }) =>
        answeredAt && endedAt && ticking(Date.parse(endedAt) - Date.parse(answeredAt)),
    },
    { key: 'agent', title: t('supervise.today.agent'), cell: ({ agentName }) => agentName },
  ];
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('supervise.view.today')}</h2>
        <Checkbox checked={late} onChange={({ target }) => put({ late: target.checked ? 'true' : null })}>
          {t('supervise.today.late')}
        </Checkbox>
        <Select
          className="filter-wide"
          allowClear
          aria-label={t('supervise.today.outcome')}
          placeholder={t('supervise.today.all')}
          value={outcome}
          onChange={(value: string | undefined) => put({ outcome: value ?? null })}
          options={LINE_OUTCOMES.map((name) => ({ value: name, label: t(`supervise.today.is.${name}`) }))}
        />
      </header>
      <ListTable
        list={list}
        label={t('supervise.view.today')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            title={t('supervise.today.none')}
            hint={outcome || late ? t('common.otherFilters') : undefined}
          />
        }
      />
    </section>
  );
}
