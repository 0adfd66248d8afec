import { App, Button, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandCall, ObligationView } from '../../../domain/contracts/followup.ts';
import { useHandList } from '../api/followup-queries.ts';
import { useObligations } from '../api/queries.ts';
import { useWrite } from '../api/use-write.ts';
import { useDesk } from '../desk/desk-context.tsx';
import { useBoard } from '../live/live.tsx';
import type { Column } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { Recording } from '../parts/recording.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { boardRoomsOf, maySettle } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { groupCount, groupTicket } from '../text/numbers.ts';
import { useNow } from '../time/clock.ts';
import { DueBy } from './due-by.tsx';
import { HandCallView } from './hand-call.tsx';
import { useSettle } from './outcomes.tsx';
import { Party } from './party.tsx';
import { useKey } from './use-key.ts';
import '../ticket/ticket.css';
import '../desk-form/desk-form.css';

/** What waits for a person: the call in hand, the next one by one key, and below it all of them, the oldest first. */
export function Worklist() {
  const me = useMe();
  const may = maySettle(me);
  return (
    <>
      {boardRoomsOf(me)[0] && <Listen room={boardRoomsOf(me)[0] as string} />}
      {may && <InHand />}
      <Waiting may={may} />
    </>
  );
}

/** What colleagues take and settle is heard of in this room. */
function Listen({ room }: { room: string }) {
  useBoard(room);
  return null;
}

function InHand() {
  const { t } = useTranslation();
  const { data, error, refetch } = useHandList();
  const { message } = App.useApp();
  const claim = useWrite<{ not?: number }, { id: number | null }>(({ id }) => {
    if (id === null) void message.info(t('hand.noneNow'));
  });
  const giveBack = useWrite();
  const settle = useSettle();
  const [chosen, choose] = useState<number | null>(null);
  const inHand = data?.inHand ?? [];
  const current = inHand.find(({ obligation }) => obligation.id === chosen) ?? inHand[0];
  const desk = useDesk();
  // A call that is being made is ended first.
  const calling =
    inHand.some(({ obligation }) => obligation.state === 'dialling') || desk?.state === 'offered';
  const next = () =>
    !claim.isPending &&
    !calling &&
    claim.mutate({ path: '/api/followups/next', body: current ? { not: current.obligation.id } : {} });
  useKey('n', next);
  if (!data)
    return error ? <TroubleAlert error={error} retry={() => refetch()} /> : <Skeleton active={false} />;
  return (
    <>
      <section className="panel hand-head">
        <p>
          <b>{t('hand.waiting', { count: data.waiting })}</b>
          {data.later > 0 && <span className="quiet"> · {t('hand.later', { count: data.later })}</span>}
        </p>
        <div className="hand-acts">
          {current && (
            <Button
              loading={giveBack.isPending}
              disabled={calling}
              onClick={() => giveBack.mutate({ path: '/api/followups/give-back', body: {} })}
            >
              {t('hand.giveBack')}
            </Button>
          )}
          <Button
            type={current ? 'default' : 'primary'}
            loading={claim.isPending}
            disabled={data.waiting === 0 || calling}
            onClick={next}
          >
            {t('hand.next')} <kbd className="key-hint">N</kbd>
          </Button>
        </div>
        {(claim.error ?? giveBack.error) && <TroubleAlert error={claim.error ?? giveBack.error} />}
      </section>
      {current && inHand.length > 1 && <Home inHand={inHand} current={current} choose={choose} />}
      {current && <HandCallView key={current.obligation.id} call={current} inHand={inHand} settle={settle} />}
    </>
  );
}

interface HomeProps {
  inHand: readonly HandCall[];
  current: HandCall;
  choose: (id: number) => void;
}

/** F1: what one home is asked about in the same call, one after the other. */
function Home({ inHand, current, choose }: HomeProps) {
  const { t } = useTranslation();
  return (
    <section className="panel hand-home" aria-label={t('hand.home')}>
      <p className="soon">{t('hand.homeMeans', { count: inHand.length })}</p>
      <Segmented
        aria-label={t('hand.home')}
        value={current.obligation.id}
        onChange={choose}
        options={inHand.map(({ obligation: { id, kind, ticket, customerName } }, index) => ({
          value: id,
          label: [
            index + 1,
            t(`trade.obligationKind.${kind}`),
            ticket && groupTicket(ticket.number),
            customerName,
          ]
            .filter(Boolean)
            .join(' · '),
        }))}
      />
    </section>
  );
}

function Waiting({ may }: { may: boolean }) {
  const { t } = useTranslation();
  const now = useNow();
  const list = useObligations({ worklist: 'true' });
  const claim = useWrite();
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
      key: 'tries',
      title: t('followup.attempts'),
      cell: ({ attempts, callAt }) => (
        <>
          {groupCount(attempts)}
          {callAt && Date.parse(callAt) > now && (
            <span className="quiet">
              {' '}
              · {t('hand.notBefore')} <When at={callAt} />
            </span>
          )}
        </>
      ),
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
        row.claimedBy ? (
          <span className="quiet">{t('hand.has', { name: row.claimedBy })}</span>
        ) : (
          may && (
            <Button
              disabled={claim.isPending}
              onClick={() => claim.mutate({ path: `/api/followups/${row.id}/claim`, body: {} })}
            >
              {t('hand.claim')}
            </Button>
          )
        ),
    },
  ];
  return (
    <section className="panel">
      <p className="quiet panel-intro">{t('followup.workMeans')}</p>
      {claim.error && <TroubleAlert error={claim.error} />}
      <ListTable
        list={list}
        label={t('followup.view.work')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('followup.workDone')} hint={t('followup.workDoneHint')} />}
      />
    </section>
  );
}
