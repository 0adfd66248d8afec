import { useQuery } from '@tanstack/react-query';
import { Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { agentListSchema } from '../../../domain/contracts/desk.ts';
import { RECORDING_KINDS } from '../../../domain/vocabulary.ts';
import { get } from '../api/client.ts';
import { Choice, ClearFilters } from '../parts/choice.tsx';
import { maySupervise } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { NAMES, useFilters } from './use-filters.ts';

/** What narrows the list of recordings. It stands in the address, so that a view can be sent to a colleague. */
export function RecordingFilters() {
  const { t } = useTranslation();
  const [params, put] = useFilters();
  const supervises = maySupervise(useMe());
  const agents = useAgents(supervises);
  const text = (name: 'number' | 'ticket', label: string) => (
    <Input.Search
      key={`${name}${params.get(name) ?? ''}`}
      className="filter-wide"
      allowClear
      defaultValue={params.get(name) ?? ''}
      placeholder={label}
      aria-label={label}
      maxLength={40}
      onSearch={(value) => put({ [name]: value.trim() })}
    />
  );
  const day = (name: 'from' | 'to') => (
    <Input
      className="recording-day"
      type="date"
      prefix={t(`recordings.${name}`)}
      aria-label={t(`recordings.${name}`)}
      value={params.get(name) ?? ''}
      onChange={(event) => put({ [name]: event.target.value })}
    />
  );
  return (
    <search className="filters">
      <Select
        mode="multiple"
        className="filter-wide"
        allowClear
        maxTagCount="responsive"
        aria-label={t('recordings.kind')}
        placeholder={t('recordings.allKinds')}
        value={params.get('kind')?.split(',').filter(Boolean) ?? []}
        onChange={(kinds) => put({ kind: kinds.join(',') })}
        options={RECORDING_KINDS.map((kind) => ({ value: kind, label: t(`trade.recordingKind.${kind}`) }))}
      />
      {supervises && (
        <Choice
          label={t('recordings.agents')}
          any={t('recordings.anyAgent')}
          value={params.get('agentId')}
          put={(agentId) => put({ agentId })}
          options={agents.map(({ personId, name }) => ({ value: String(personId), label: name }))}
          searched
        />
      )}
      {day('from')}
      {day('to')}
      {text('number', t('recordings.number'))}
      {text('ticket', t('recordings.ticket'))}
      <Checkbox
        checked={params.get('held') === 'true'}
        onChange={(event) => put({ held: event.target.checked ? 'true' : '' })}
      >
        {t('recordings.heldOnly')}
      </Checkbox>
      <ClearFilters names={NAMES} />
    </search>
  );
}

function useAgents(enabled: boolean) {
  const { data } = useQuery({
    queryKey: ['agents', 'names'],
    queryFn: ({ signal }) => get<z.infer<typeof agentListSchema>>('/api/agents', {}, signal),
    staleTime: 60_000,
    enabled,
  });
  return data?.items ?? [];
}
