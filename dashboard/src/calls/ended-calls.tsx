import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import type { ContactView } from '../../../domain/contracts/api.ts';
import { DISPOSITIONS } from '../../../domain/vocabulary.ts';
import { useCalls } from '../api/queries.ts';
import type { Column } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { Recording } from '../parts/recording.tsx';
import { When } from '../parts/when.tsx';
import { ticking } from '../time/words.ts';
import { CallTickets } from './call-tickets.tsx';
import { Caller } from './caller.tsx';

/** How calls ended: exactly one word for each (H2). */
export function EndedCalls() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const chosen = (params.get('disposition') ?? '').split(',').filter(Boolean);
  const calls = useCalls({ live: 'false', disposition: chosen.join(',') });
  const choose = (dispositions: string[]) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (dispositions.length > 0) next.set('disposition', dispositions.join(','));
        else next.delete('disposition');
        return next;
      },
      { replace: true },
    );
  const columns: Column<ContactView>[] = [
    { key: 'at', title: t('calls.at'), cell: (call) => <When at={call.startedAt} /> },
    { key: 'direction', title: t('calls.direction'), cell: (call) => t(`trade.direction.${call.direction}`) },
    { key: 'caller', title: t('calls.caller'), cell: (call) => <Caller contact={call} /> },
    {
      key: 'duration',
      title: t('calls.duration'),
      number: true,
      cell: (call) => (call.endedAt ? ticking(Date.parse(call.endedAt) - Date.parse(call.startedAt)) : ''),
    },
    {
      key: 'disposition',
      title: t('calls.disposition'),
      cell: (call) => call.disposition && t(`trade.disposition.${call.disposition}`),
    },
    {
      key: 'recordings',
      title: t('recordings.list'),
      cell: ({ recordingIds }) =>
        recordingIds.length > 0 ? (
          recordingIds.map((id) => <Recording key={id} id={id} />)
        ) : (
          <span className="quiet">–</span>
        ),
    },
    { key: 'tickets', title: t('calls.tickets'), cell: (call) => <CallTickets contact={call} /> },
  ];
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('calls.ended')}</h2>
        <Select
          mode="multiple"
          className="filter-wide"
          allowClear
          maxTagCount="responsive"
          aria-label={t('calls.disposition')}
          placeholder={t('calls.allDispositions')}
          value={chosen}
          onChange={choose}
          options={DISPOSITIONS.map((name) => ({ value: name, label: t(`trade.disposition.${name}`) }))}
        />
      </header>
      <ListTable
        list={calls}
        label={t('calls.ended')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            title={t('calls.noneEnded')}
            hint={chosen.length > 0 ? t('common.otherFilters') : undefined}
          />
        }
      />
    </section>
  );
}
