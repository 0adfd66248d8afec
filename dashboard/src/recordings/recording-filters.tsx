import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { agentListSchema } from '../../../domain/contracts/desk.ts';
import { RECORDING_KINDS } from '../../../domain/vocabulary.ts';
import { get } from '../api/client.ts';
import { maySupervise } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { type Filters, NAMES } from './use-filters.ts';

/** What narrows the list of recordings. It stands in the address, so that a view can be sent to a colleague. */
export function RecordingFilters({ filters: { params, put, clear } }: { filters: Filters }) {
  const { t } = useTranslation();
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
      onSearch={(value) => put(name, value.trim())}
    />
  );
  const day = (name: 'from' | 'to') => (
    <Input
      className="recording-day"
      type="date"
      prefix={t(`recordings.${name}`)}
      aria-label={t(`recordings.${name}`)}
      value={params.get(name) ?? ''}
      onChange={(event) => put(name, event.target.value)}
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
        onChange={(kinds) => put('kind', kinds.join(','))}
        options={RECORDING_KINDS.map((kind) => ({ value: kind, label: t(`trade.recordingKind.${kind}`) }))}
      />
      {supervises && (
        <Select
          className="filter"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('recordings.agents')}
          placeholder={t('recordings.anyAgent')}
          value={params.get('agentId')}
          onChange={(id) => put('agentId', id ?? '')}
          options={agents.map(({ personId, name }) => ({ value: String(personId), label: name }))}
        />
      )}
      {day('from')}
      {day('to')}
      {text('number', t('recordings.number'))}
      {text('ticket', t('recordings.ticket'))}
      <Checkbox
        checked={params.get('held') === 'true'}
        onChange={(event) => put('held', event.target.checked ? 'true' : '')}
      >
        {t('recordings.heldOnly')}
      </Checkbox>
      {NAMES.some((name) => params.has(name)) && (
        <Button type="link" size="small" onClick={clear}>
          {t('common.clearFilters')}
        </Button>
      )}
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
