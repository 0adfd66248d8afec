import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';

interface ChoiceProps {
  label: string;
  /** What it says while nothing is chosen. */
  any: string;
  value: string | null;
  /** With '' when it is taken away. */
  put: (value: string) => void;
  options: { value: string; label: string }[];
  searched?: boolean;
}

/** A filter: one of several, or any. */
export function Choice({ label, any, value, put, options, searched }: ChoiceProps) {
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

/** A filter: some of several, joined by commas, or any. */
export function Choices({ label, any, value, put, options }: Omit<ChoiceProps, 'searched'>) {
  return (
    <Select
      mode="multiple"
      className="filter"
      allowClear
      maxTagCount="responsive"
      aria-label={label}
      placeholder={any}
      value={value?.split(',').filter(Boolean) ?? []}
      onChange={(chosen) => put(chosen.join(','))}
      options={options}
    />
  );
}

/** Takes these filters out of the address, when one of them stands there. */
export function ClearFilters({ names }: { names: readonly string[] }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  if (!names.some((name) => params.has(name))) return null;
  const clear = () =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      for (const name of names) next.delete(name);
      return next;
    });
  return (
    <Button type="link" size="small" onClick={clear}>
      {t('common.clearFilters')}
    </Button>
  );
}
