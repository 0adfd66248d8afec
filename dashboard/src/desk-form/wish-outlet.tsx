import { Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketKind } from '../../../domain/vocabulary.ts';
import { useAreaWindows } from '../api/visit-queries.ts';
import { FormRow } from './form-row.tsx';

interface WishOutlet {
  kind: TicketKind;
  category: string | null;
  districtCode: string | null;
  value: number | null;
  choose: (outletId: number | null) => void;
  /** Ctrl+Enter, which the list would keep for itself. */
  submit: () => void;
}

/** D3: the outlet that the customer asks for, of those that cover the place and the product. */
export function WishOutlet({ kind, category, districtCode, value, choose, submit }: WishOutlet) {
  const { t } = useTranslation();
  const { data } = useAreaWindows(category && districtCode ? { kind, category, districtCode } : null);
  const gone = data !== undefined && value !== null && !data.outlets.some(({ id }) => id === value);
  // Another place or product: whoever does not cover it is not asked for any more.
  useEffect(() => {
    if (gone) choose(null);
  });
  return (
    <FormRow label={t('deskForm.outlet')} for="desk-outlet">
      <Select
        id="desk-outlet"
        className="desk-outlet"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('deskForm.anyOutlet')}
        value={value ?? undefined}
        onChange={(outletId) => choose(outletId ?? null)}
        onKeyDown={({ key, ctrlKey, metaKey }) => {
          if (key === 'Enter' && (ctrlKey || metaKey)) submit();
        }}
        options={data?.outlets.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </FormRow>
  );
}
