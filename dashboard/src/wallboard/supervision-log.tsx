import { Select } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import type { SupervisionEntry } from '../../../domain/contracts/supervision.ts';
import { AGENT_STATES, SUPERVISION_ACTS } from '../../../domain/vocabulary.ts';
import { useSupervisionLog } from '../api/queries.ts';
import { useSkillWords } from '../desk/caller-words.tsx';
import type { Column } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { When } from '../parts/when.tsx';

/** Who listened to whom, when and how; who changed whose state, and why. */
export function SupervisionLog() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const skillWords = useSkillWords();
  const chosen = params.get('act')?.split(',').filter(Boolean) ?? [];
  const log = useSupervisionLog({ act: chosen.join(',') });
  const columns: Column<SupervisionEntry>[] = [
    { key: 'at', title: t('supervise.log.at'), cell: ({ at }) => <When at={at} /> },
    { key: 'who', title: t('supervise.log.who'), cell: ({ supervisorName }) => supervisorName },
    { key: 'did', title: t('supervise.log.did'), cell: (entry) => <b>{didWords(entry, skillWords, t)}</b> },
    { key: 'whom', title: t('supervise.log.whom'), cell: ({ agentName }) => agentName ?? '–' },
    {
      key: 'call',
      title: t('supervise.log.call'),
      cell: ({ contactId }) =>
        contactId && <span className="quiet">{t('supervise.log.callNumber', { id: contactId })}</span>,
    },
    { key: 'why', title: t('supervise.log.why'), cell: ({ why }) => why },
  ];
  const choose = (acts: string[]) =>
    setParams({ view: 'log', ...(acts.length > 0 && { act: acts.join(',') }) }, { replace: true });
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('supervise.view.log')}</h2>
        <Select
          mode="multiple"
          className="filter-wide"
          allowClear
          maxTagCount="responsive"
          aria-label={t('supervise.log.did')}
          placeholder={t('supervise.log.all')}
          value={chosen}
          onChange={choose}
          options={SUPERVISION_ACTS.map((act) => ({ value: act, label: actWords(act, t) }))}
        />
      </header>
      <ListTable
        list={log}
        label={t('supervise.view.log')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('supervise.log.none')} hint={t('supervise.log.noneHint')} />}
      />
    </section>
  );
}

function actWords(act: SupervisionEntry['act'], t: TFunction): string {
  if (act === 'state') return t('supervise.log.stateChange');
  if (act === 'skills') return t('supervise.log.skillsChange');
  return t(`supervise.log.did_${act}`);
}

function didWords({ act, what }: SupervisionEntry, skillWords: (skill: string) => string, t: TFunction) {
  if (act === 'skills') {
    const skills = (what ?? '').split(',').filter(Boolean).map(skillWords);
    return t('supervise.log.did_skills', { what: skills.join(t('common.comma')) });
  }
  if (act !== 'state') return t(`supervise.log.did_${act}`);
  const state = AGENT_STATES.find((known) => known === what);
  return t('supervise.log.did_state', { what: state ? t(`trade.agentState.${state}`) : what });
}
