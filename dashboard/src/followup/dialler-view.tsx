import { App, Button, Form, Input, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Dialler } from '../../../domain/contracts/followup.ts';
import { useDialler } from '../api/followup-queries.ts';
import { useWrite } from '../api/use-write.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { RuleTag } from '../parts/rule-tag.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { When } from '../parts/when.tsx';
import { mayProve } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { groupCount, groupPhone } from '../text/numbers.ts';
import { WriteDialog } from '../ticket/write-dialog.tsx';
import { listOf } from './links.ts';
import { Party } from './party.tsx';

type Live = Dialler['live'][number];

/** F1, F4: the automatic calls as they are made: what is in progress, what comes next, how fast, and the brake. */
export function DiallerView() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const me = useMe();
  const [pausing, setPausing] = useState(false);
  const { data, error, refetch } = useDialler();
  const resume = useWrite(() => void message.success(t('dialler.resumed')));
  if (!data) {
    return error ? <TroubleAlert error={error} retry={() => refetch()} /> : <Skeleton active={false} />;
  }
  const { paused, heldUntil, due, soon, rate, lastMinute, live, next, nextAt, windowFrom, windowTo } = data;
  const { inProgress, liveCalls } = data;
  const dueNow = due.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <section className="panel">
        <header className="panel-head">
          <p className="quiet">
            {t('dialler.means', { from: windowFrom, to: windowTo })} <RuleTag rule="F1" />
          </p>
          {mayProve(me) &&
            (paused ? (
              <Button
                type="primary"
                loading={resume.isPending}
                onClick={() => resume.mutate({ path: '/api/followups/dialler', body: { paused: false } })}
              >
                {t('dialler.resume')}
              </Button>
            ) : (
              <Button onClick={() => setPausing(true)}>{t('dialler.pause')}</Button>
            ))}
        </header>
        {(error ?? resume.error) && (
          <TroubleAlert error={error ?? resume.error} kept={t('common.keptShown')} retry={() => refetch()} />
        )}
        <p className={paused || heldUntil ? 'dialler-state late' : 'dialler-state'} role="status">
          {paused && (
            <>
              {t('dialler.paused', { by: paused.by ?? '' })} <When at={paused.at} />
              {paused.reason && <q>{paused.reason}</q>}
            </>
          )}
          {!paused && heldUntil && t('dialler.held')}
          {!paused && !heldUntil && t(`dialler.${doing(data, dueNow)}`, { limit: groupCount(liveCalls) })}
          {!paused && dueNow === 0 && nextAt && (
            <>
              {t('common.dot')}
              {t('dialler.nextAt')} <When at={nextAt} />
            </>
          )}
        </p>
        <div className="coverage-sum dialler-figures">
          <a className="coverage-part" href="#live">
            <strong>{groupCount(inProgress)}</strong>
            <span>{t('dialler.live')}</span>
            <em>{t('dialler.atMost', { limit: groupCount(liveCalls) })}</em>
          </a>
          {[
            { name: 'due', value: dueNow, dial: 'due' },
            { name: 'soon', value: soon, dial: 'soon' },
            { name: 'lastMinute', value: lastMinute, dial: 'minute' },
          ].map(({ name, value, dial }) => (
            <Link key={name} className="coverage-part" to={listOf({ dial })}>
              <strong>{groupCount(value)}</strong>
              <span>{t(`dialler.${name as 'due'}`)}</span>
            </Link>
          ))}
          <div className="coverage-part">
            <strong>{rate}</strong>
            <span>{t('dialler.rate')}</span>
          </div>
        </div>
      </section>
      <section className="panel" id="live">
        <h2 className="panel-title">{t('dialler.live')}</h2>
        <LiveCalls live={live} />
      </section>
      <section className="panel">
        <h2 className="panel-title">{t('dialler.next')}</h2>
        <NextCalls next={next} />
      </section>
      {pausing && (
        <WriteDialog<{ reason: string }>
          title={t('dialler.pause')}
          effect={t('dialler.pauseEffect')}
          act={t('dialler.pause')}
          done={t('dialler.pausedDone')}
          danger
          path="/api/followups/dialler"
          bodyOf={({ reason }) => ({ paused: true, reason })}
          close={() => setPausing(false)}
        >
          <Form.Item
            name="reason"
            label={t('dialler.reason')}
            rules={[{ required: true, min: 2, whitespace: true, message: t('dialler.reasonNeeded') }]}
          >
            <Input maxLength={200} />
          </Form.Item>
        </WriteDialog>
      )}
    </>
  );
}

/** What the dialler is at, paused and held apart: it also waits while so many calls are in progress as may be at once. */
function doing({ inProgress, liveCalls }: Dialler, dueNow: number): 'full' | 'running' | 'idle' {
  if (dueNow > 0 && inProgress >= liveCalls) return 'full';
  return inProgress > 0 || dueNow > 0 ? 'running' : 'idle';
}

function LiveCalls({ live }: { live: Live[] }) {
  const { t } = useTranslation();
  const columns: Column<Live>[] = [
    {
      key: 'who',
      title: t('followup.who'),
      cell: ({ customerName, number }) => (
        <>
          {customerName} <span className="phone">{groupPhone(number)}</span>
        </>
      ),
    },
    {
      key: 'kind',
      title: t('followup.kind'),
      cell: ({ kinds }) => kinds.map((kind) => t(`trade.obligationKind.${kind}`)).join(t('common.comma')),
    },
    {
      key: 'ticket',
      title: t('followup.ticket'),
      cell: ({ tickets }) => tickets.map((ticket) => <TicketLink key={ticket.id} {...ticket} />),
    },
    { key: 'agent', title: t('dialler.by'), cell: ({ agent }) => agent ?? t('dialler.byItself') },
    { key: 'state', title: t('followup.state'), cell: ({ state }) => t(`dialler.state.${state}`) },
    { key: 'since', title: t('dialler.since'), cell: ({ grantedAt }) => <When at={grantedAt} /> },
  ];
  return (
    <DataTable
      label={t('dialler.live')}
      columns={columns}
      rows={live}
      rowKey={({ attemptId }) => attemptId}
      empty={<EmptyState title={t('dialler.noneLive')} />}
    />
  );
}

function NextCalls({ next }: { next: Dialler['next'] }) {
  const { t } = useTranslation();
  const columns: Column<Dialler['next'][number]>[] = [
    { key: 'kind', title: t('followup.kind'), cell: ({ kind }) => t(`trade.obligationKind.${kind}`) },
    { key: 'who', title: t('followup.who'), cell: (row) => <Party obligation={row} /> },
    {
      key: 'ticket',
      title: t('followup.ticket'),
      cell: ({ ticket }) => ticket && <TicketLink {...ticket} />,
    },
    { key: 'attempts', title: t('followup.attempts'), number: true, cell: ({ attempts }) => attempts },
    {
      key: 'since',
      title: t('dialler.dueSince'),
      cell: ({ nextActionAt }) => nextActionAt && <When at={nextActionAt} />,
    },
  ];
  return (
    <DataTable
      label={t('dialler.next')}
      columns={columns}
      rows={next}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('dialler.noneNext')} hint={t('dialler.noneNextHint')} />}
    />
  );
}
