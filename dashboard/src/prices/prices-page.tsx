import { PlusOutlined } from '@ant-design/icons';
import { Button, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import type { PriceItemView } from '../../../domain/contracts/fieldwork.ts';
import { formatFen } from '../../../domain/money.ts';
import { usePriceList } from '../api/queries.ts';
import { useLanguage } from '../i18n/language.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { maySetPrices } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { PriceDialog } from './price-dialog.tsx';

/** H5: what labour, ways and parts cost; whoever works here may look it up, headquarters changes it. */
export function PricesPage() {
  const { t } = useTranslation();
  const english = useLanguage() === 'en';
  const may = maySetPrices(useMe());
  const { categories, categoryName } = useReferenceData();
  const [params, setParams] = useSearchParams();
  const category = params.get('category');
  const [editing, setEditing] = useState<PriceItemView | 'new' | null>(null);
  const list = usePriceList(may);
  const columns: Column<PriceItemView>[] = [
    {
      key: 'name',
      title: t('prices.item'),
      cell: ({ name, nameEn, code, active }) => (
        <>
          {english ? nameEn : name} <span className="quiet">{code}</span>{' '}
          {!active && <Tag>{t('prices.notQuoted')}</Tag>}
        </>
      ),
    },
    {
      key: 'category',
      title: t('prices.category'),
      cell: (item) => (item.category ? categoryName(item.category) : t('prices.everyCategory')),
    },
    {
      key: 'kind',
      title: t('prices.kind'),
      cell: ({ kind }) => (kind ? t(`trade.kind.${kind}`) : t('prices.everyKind')),
    },
    { key: 'sort', title: t('prices.sort'), cell: ({ sort }) => t(`prices.sorts.${sort}`) },
    {
      key: 'price',
      title: t('prices.price'),
      number: true,
      cell: ({ unitFen, unit }) => (
        <>
          ¥{formatFen(unitFen)} <span className="quiet">/ {t(`fieldwork.unit.${unit}`)}</span>
        </>
      ),
    },
    {
      key: 'warranty',
      title: t('prices.warranty'),
      number: true,
      cell: ({ warrantyMonths }) =>
        warrantyMonths > 0 ? t('prices.months', { count: warrantyMonths }) : '–',
    },
    {
      key: 'act',
      title: '',
      cell: (item) => (
        <Button type="link" size="small" onClick={() => setEditing(item)}>
          {t(may ? 'prices.edit' : 'prices.history')}
        </Button>
      ),
    },
  ];
  // What is for every product is charged with each of them.
  const shown = list.data?.items.filter(
    (item) => !category || item.category === null || item.category === category,
  );
  return (
    <div className="page">
      <header className="panel-head">
        <h1 className="page-title">{t('nav.prices')}</h1>
        {may && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
            {t('prices.add')}
          </Button>
        )}
      </header>
      <section className="panel">
        <p className="quiet panel-intro">{t('prices.intro')}</p>
        <search className="filters">
          <Select
            className="filter"
            allowClear
            aria-label={t('prices.category')}
            placeholder={t('prices.everyCategory')}
            value={category}
            onChange={(code) => setParams(code ? { category: code } : {}, { replace: true })}
            options={categories.map(({ code }) => ({ value: code, label: categoryName(code) }))}
          />
        </search>
        {list.error && <TroubleAlert error={list.error} retry={() => list.refetch()} />}
        <DataTable
          label={t('nav.prices')}
          columns={columns}
          rows={shown}
          rowKey={({ code }) => code}
          empty={<EmptyState title={t('prices.none')} hint={t('common.otherFilters')} />}
        />
      </section>
      {editing && (
        <PriceDialog item={editing === 'new' ? null : editing} may={may} close={() => setEditing(null)} />
      )}
    </div>
  );
}
