import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { useTickets } from '../api/queries.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { mayTakeIn } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { useOpenTicket } from '../ticket/open-ticket.ts';
import { NewTicketDrawer } from './new-ticket-drawer.tsx';
import { useTicketColumns } from './ticket-columns.tsx';
import { TicketFilters } from './ticket-filters.tsx';

/** Every ticket one may see, newest first. The filters are in the address. */
export function TicketsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const [params] = useSearchParams();
  const [adding, setAdding] = useState(false);
  const openTicket = useOpenTicket();
  const columns = useTicketColumns();
  const list = useTickets({
    state: params.get('state'),
    kind: params.get('kind'),
    regionId: params.get('region'),
    outletId: params.get('outlet'),
    late: params.get('late'),
    level: params.get('level'),
    paused: params.get('paused'),
    missed: params.get('missed'),
    reply: params.get('reply'),
    finished: params.get('finished'),
    answer: params.get('answer'),
    scored: params.get('scored'),
    days: params.get('days'),
    plannedDay: params.get('day'),
    search: params.get('q'),
  });
  const openId = Number(params.get('ticket'));
  return (
    <div className="page">
      <header className="panel-head">
        <h1 className="page-title">{t('nav.tickets')}</h1>
        {mayTakeIn(me) && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('tickets.new')}
          </Button>
        )}
      </header>
      <section className="panel">
        <TicketFilters />
        <ListTable
          list={list}
          label={t('nav.tickets')}
          columns={columns}
          rowKey={({ id }) => id}
          open={({ id }) => openTicket(id)}
          isOpen={({ id }) => id === openId}
          empty={<EmptyState title={t('tickets.none')} hint={t('common.otherFilters')} />}
        />
      </section>
      <NewTicketDrawer
        open={adding}
        close={() => setAdding(false)}
        opened={(id) => {
          setAdding(false);
          openTicket(id);
        }}
      />
    </div>
  );
}
