import { App, Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { PROVINCE_ROOM } from '../../../domain/contracts/events.ts';
import type { DoubtView } from '../../../domain/contracts/honesty.ts';
import { DOUBT_KINDS, DOUBT_STATES } from '../../../domain/vocabulary.ts';
import { useDoubts } from '../api/honesty-queries.ts';
import { useWrite } from '../api/use-write.ts';
import { useBoard } from '../live/live.tsx';
import type { Column } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { RuleTag } from '../parts/rule-tag.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useAddress } from '../parts/use-address.ts';
import { When } from '../parts/when.tsx';
import { groupPhone } from '../text/numbers.ts';
import { DoubtDrawer } from './doubt-drawer.tsx';
import { useFigureWords } from './figure-words.ts';
import './honesty.css';

/** S9: whether the results of follow-up calls can be believed; what is doubtful opens its calls. */
export function HonestyView() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [params, put] = useAddress<'kind' | 'state' | 'doubt'>('doubt');
  const words = useFigureWords();
  useBoard(PROVINCE_ROOM);
  const look = useWrite<object, { raised: number }>(
    ({ raised }) =>
      void message.success(raised > 0 ? t('honesty.raised', { count: raised }) : t('honesty.nothingNew')),
  );
  const state = params.get('state') ?? 'open';
  const list = useDoubts({ kind: params.get('kind'), state: state === 'all' ? null : state });
  const open = Number(params.get('doubt'));
  const narrowed = params.has('kind') || params.has('state');
  const columns: Column<DoubtView>[] = [
    { key: 'kind', title: t('honesty.kind'), cell: ({ kind }) => t(`trade.doubtKind.${kind}`) },
    {
      key: 'about',
      title: t('honesty.about'),
      cell: ({ outlet, number, agent }) => (
        <>
          {outlet?.name} {agent} {number && <span className="phone">{groupPhone(number)}</span>}
        </>
      ),
    },
    { key: 'figures', title: t('honesty.figures'), cell: words },
    { key: 'calls', title: t('honesty.calls'), number: true, cell: ({ calls }) => calls },
    { key: 'raised', title: t('honesty.raisedAt'), cell: ({ raisedAt }) => <When at={raisedAt} /> },
    {
      key: 'state',
      title: t('honesty.state'),
      cell: (row) => (
        <>
          <span className={row.state === 'confirmed' ? 'late' : undefined}>
            {t(`trade.doubtState.${row.state}`)}
          </span>
          {row.reason && <div className="quiet">{row.reason}</div>}
        </>
      ),
    },
  ];
  return (
    <section className="panel">
      <header className="panel-head">
        <p className="quiet">
          {t('honesty.means')} <RuleTag rule="S9" />
        </p>
        <Button loading={look.isPending} onClick={() => look.mutate({ path: '/api/doubts/look', body: {} })}>
          {t('honesty.lookNow')}
        </Button>
      </header>
      {look.error && <TroubleAlert error={look.error} />}
      <search className="filters">
        <Select
          mode="multiple"
          className="filter-wide"
          allowClear
          maxTagCount="responsive"
          aria-label={t('honesty.kind')}
          placeholder={t('honesty.allKinds')}
          value={params.get('kind')?.split(',').filter(Boolean) ?? []}
          onChange={(kinds) => put({ kind: kinds.join(',') })}
          options={DOUBT_KINDS.map((value) => ({ value, label: t(`trade.doubtKind.${value}`) }))}
        />
        <Select
          className="filter-wide"
          aria-label={t('honesty.state')}
          value={state}
          onChange={(value) => put({ state: value === 'open' ? '' : value })}
          options={[
            ...DOUBT_STATES.map((value) => ({
              value: value as string,
              label: t(`trade.doubtState.${value}`),
            })),
            { value: 'all', label: t('honesty.allStates') },
          ]}
        />
      </search>
      <ListTable
        list={list}
        label={t('followup.view.honesty')}
        columns={columns}
        rowKey={({ id }) => id}
        open={({ id }) => put({ doubt: String(id) })}
        isOpen={({ id }) => id === open}
        empty={
          <EmptyState
            title={t(narrowed ? 'honesty.none' : 'honesty.noneOpen')}
            hint={t(narrowed ? 'common.otherFilters' : 'honesty.noneOpenHint')}
          />
        }
      />
      {open > 0 && <DoubtDrawer key={open} id={open} close={() => put({ doubt: '' })} />}
    </section>
  );
}
