import { Cascader } from 'antd';
import { useTranslation } from 'react-i18next';
import { useReferenceData } from './reference.tsx';

interface PlaceField {
  id?: string;
  /** A district's code; the form holds the code alone. */
  value?: string;
  onChange?: (code: string | undefined) => void;
}

/** A district, chosen step by step or by typing its name. */
export function PlaceField({ id, value, onChange }: PlaceField) {
  const { t } = useTranslation();
  const { places } = useReferenceData();
  return (
    <Cascader
      id={id}
      options={places.options}
      value={value ? places.path(value) : undefined}
      onChange={(path) => onChange?.(path?.at(-1)?.toString())}
      showSearch={{
        filter: (input, path) =>
          path
            .map(({ label }) => label)
            .join('')
            .includes(input.trim()),
      }}
      placeholder={t('place.choose')}
      allowClear
    />
  );
}
