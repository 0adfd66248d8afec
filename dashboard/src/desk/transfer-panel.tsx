import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { InputRef } from 'antd';
import { Button, Input, Select, Tabs } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { AgentPresence, agentListSchema, transferSchema } from '../../../domain/contracts/desk.ts';
import { LANGUAGES, TICKET_KINDS } from '../../../domain/vocabulary.ts';
import { get } from '../api/client.ts';
import { useSocket } from '../live/live.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { useMe } from '../session/session.tsx';
import { isPhone } from '../tickets/is-phone.ts';
import { useSeconds } from '../time/clock.ts';
import { ticking } from '../time/words.ts';
import { useSkillWords } from './caller-words.tsx';
import { useDeskAct } from './desk-context.tsx';

type Transfer = z.infer<typeof transferSchema>;
type AgentList = z.infer<typeof agentListSchema>;

/** To whom: a colleague, whoever has a skill, an outside number. Cold: back in line for them; warm: asked first. */
export function TransferPanel({ done }: { done: () => void }) {
  const { t } = useTranslation();
  const { act } = useDeskAct();
  const transfer = (how: Transfer['how'], to: Transfer['to']) => {
    act({ path: '/transfer', body: { how, to }, said: how === 'cold' ? t('desk.transfer.done') : undefined });
    done();
  };
  return (
    <div className="call-panel transfer-panel">
      <Tabs
        size="small"
        items={[
          {
            key: 'colleague',
            label: t('desk.transfer.colleague'),
            children: <Colleagues transfer={transfer} />,
          },
          { key: 'skill', label: t('desk.transfer.skill'), children: <Skills transfer={transfer} /> },
          { key: 'number', label: t('desk.transfer.number'), children: <Outside transfer={transfer} /> },
        ]}
      />
      <p className="quiet">{t('desk.transfer.coldMeans')}</p>
    </div>
  );
}

interface Way {
  transfer: (how: Transfer['how'], to: Transfer['to']) => void;
}

function Colleagues({ transfer }: Way) {
  const { t } = useTranslation();
  const me = useMe();
  const [search, setSearch] = useState('');
  const field = useRef<InputRef>(null);
  // The panel is not shown yet when it is made, and what is hidden takes no focus.
  useEffect(() => {
    const shown = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(shown);
  }, []);
  const now = useSeconds();
  const colleagues = useColleagues().filter(
    ({ personId, name }) => personId !== me.personId && name.includes(search.trim()),
  );
  return (
    <>
      <Input
        ref={field}
        allowClear
        value={search}
        onChange={({ target }) => setSearch(target.value)}
        placeholder={t('desk.transfer.search')}
        aria-label={t('desk.transfer.search')}
      />
      <ul className="colleagues">
        {colleagues.map(({ personId, name, state, reason, since }) => (
          <li key={personId}>
            <span>
              <i className="state-dot" data-state={state} /> {name}{' '}
              <span className="quiet">
                {reason ? t(`trade.breakReason.${reason}`) : t(`trade.agentState.${state}`)}{' '}
                {ticking(now - Date.parse(since))}
              </span>
            </span>
            <Button
              size="small"
              type="primary"
              disabled={state !== 'available'}
              onClick={() => transfer('warm', { personId })}
            >
              {t('desk.transfer.consult')}
            </Button>
            <Button size="small" onClick={() => transfer('cold', { personId })}>
              {t('desk.transfer.cold')}
            </Button>
          </li>
        ))}
        {colleagues.length === 0 && <li className="quiet">{t('desk.transfer.none')}</li>}
      </ul>
    </>
  );
}

/** Who sits at a desk now, live while it is looked at. */
function useColleagues(): AgentPresence[] {
  const socket = useSocket();
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => get<AgentList>('/api/desk/colleagues', {}, signal),
    refetchInterval: 10_000,
  });
  useEffect(() => {
    const heard = (agent: AgentPresence) =>
      queries.setQueryData<AgentList>(
        ['colleagues'],
        (known) => known && { items: withAgent(known.items, agent) },
      );
    socket.on('agent:state', heard);
    return () => {
      socket.off('agent:state', heard);
    };
  }, [socket, queries]);
  return [...(data?.items ?? [])].sort(
    (one, other) => Number(other.state === 'available') - Number(one.state === 'available'),
  );
}

function withAgent(agents: AgentPresence[], heard: AgentPresence): AgentPresence[] {
  const known = agents.find(({ personId }) => personId === heard.personId);
  if (known && known.version > heard.version) return agents;
  const others = agents.filter((agent) => agent !== known);
  return heard.state === 'signed_out' ? others : [...others, heard];
}

function Skills({ transfer }: Way) {
  const { t } = useTranslation();
  const { categories } = useReferenceData();
  const words = useSkillWords();
  const [skills, setSkills] = useState<string[]>([]);
  const groups = [
    { sort: 'kind', names: TICKET_KINDS },
    { sort: 'cat', names: categories.map(({ code }) => code) },
    { sort: 'lang', names: LANGUAGES },
  ] as const;
  return (
    <div className="call-panel-row">
      <Select
        mode="multiple"
        maxCount={5}
        value={skills}
        onChange={setSkills}
        placeholder={t('desk.transfer.skill')}
        aria-label={t('desk.transfer.skill')}
        showSearch={{ optionFilterProp: 'label' }}
        options={groups.map(({ sort, names }) => ({
          label: t(`desk.skill.${sort}`),
          options: names.map((name) => ({ value: `${sort}:${name}`, label: words(`${sort}:${name}`) })),
        }))}
      />
      <Button type="primary" disabled={skills.length === 0} onClick={() => transfer('warm', { skills })}>
        {t('desk.transfer.consult')}
      </Button>
      <Button disabled={skills.length === 0} onClick={() => transfer('cold', { skills })}>
        {t('desk.transfer.cold')}
      </Button>
    </div>
  );
}

/** An outside number is asked first: whoever answers there is not one of ours. */
function Outside({ transfer }: Way) {
  const { t } = useTranslation();
  const [number, setNumber] = useState('');
  const fine = isPhone(number);
  const ask = () => fine && transfer('warm', { number });
  return (
    <div className="call-panel-row">
      <Input
        type="tel"
        maxLength={40}
        value={number}
        status={number && !fine ? 'warning' : undefined}
        onChange={({ target }) => setNumber(target.value)}
        onPressEnter={ask}
        placeholder={t('desk.transfer.numberHint')}
        aria-label={t('desk.transfer.numberHint')}
      />
      <Button
        type="primary"
        disabled={!fine}
        title={fine ? undefined : t('desk.transfer.numberWrong')}
        onClick={ask}
      >
        {t('desk.transfer.consult')}
      </Button>
    </div>
  );
}
