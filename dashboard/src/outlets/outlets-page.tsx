import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CapacityView, OutletRow } from '../../../domain/contracts/outlets.ts';
import { OUTLET_TYPES, STANDINGS } from '../../../domain/vocabulary.ts';
import type { Column } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { PlaceField } from '../parts/place-field.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { useAddress } from '../parts/use-address.ts';
import { OutletDrawer } from './outlet-drawer.tsx';
import { useOutletRows } from './queries.ts';
import { StandingMark } from './standing-mark.tsx';
import { Answers, BookedOn, Scored, TicketsOf } from './tickets-of.tsx';
import './outlets.css';

const NAMES = ['type', 'standing', 'regionId', 'districtCode', 'search'] as const;
type Name = (typeof NAMES)[number] | 'outlet';

/** D1, S4: the outlets with what they have in hand, how full they are, and how they answer. */
export function OutletsPage() {
  const { t } = useTranslation();
  const { unitName, regions } = useReferenceData();
  const [params, put] = useAddress<Name>('outlet');
  const list = useOutletRows(Object.fromEntries(NAMES.map((name) => [name, params.get(name)])));
  const openId = Number(params.get('outlet'));
  const columns: Column<OutletRow>[] = [
    {
      key: 'name',
      title: t('outlets.name'),
      cell: ({ name, code }) => (
        <>
          {name} <span className="quiet">{code}</span>
        </>
      ),
    },
    { key: 'type', title: t('outlets.type'), cell: ({ type }) => t(`trade.outletType.${type}`) },
    { key: 'standing', title: t('outlets.standing'), cell: (row) => <StandingMark {...row} /> },
    { key: 'region', title: t('outlets.region'), cell: ({ regionId }) => unitName(regionId) },
    {
      key: 'today',
      title: t('outlets.today'),
      number: true,
      cell: ({ id, days }) => <Full outletId={id} day={days[0]} />,
    },
    {
      key: 'tomorrow',
      title: t('outlets.tomorrow'),
      number: true,
      cell: ({ id, days }) => <Full outletId={id} day={days[1]} />,
    },
    {
      key: 'open',
      title: t('outlets.open'),
      number: true,
      cell: (row) => <TicketsOf outlet={row} of="open" />,
    },
    {
      key: 'late',
      title: t('outlets.late'),
      number: true,
      cell: (row) => <TicketsOf outlet={row} of="late" />,
    },
    {
      key: 'answers',
      title: t('outlets.answers'),
      number: true,
      cell: (row) => (
        <span title={t('outlets.answersMeans')}>
          <Answers outlet={row} />
        </span>
      ),
    },
    {
      key: 'score',
      title: t('outlets.score'),
      number: true,
      cell: ({ id, figures }) => <Scored outletId={id} figures={figures} />,
    },
  ];
  return (
    <div className="page">
      <header className="panel-head">
        <h1 className="page-title">{t('nav.outlets')}</h1>
      </header>
      <section className="panel">
        <search className="filters">
          <Input.Search
            key={params.get('search') ?? ''}
            className="filter-wide"
            allowClear
            defaultValue={params.get('search') ?? ''}
            placeholder={t('outlets.search')}
            aria-label={t('outlets.search')}
            maxLength={40}
            onSearch={(value) => put({ search: value.trim() })}
          />
          <Select
            className="filter"
            allowClear
            aria-label={t('outlets.type')}
            placeholder={t('outlets.allTypes')}
            value={params.get('type')}
            onChange={(value) => put({ type: value ?? '' })}
            options={OUTLET_TYPES.map((value) => ({ value, label: t(`trade.outletType.${value}`) }))}
          />
          <Select
            className="filter"
            allowClear
            aria-label={t('outlets.standing')}
            placeholder={t('outlets.allStandings')}
            value={params.get('standing')}
            onChange={(value) => put({ standing: value ?? '' })}
            options={STANDINGS.map((value) => ({ value, label: t(`trade.standing.${value}`) }))}
          />
          <Select
            className="filter"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('outlets.region')}
            placeholder={t('outlets.allRegions')}
            value={params.get('regionId')}
            onChange={(value) => put({ regionId: value ?? '' })}
            options={regions.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
          <PlaceField
            value={params.get('districtCode') ?? undefined}
            onChange={(code) => put({ districtCode: code ?? '' })}
          />
        </search>
        <ListTable
          list={list}
          label={t('nav.outlets')}
          columns={columns}
          rowKey={({ id }) => id}
          open={({ id }) => put({ outlet: String(id) })}
          isOpen={({ id }) => id === openId}
          empty={<EmptyState title={t('outlets.none')} hint={t('common.otherFilters')} />}
        />
      </section>
      {openId > 0 && <OutletDrawer key={openId} id={openId} close={() => put({ outlet: '' })} />}
    </div>
  );
}

/** Booked of what the day holds; full, or fuller than that, it stands out. */
function Full({ outletId, day }: { outletId: number; day: CapacityView | undefined }) {
  if (!day) return '–';
  return (
    <span className={day.booked >= day.capacity ? 'soon' : undefined}>
      <BookedOn outletId={outletId} day={day} /> / {day.capacity}
    </span>
  );
}
