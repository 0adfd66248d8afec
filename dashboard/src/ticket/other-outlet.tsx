import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayWork } from '../../../domain/vocabulary.ts';
import { useOutlets } from '../api/queries.ts';

interface Other {
  regionId: number | null;
  value: number | undefined;
  choose?: (outletId: number | undefined) => void;
}

/** D5: any outlet that works, found by its name; those of the ticket's region are offered first. */
export function OtherOutlet({ regionId, value, choose }: Other) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const outlets = useOutlets(search, search === '' ? regionId : null);
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setText }}
      allowClear
      loading={outlets.isFetching}
      placeholder={t('why.otherOutlet')}
      aria-label={t('why.otherOutlet')}
      value={value}
      onChange={(id?: number) => choose?.(id)}
      options={outlets.data?.items.map(({ id, name, type, standing, openTickets }) => ({
        value: id,
        disabled: !mayWork(standing),
        label: t('why.otherOutletWords', {
          name,
          type: t(`trade.outletType.${type}`),
          standing: t(`trade.standing.${standing}`),
          load: openTickets,
        }),
      }))}
    />
  );
}
