import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** More than that is asked for, or looked for by name. */
const SHOWN_ROWS = 40;

interface SomeRowsProps<R> {
  rows: R[];
  nameOf: (row: R) => string;
  children: (shown: R[]) => ReactNode;
}

/** Of many rows the first ones, until somebody asks for all of them or looks for one by its name. */
export function SomeRows<R>({ rows, nameOf, children }: SomeRowsProps<R>) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = rows.filter((row) => nameOf(row).toLowerCase().includes(wanted));
  const shown = all || wanted ? found : found.slice(0, SHOWN_ROWS);
  return (
    <div>
      {rows.length > SHOWN_ROWS && (
        <Input.Search
          className="coverage-search"
          allowClear
          aria-label={t('coverage.find')}
          placeholder={t('coverage.find')}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
      )}
      {children(shown)}
      {shown.length === 0 && <p className="quiet">{t('coverage.noneFound')}</p>}
      {shown.length < found.length && (
        <Button type="link" onClick={() => setAll(true)}>
          {t('coverage.allRows', { count: found.length })}
        </Button>
      )}
    </div>
  );
}
