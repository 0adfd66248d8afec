import { Button, Input, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { LATE_LEVELS, TICKET_KINDS, TICKET_STATES } from '../../../domain/vocabulary.ts';
import { useMapOutlets } from '../api/queries.ts';
import { useReferenceData } from '../parts/reference.tsx';

const NAMES = ['q', 'state', 'kind', 'region', 'outlet', 'late', 'level', 'paused'] as const;

/** What narrows the list of tickets; a search is for a number, a phone or an outlet. */
export function TicketFilters() {
  const { t } = useTranslation();
  const { regions } = useReferenceData();
  const [params, setParams] = useSearchParams();
  const outletId = Number(params.get('outlet'));
  const outlets = useMapOutlets(outletId > 0);
  const put = (name: (typeof NAMES)[number], value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  const list = (name: 'state' | 'kind') => params.get(name)?.split(',').filter(Boolean) ?? [];
  const filtered = NAMES.some((name) => params.has(name));
  return (
    <search className="filters">
      <Input.Search
        key={params.get('q') ?? ''}
        className="filter-wide"
        allowClear
        defaultValue={params.get('q') ?? ''}
        placeholder={t('tickets.search')}
        aria-label={t('tickets.search')}
        maxLength={60}
        onSearch={(text) => put('q', text.trim())}
      />
      <Select
        mode="multiple"
        className="filter-wide"
        allowClear
        maxTagCount="responsive"
        aria-label={t('tickets.state')}
        placeholder={t('tickets.allStates')}
        value={list('state')}
        onChange={(states) => put('state', states.join(','))}
        options={TICKET_STATES.map((state) => ({ value: state, label: t(`trade.state.${state}`) }))}
      />
      <Select
        mode="multiple"
        className="filter"
        allowClear
        maxTagCount="responsive"
        aria-label={t('tickets.kind')}
        placeholder={t('board.allKinds')}
        value={list('kind')}
        onChange={(kinds) => put('kind', kinds.join(','))}
        options={TICKET_KINDS.map((kind) => ({ value: kind, label: t(`trade.kind.${kind}`) }))}
      />
      <Choice
        label={t('board.region')}
        any={t('board.allRegions')}
        value={params.get('region')}
        put={(id) => put('region', id)}
        options={regions.map(({ id, name }) => ({ value: String(id), label: name }))}
        searched
      />
      <Choice
        label={t('tickets.due')}
        any={t('tickets.anyDue')}
        value={params.get('late')}
        put={(late) => put('late', late)}
        options={(['true', 'soon', 'false'] as const).map((late) => ({
          value: late,
          label: t(`tickets.late.${late}`),
        }))}
      />
      <Choice
        label={t('tickets.level')}
        any={t('tickets.anyLevel')}
        value={params.get('level')}
        put={(level) => put('level', level)}
        options={LATE_LEVELS.map((level) => ({
          value: level,
          label: t('tickets.climbedTo', { level: t(`trade.lateLevel.${level}`) }),
        }))}
      />
      <Choice
        label={t('tickets.waiting')}
        any={t('tickets.anyWaiting')}
        value={params.get('paused')}
        put={(paused) => put('paused', paused)}
        options={(['true', 'false'] as const).map((paused) => ({
          value: paused,
          label: t(`tickets.paused.${paused}`),
        }))}
      />
      {outletId > 0 && (
        <Tag closable onClose={() => put('outlet', '')}>
          {outlets.data?.items.find(({ id }) => id === outletId)?.name ?? t('board.outlet')}
        </Tag>
      )}
      {filtered && (
        <Button
          type="link"
          size="small"
          onClick={() =>
            setParams((before) => {
              const next = new URLSearchParams(before);
              for (const name of NAMES) next.delete(name);
              return next;
            })
          }
        >
          {t('common.clearFilters')}
        </Button>
      )}
    </search>
  );
}

interface Choice {
  label: string;
  /** What it says while nothing is chosen. */
  any: string;
  value: string | null;
  /** With '' when it is taken away. */
  put: (value: string) => void;
  options: { value: string; label: string }[];
  searched?: boolean;
}

/** One of several, or any. */
function Choice({ label, any, value, put, options, searched }: Choice) {
  return (
    <Select
      className="filter"
      allowClear
      showSearch={searched && { optionFilterProp: 'label' }}
      aria-label={label}
      placeholder={any}
      value={value}
      onChange={(chosen) => put(chosen ?? '')}
      options={options}
    />
  );
}
