import { Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/language.ts';
import { ClearFilters } from '../parts/choice.tsx';
import { OutletName } from '../parts/outlet-name.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { useAddress } from '../parts/use-address.ts';
import { useMe } from '../session/session.tsx';
import { DaysFilter } from './days-filter.tsx';
import { DAYS, type Narrowing, narrowings, useNarrowing } from './narrowing.ts';

/** Which days and whose work are looked at, each to be taken away. `shown`: the days that the answer is about. */
export function LookedAt({ shown }: { shown: { from: string; to: string } | undefined }) {
  const narrowing = useNarrowing();
  return (
    <>
      <DaysFilter shown={shown} />
      <Filters narrowing={narrowing} />
      <Narrowed narrowing={{ outletId: narrowing.outletId }} />
      <ClearFilters names={[...narrowings, ...DAYS]} />
    </>
  );
}

/** Whose work is looked at: of regions and stores one's own. */
function Filters({ narrowing }: { narrowing: Narrowing }) {
  const { t } = useTranslation();
  const [, put] = useAddress();
  const english = useLanguage() === 'en';
  const { units, brands } = useReferenceData();
  const { scope } = useMe();
  const { regionId } = narrowing;
  const mine = units.filter(
    ({ id, parentId }) =>
      scope.province ||
      scope.storeIds.includes(id) ||
      scope.regionIds.includes(id) ||
      (parentId !== null && scope.regionIds.includes(parentId)),
  );
  const regions = mine.filter(({ kind }) => kind === 'region');
  const stores = mine.filter(
    ({ kind, parentId }) => kind === 'store' && (!regionId || String(parentId) === regionId),
  );
  const told = (one: { name: string; nameEn: string }) => (english && one.nameEn) || one.name;
  const lists = [
    { name: 'regionId', by: 'region', of: regions, shown: regions.length > 1 },
    { name: 'storeId', by: 'store', of: stores, shown: scope.province || stores.length > 1 },
    { name: 'brandId', by: 'brand', of: brands, shown: true },
  ] as const;
  return lists.map(
    ({ name, by, of, shown }) =>
      (shown || narrowing[name]) && (
        <Select
          key={name}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          className="work-filter"
          aria-label={t(`coverage.by.${by}`)}
          placeholder={t(`coverage.by.${by}`)}
          value={narrowing[name]}
          options={[
            ...(narrowing[name] === '0' ? [{ value: '0', label: t('coverage.nobodys') }] : []),
            ...of.map((one) => ({ value: String(one.id), label: told(one) })),
          ]}
          onChange={(value?: string) =>
            put({ [name]: value ?? null, ...(name === 'regionId' && { storeId: null, outletId: null }) })
          }
        />
      ),
  );
}

/** What of the organisation is looked at alone, each to be taken away. */
export function Narrowed({ narrowing }: { narrowing: Narrowing }) {
  const { t } = useTranslation();
  const [, put] = useAddress();
  const { unitName, brandName } = useReferenceData();
  const nameOf = (name: (typeof narrowings)[number], value: string) => {
    if (value === '0') return t('coverage.nobodys');
    if (name === 'brandId') return brandName(Number(value));
    return name === 'outletId' ? <OutletName id={Number(value)} /> : unitName(Number(value));
  };
  return narrowings.map((name) => {
    const value = narrowing[name];
    if (!value) return null;
    return (
      <Tag key={name} closable onClose={() => put({ [name]: null })}>
        {t(`coverage.by.${name.replace('Id', '') as 'region'}`)} {nameOf(name, value) || value}
      </Tag>
    );
  });
}
