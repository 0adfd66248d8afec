import { Checkbox, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { CASE_KINDS, CASE_LEVELS, CASE_STATES } from '../../../domain/vocabulary.ts';
import { Choice, Choices, ClearFilters } from '../parts/choice.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { useAddress } from '../parts/use-address.ts';
import { isOutletOnly } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { OutletFilter } from './outlet-filter.tsx';

export const FILTERS = ['search', 'kind', 'level', 'state', 'regionId', 'outletId', 'mine', 'late'] as const;
type Name = (typeof FILTERS)[number] | 'case';
/** What is shown while nothing else is asked for. */
export const NOT_CLOSED = 'open,in_hand';

/** What of it stands in the address; a case that is opened can be gone back from. */
export const useCaseAddress = () => useAddress<Name>('case');

/** What narrows the list of cases. It stands in the address, so that a view can be sent to a colleague. */
export function CaseFilters() {
  const { t } = useTranslation();
  const me = useMe();
  const { regions } = useReferenceData();
  const [params, put] = useCaseAddress();
  const outletOnly = isOutletOnly(me);
  const several = (name: 'kind' | 'level', options: { value: string; label: string }[]) => (
    <Choices
      label={t(`cases.${name}`)}
      any={t(`cases.any.${name}`)}
      value={params.get(name)}
      put={(chosen) => put({ [name]: chosen })}
      options={options}
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
        onSearch={(value) => put({ search: value.trim() })}
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
        onChange={(value) => put({ state: value === NOT_CLOSED ? '' : value })}
        options={[
          { value: NOT_CLOSED, label: t('cases.notClosed') },
          ...CASE_STATES.map((value) => ({ value, label: t(`trade.caseState.${value}`) })),
          { value: CASE_STATES.join(','), label: t('cases.any.state') },
        ]}
      />
      {me.scope.province && (
        <Choice
          label={t('board.region')}
          any={t('board.allRegions')}
          value={params.get('regionId')}
          put={(regionId) => put({ regionId })}
          options={regions.map(({ id, name }) => ({ value: String(id), label: name }))}
          searched
        />
      )}
      {!outletOnly && <OutletFilter />}
      {!outletOnly && (
        <Checkbox
          checked={params.get('mine') === 'true'}
          onChange={(event) => put({ mine: event.target.checked ? 'true' : '' })}
        >
          {t('cases.mine')}
        </Checkbox>
      )}
      <Checkbox
        checked={params.get('late') === 'true'}
        onChange={(event) => put({ late: event.target.checked ? 'true' : '' })}
      >
        {t('cases.late')}
      </Checkbox>
      <ClearFilters names={FILTERS} />
    </search>
  );
}
