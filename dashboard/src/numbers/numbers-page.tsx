import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NUMBER_RULE_STANDINGS, type NumberRuleView } from '../../../domain/contracts/numbers.ts';
import { NUMBER_RULE_KINDS } from '../../../domain/vocabulary.ts';
import { useNumberRules } from '../api/queries.ts';
import type { Column } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { useAddress } from '../parts/use-address.ts';
import { When } from '../parts/when.tsx';
import { groupPhone } from '../text/numbers.ts';
import { useNow } from '../time/clock.ts';
import { dayOf, dayTime } from '../time/words.ts';
import { AddDialog } from './add-dialog.tsx';
import { LiftDialog } from './lift-dialog.tsx';
import '../recordings/recordings.css';

const NAMES = ['kind', 'standing', 'number', 'like'] as const;

/** Numbers that are not called, blocked or a nuisance: with reason and end, and what became of them. */
export function NumbersPage() {
  const { t } = useTranslation();
  const { timeZone } = useReferenceData();
  const now = useNow();
  const [params, put] = useAddress<(typeof NAMES)[number]>();
  const [adding, setAdding] = useState(false);
  const [lifting, setLifting] = useState<NumberRuleView | null>(null);
  const like = params.get('like');
  // Its history is all of it, whatever the filters.
  const list = useNumberRules(
    like ? { like } : Object.fromEntries(NAMES.map((name) => [name, params.get(name) ?? STANDARD[name]])),
  );
  const shown = like ? list.items?.[0]?.number : undefined;
  const columns: Column<NumberRuleView>[] = [
    {
      key: 'number',
      title: t('numbers.number'),
      cell: ({ number }) => <span className="phone">{groupPhone(number)}</span>,
    },
    { key: 'kind', title: t('numbers.list'), cell: ({ kind }) => t(`trade.numberRule.${kind}`) },
    {
      key: 'reason',
      title: t('numbers.reason'),
      cell: (row) => (
        <>
          {row.reason}
          {row.liftedAt && (
            <div className="quiet">
              {t(row.liftReason ? 'numbers.liftedBy' : 'numbers.replaced', {
                name: row.liftedBy ?? '',
                time: dayTime(row.liftedAt, now, timeZone, t),
                reason: row.liftReason ?? '',
              })}
            </div>
          )}
        </>
      ),
    },
    { key: 'by', title: t('numbers.by'), cell: ({ madeBy }) => madeBy ?? t('numbers.caller') },
    { key: 'at', title: t('numbers.at'), cell: ({ createdAt }) => <When at={createdAt} /> },
    {
      key: 'expires',
      title: t('numbers.expires'),
      cell: ({ expiresAt }) => (expiresAt ? dayOf(expiresAt, now, timeZone, t) : t('numbers.noEnd')),
    },
    {
      key: 'state',
      title: t('numbers.state'),
      cell: ({ standing }) => (
        <span className={standing === 'in_force' ? 'soon' : 'quiet'}>
          {t(`numbers.standing.${standing}`)}
        </span>
      ),
    },
    {
      key: 'calls',
      title: t('numbers.calls'),
      number: true,
      cell: ({ calls }) =>
        calls > 0 ? t('numbers.callTimes', { times: calls }) : <span className="quiet">–</span>,
    },
    {
      key: 'act',
      title: '',
      cell: (row) => (
        <>
          {!like && (
            <Button type="link" size="small" onClick={() => put({ like: String(row.id) })}>
              {t('numbers.history')}
            </Button>
          )}
          {row.standing === 'in_force' && (
            <Button type="link" size="small" danger onClick={() => setLifting(row)}>
              {t('numbers.lift')}
            </Button>
          )}
        </>
      ),
    },
  ];
  return (
    <div className="page">
      <header className="panel-head">
        <h1 className="page-title">{t('nav.numbers')}</h1>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {t('numbers.add')}
        </Button>
      </header>
      <section className="panel">
        <dl className="number-means">
          {NUMBER_RULE_KINDS.map((kind) => [
            <dt key={kind}>{t(`trade.numberRule.${kind}`)}</dt>,
            <dd key={`${kind}=`} className="quiet">
              {t(`numbers.means.${kind}`)}
            </dd>,
          ])}
        </dl>
        <p className="quiet panel-intro">{t('numbers.rescue')}</p>
        {like ? (
          <header className="panel-head">
            <h2 className="panel-title">{t('numbers.historyOf', { number: groupPhone(shown ?? '') })}</h2>
            <Button onClick={() => put({ like: '' })}>{t('numbers.allNumbers')}</Button>
          </header>
        ) : (
          <search className="filters">
            <Select
              mode="multiple"
              className="filter-wide"
              allowClear
              maxTagCount="responsive"
              aria-label={t('numbers.list')}
              placeholder={t('numbers.allLists')}
              value={params.get('kind')?.split(',').filter(Boolean) ?? []}
              onChange={(kinds) => put({ kind: kinds.join(',') })}
              options={NUMBER_RULE_KINDS.map((kind) => ({
                value: kind,
                label: t(`trade.numberRule.${kind}`),
              }))}
            />
            <Select
              className="filter"
              aria-label={t('numbers.state')}
              value={params.get('standing') ?? STANDARD.standing}
              onChange={(standing) => put({ standing })}
              options={[
                { value: 'all', label: t('numbers.allStandings') },
                ...NUMBER_RULE_STANDINGS.map((value) => ({ value, label: t(`numbers.standing.${value}`) })),
              ]}
            />
            <Input.Search
              key={params.get('number') ?? ''}
              className="filter-wide"
              allowClear
              defaultValue={params.get('number') ?? ''}
              placeholder={t('numbers.number')}
              aria-label={t('numbers.number')}
              maxLength={40}
              onSearch={(number) => put({ number: number.trim() })}
            />
          </search>
        )}
        <ListTable
          list={list}
          label={t('nav.numbers')}
          columns={columns}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('numbers.none')} hint={t('numbers.noneHint')} />}
        />
      </section>
      {adding && <AddDialog close={() => setAdding(false)} />}
      {lifting && <LiftDialog rule={lifting} close={() => setLifting(null)} />}
    </div>
  );
}

/** What is in force comes first. */
const STANDARD: Partial<Record<(typeof NAMES)[number], string>> = { standing: 'in_force' };
