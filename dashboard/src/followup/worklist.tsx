import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ObligationView } from '../../../domain/contracts/followup.ts';
import { useObligations } from '../api/queries.ts';
import type { Column } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { Recording } from '../parts/recording.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';
import { When } from '../parts/when.tsx';
import { maySettle } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { DueBy } from './due-by.tsx';
import { Party } from './party.tsx';
import { SettleDialog } from './settle-dialog.tsx';

/** What waits for a person, the oldest first: listen, call, write down what came of it. */
export function Worklist() {
  const { t } = useTranslation();
  const may = maySettle(useMe());
  const [settling, setSettling] = useState<ObligationView | null>(null);
  const list = useObligations({ worklist: 'true' });
  const columns: Column<ObligationView>[] = [
    {
      key: 'kind',
      title: t('followup.kind'),
      cell: ({ kind }) => <b>{t(`trade.obligationKind.${kind}`)}</b>,
    },
    { key: 'who', title: t('followup.who'), cell: (row) => <Party obligation={row} /> },
    { key: 'opened', title: t('followup.opened'), cell: ({ openedAt }) => <When at={openedAt} /> },
    { key: 'due', title: t('followup.due'), cell: (row) => <DueBy obligation={row} /> },
    {
      key: 'ticket',
      title: t('followup.ticket'),
      cell: ({ ticket }) => (ticket ? <TicketLink {...ticket} /> : <span className="quiet">–</span>),
    },
    {
      key: 'recording',
      title: t('followup.recording'),
      cell: ({ recordingIds }) =>
        recordingIds.length > 0 ? (
          recordingIds.map((id) => <Recording key={id} id={id} />)
        ) : (
          <span className="quiet">–</span>
        ),
    },
    {
      key: 'act',
      title: '',
      cell: (row) =>
        may && (
          <Button type="primary" onClick={() => setSettling(row)}>
            {t('followup.settle')}
          </Button>
        ),
    },
  ];
  return (
    <section className="panel">
      <p className="quiet panel-intro">{t('followup.workMeans')}</p>
      <ListTable
        list={list}
        label={t('followup.view.work')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('followup.workDone')} hint={t('followup.workDoneHint')} />}
      />
      {settling && <SettleDialog obligation={settling} close={() => setSettling(null)} />}
    </section>
  );
}
