import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import type { AgentPresence, Wallboard } from '../../../domain/contracts/desk.ts';
import { AGENT_STATES, type AgentState } from '../../../domain/vocabulary.ts';
import { get } from '../api/client.ts';
import { useSkillWords } from '../desk/caller-words.tsx';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { useSeconds } from '../time/clock.ts';
import { ticking } from '../time/words.ts';
import { CallActs } from './call-acts.tsx';
import { byState, STATES_SHOWN } from './figures.ts';
import { EntryCaller } from './line-table.tsx';
import { SkillsDialog } from './skills-dialog.tsx';
import { StateDialog } from './state-dialog.tsx';

const FILTERS: readonly AgentState[] = [...STATES_SHOWN, 'signed_out'];

/** Every agent: how they stand, what they have in hand, and what can be done about it. */
export function AgentsTable({ board }: { board: Wallboard }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const [open, setOpen] = useState<{ dialog: 'state' | 'skills'; agent: AgentPresence } | null>(null);
  const agents = useAgents(board);
  const states = byState(agents);
  const chosen = AGENT_STATES.find((state) => state === params.get('state'));
  const rows = chosen ? (states.get(chosen) ?? []) : STATES_SHOWN.flatMap((state) => states.get(state) ?? []);
  const choose = (state: AgentState | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (state) next.set('state', state);
        else next.delete('state');
        return next;
      },
      { replace: true },
    );
  const columns: Column<AgentPresence>[] = [
    { key: 'agent', title: t('supervise.agent'), cell: ({ name }) => <b className="agent-name">{name}</b> },
    { key: 'state', title: t('supervise.state'), cell: (agent) => <AgentStateTag agent={agent} /> },
    {
      key: 'for',
      title: t('supervise.stateFor'),
      number: true,
      cell: ({ since, state }) => (state === 'signed_out' ? '' : <Since at={since} />),
    },
    {
      key: 'call',
      title: t('supervise.call'),
      cell: (agent) => <InHand agent={agent} board={board} />,
    },
    { key: 'skills', title: t('supervise.skills'), cell: ({ skills }) => <Skills skills={skills} /> },
    {
      key: 'acts',
      title: t('supervise.acts'),
      cell: (agent) => (
        <span className="call-acts">
          <Button size="small" type="text" onClick={() => setOpen({ dialog: 'state', agent })}>
            {t('supervise.act.state')}
          </Button>
          <Button size="small" type="text" onClick={() => setOpen({ dialog: 'skills', agent })}>
            {t('supervise.act.skills')}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('supervise.agents')}</h2>
        <nav className="state-filters" aria-label={t('supervise.state')}>
          <button type="button" aria-pressed={!chosen} onClick={() => choose(null)}>
            {t('supervise.allStates')} <b>{board.agents.length}</b>
          </button>
          {FILTERS.map((state) => (
            <button
              key={state}
              type="button"
              data-state={state}
              aria-pressed={chosen === state}
              onClick={() => choose(chosen === state ? null : state)}
            >
              {t(`trade.agentState.${state}`)} <b>{states.get(state)?.length ?? 0}</b>
            </button>
          ))}
        </nav>
      </header>
      <DataTable
        label={t('supervise.agents')}
        columns={columns}
        rows={rows}
        rowKey={({ personId }) => personId}
        empty={
          chosen ? (
            <EmptyState title={t('supervise.noneInState')} hint={t('common.otherFilters')} />
          ) : (
            <EmptyState title={t('supervise.noAgents')} hint={t('supervise.noAgentsHint')} />
          )
        }
      />
      {open?.dialog === 'state' && <StateDialog agent={open.agent} close={() => setOpen(null)} />}
      {open?.dialog === 'skills' && <SkillsDialog agent={open.agent} close={() => setOpen(null)} />}
    </section>
  );
}

/** Those on the board as they stand now, and those who are signed out as last read. */
function useAgents(board: Wallboard): AgentPresence[] {
  const { data } = useQuery({
    queryKey: ['agents'],
    queryFn: ({ signal }) => get<{ items: AgentPresence[] }>('/api/agents', {}, signal),
    refetchInterval: 30_000,
  });
  const here = new Map(board.agents.map((agent) => [agent.personId, agent]));
  const away = (data?.items ?? []).filter(
    ({ personId, state }) => !here.has(personId) && state === 'signed_out',
  );
  return [...board.agents, ...away];
}

export function AgentStateTag({ agent }: { agent: AgentPresence }) {
  const { t } = useTranslation();
  return (
    <span className="agent-state" data-state={agent.state}>
      {t(`trade.agentState.${agent.state}`)}
      {agent.reason && ` ${t('common.dot')} ${t(`trade.breakReason.${agent.reason}`)}`}
    </span>
  );
}

function Since({ at }: { at: string }) {
  return <>{ticking(useSeconds() - Date.parse(at))}</>;
}

function Skills({ skills }: { skills: string[] }) {
  const { t } = useTranslation();
  const words = useSkillWords();
  const everything = skills.includes('kind:*') && skills.includes('cat:*');
  const shown = everything ? skills.filter((skill) => skill.startsWith('lang:')) : skills;
  return (
    <span className="quiet">
      {[...shown.map(words), ...(everything ? [t('supervise.everything')] : [])].join(t('common.comma'))}
    </span>
  );
}

/** The call an agent has, who listens in, and what can be done. */
function InHand({ agent, board }: { agent: AgentPresence; board: Wallboard }) {
  const { t } = useTranslation();
  const entry = board.entries.find(
    ({ contactId, state }) => contactId === agent.contactId && state === 'connected',
  );
  if (agent.state !== 'on_call' || !entry) return null;
  return (
    <div className="in-hand">
      <EntryCaller entry={entry} />
      {entry.supervisors.map(({ personId, name, mode }) => (
        <span key={personId} className="quiet">
          {t('supervise.listensIn', { name, mode: t(`trade.supervision.${mode}`) })}
        </span>
      ))}
      <CallActs entry={entry} agentName={agent.name} />
    </div>
  );
}
