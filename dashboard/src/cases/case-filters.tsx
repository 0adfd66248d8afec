import { Button, Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { CASE_KINDS, CASE_LEVELS, CASE_STATES } from '../../../domain/vocabulary.ts';
import { useReferenceData } from '../parts/reference.tsx';
import { isOutletOnly } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { OutletFilter } from './outlet-filter.tsx';

export const FILTERS = ['search', 'kind', 'level', 'state', 'regionId', 'outletId', 'mine', 'late'] as const;
type Name = (typeof FILTERS)[number] | 'case';
/** What is shown while nothing else is asked for. */
export const NOT_CLOSED = 'open,in_hand';

/** Puts one thing into the address, '' takes it out; a case that is opened can be gone back from. */
export function usePut(): (name: Name, value: string) => void {
  const [, setParams] = useSearchParams();
  return (name, value) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: name !== 'case' },
    );
}

/** What narrows the list of cases. It stands in the address, so that a view can be sent to a colleague. */
export function CaseFilters() {
  const { t } = useTranslation();
  const me = useMe();
  const { regions } = useReferenceData();
  const [params, setParams] = useSearchParams();
  const put = usePut();
  const outletOnly = isOutletOnly(me);
  const several = (name: 'kind' | 'level', words: { value: string; label: string }[]) => (
    <Select
      mode="multiple"
      className="filter"
      allowClear
      maxTagCount="responsive"
      aria-label={t(`cases.${name}`)}
      placeholder={t(`cases.any.${name}`)}
      value={params.get(name)?.split(',').filter(Boolean) ?? []}
      onChange={(chosen) => put(name, chosen.join(','))}
      options={words}
    />
  );
  return (
    <search className="filters">
      <Input.Search
        key={params.get('search') ?? ''}
        className="filter-wide"
        allowClear
        defaultValue={params.get('search') ?? ''}
        placeholder={t('cases.search')}
        aria-label={t('cases.search')}
        maxLength={20}
        onSearch={(value) => put('search', value.trim())}
      />
      {!outletOnly &&
        several(
          'kind',
          CASE_KINDS.map((value) => ({ value, label: t(`trade.caseKind.${value}`) })),
        )}
      {several(
        'level',
        CASE_LEVELS.map((value) => ({ value, label: t(`trade.caseLevel.${value}`) })),
      )}
      <Select
        className="filter"
        aria-label={t('cases.state')}
        value={params.get('state') ?? NOT_CLOSED}
        onChange={(value) => put('state', value === NOT_CLOSED ? '' : value)}
        options={[
          { value: NOT_CLOSED, label: t('cases.notClosed') },
          ...CASE_STATES.map((value) => ({ value, label: t(`trade.caseState.${value}`) })),
          { value: CASE_STATES.join(','), label: t('cases.any.state') },
        ]}
      />
      {me.scope.province && (
        <Select
          className="filter"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('board.region')}
          placeholder={t('board.allRegions')}
          value={params.get('regionId')}
          onChange={(id) => put('regionId', id ?? '')}
          options={regions.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
      )}
      {!outletOnly && <OutletFilter />}
      {!outletOnly && (
        <Checkbox
          checked={params.get('mine') === 'true'}
          onChange={(event) => put('mine', event.target.checked ? 'true' : '')}
        >
          {t('cases.mine')}
        </Checkbox>
      )}
      <Checkbox
        checked={params.get('late') === 'true'}
        onChange={(event) => put('late', event.target.checked ? 'true' : '')}
      >
        {t('cases.late')}
      </Checkbox>
      {FILTERS.some((name) => params.has(name)) && (
        <Button
          type="link"
          size="small"
          onClick={() =>
            setParams((before) => {
              const next = new URLSearchParams(before);
              for (const name of FILTERS) next.delete(name);
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
