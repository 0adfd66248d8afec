import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOutlets } from '../api/queries.ts';
import { OutletName } from '../parts/outlet-name.tsx';
import { useCaseAddress } from './case-filters.tsx';

/** One outlet, found by its name. */
export function OutletFilter() {
  const { t } = useTranslation();
  const [params, put] = useCaseAddress();
  const [typed, setTyped] = useState('');
  const { data: found } = useOutlets(typed, Number(params.get('regionId')) || null);
  const chosen = Number(params.get('outletId'));
  return (
    <Select
      className="filter"
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      aria-label={t('board.outlet')}
      placeholder={t('cases.any.outlet')}
      value={chosen || null}
      onChange={(id) => put({ outletId: id ? String(id) : '' })}
      options={found?.items.map(({ id, name }) => ({ value: id, label: name }))}
      labelRender={({ value, label }) => label ?? <OutletName id={Number(value)} />}
    />
  );
}
