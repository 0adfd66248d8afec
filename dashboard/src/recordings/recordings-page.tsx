import { useTranslation } from 'react-i18next';
import type { RecordingView } from '../../../domain/contracts/recordings.ts';
import { useRecordings } from '../api/queries.ts';
import type { Column } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';
import { When } from '../parts/when.tsx';
import { groupPhone } from '../text/numbers.ts';
import { ticking } from '../time/words.ts';
import { RecordingDrawer } from './recording-drawer.tsx';
import { RecordingFilters } from './recording-filters.tsx';
import { Retention } from './retention.tsx';
import { NAMES, useFilters } from './use-filters.ts';
import './recordings.css';

/** What was spoken and kept: found by who, when and what about; opened to hear it. */
export function RecordingsPage() {
  const { t } = useTranslation();
  const [params, put] = useFilters();
  const list = useRecordings(Object.fromEntries(NAMES.map((name) => [name, params.get(name)])));
  const open = Number(params.get('rec'));
  const columns: Column<RecordingView>[] = [
    { key: 'at', title: t('recordings.at'), cell: ({ at }) => <When at={at} /> },
    {
      key: 'kind',
      title: t('recordings.kind'),
      cell: ({ kind, direction }) => (
        <>
          {t(`trade.recordingKind.${kind}`)}{' '}
          <span className="quiet">{t(`trade.direction.${direction}`)}</span>
        </>
      ),
    },
    { key: 'caller', title: t('recordings.caller'), cell: (row) => <Customer recording={row} /> },
    {
      key: 'agents',
      title: t('recordings.agents'),
      // A conversation about a ticket with none of us on it: outlet and customer, put through.
      cell: ({ agents, kind, tickets }) =>
        agents.map(({ name }) => name).join(t('common.comma')) ||
        (kind === 'conversation' && tickets.length > 0 ? t('recordings.outletAndCustomer') : quiet),
    },
    {
      key: 'tickets',
      title: t('recordings.tickets'),
      cell: ({ tickets }) =>
        tickets.length > 0 ? tickets.map((ticket) => <TicketLink key={ticket.id} {...ticket} />) : quiet,
    },
    {
      key: 'length',
      title: t('recordings.length'),
      number: true,
      cell: ({ seconds, state }) =>
        state === 'recording' || state === 'paused' ? quiet : ticking(seconds * 1000),
    },
    { key: 'retain', title: t('recordings.retain'), cell: (row) => <Retention recording={row} /> },
    {
      key: 'heard',
      title: t('recordings.heard'),
      number: true,
      cell: ({ hearings }) => (hearings > 0 ? t('recordings.heardTimes', { times: hearings }) : quiet),
    },
  ];
  return (
    <div className="page">
      <header className="panel-head">
        <h1 className="page-title">{t('nav.recordings')}</h1>
        <span className="quiet">{t('recordings.logged')}</span>
      </header>
      <section className="panel">
        <RecordingFilters />
        <ListTable
          list={list}
          label={t('recordings.list')}
          columns={columns}
          rowKey={({ id }) => id}
          open={({ id }) => put({ rec: String(id) })}
          isOpen={({ id }) => id === open}
          empty={
            <EmptyState
              title={t('recordings.none')}
              hint={t(NAMES.some((name) => params.has(name)) ? 'common.otherFilters' : 'recordings.noneYet')}
            />
          }
        />
      </section>
      {open > 0 && <RecordingDrawer key={open} id={open} close={() => put({ rec: '' })} />}
    </div>
  );
}

const quiet = <span className="quiet">–</span>;

function Customer({ recording: { customerName, number } }: { recording: RecordingView }) {
  const { t } = useTranslation();
  return (
    <span>
      {customerName && <>{customerName} </>}
      <span className="phone">{number ? groupPhone(number) : t('calls.hidden')}</span>
    </span>
  );
}
