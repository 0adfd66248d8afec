import { App, Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { MessageView } from '../../../domain/contracts/messages.ts';
import { MESSAGE_STATES, MESSAGE_TEMPLATES } from '../../../domain/vocabulary.ts';
import { useMessages } from '../api/message-queries.ts';
import { useWrite } from '../api/use-write.ts';
import type { Column } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useAddress } from '../parts/use-address.ts';
import { When } from '../parts/when.tsx';
import { mayResend } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { groupCount, groupPhone } from '../text/numbers.ts';

const NAMES = ['state', 'template', 'search'] as const;
const TONE: Partial<Record<MessageView['state'], string>> = {
  failed: 'late',
  sending: 'soon',
  queued: 'soon',
  delivered: 'good',
};

/** Every text message, the newest first. The counts are of seven days, and open their lists. */
export function MessageLog() {
  const { t } = useTranslation();
  const me = useMe();
  const { modal, message } = App.useApp();
  const [params, put] = useAddress<(typeof NAMES)[number]>();
  const list = useMessages(Object.fromEntries(NAMES.map((name) => [name, params.get(name) ?? ''])));
  const counts = list.data?.pages[0]?.counts;
  const write = useWrite<object, unknown>(() => void message.success(t('messages.resent')));
  const ask = (row: MessageView) =>
    modal.confirm({
      title: t('messages.resendTitle'),
      content: t('messages.resendEffect', { number: groupPhone(row.number) }),
      okText: t('messages.resendDo'),
      cancelText: t('common.back'),
      onOk: () => write.mutate({ path: `/api/messages/${row.id}/resend`, body: {} }),
    });
  const columns: Column<MessageView>[] = [
    { key: 'at', title: t('messages.at'), cell: ({ at }) => <When at={at} /> },
    {
      key: 'number',
      title: t('messages.number'),
      cell: ({ number }) => <span className="phone">{groupPhone(number)}</span>,
    },
    {
      key: 'what',
      title: t('messages.what'),
      cell: (row) => (
        <>
          <b>{t(`trade.messageTemplate.${row.template}`)}</b>
          {row.again && <span className="quiet"> {t('messages.again', { name: row.by ?? '' })}</span>}
          <div className="message-body">{row.body}</div>
        </>
      ),
    },
    {
      key: 'segments',
      title: t('messages.segments'),
      number: true,
      cell: ({ segments }) => segments,
    },
    {
      key: 'ticket',
      title: t('messages.ticket'),
      cell: ({ ticket }) => (ticket ? <TicketLink id={ticket.id} number={ticket.number} /> : '–'),
    },
    {
      key: 'state',
      title: t('messages.state'),
      cell: (row) => (
        <>
          <span className={TONE[row.state] ?? 'quiet'}>{t(`trade.messageState.${row.state}`)}</span>
          {row.nextAt && row.state === 'queued' && (
            <div className="quiet">
              {t('messages.next')} <When at={row.nextAt} />
            </div>
          )}
          {row.error && row.state !== 'delivered' && <div className="quiet">{row.error}</div>}
          {row.attempts > 1 && <div className="quiet">{t('messages.tries', { tries: row.attempts })}</div>}
        </>
      ),
    },
    {
      key: 'act',
      title: '',
      cell: (row) =>
        row.mayResend &&
        mayResend(me) && (
          <Button type="link" size="small" onClick={() => ask(row)}>
            {t('messages.resend')}
          </Button>
        ),
    },
  ];
  return (
    <section className="panel">
      {counts && (
        <p className="message-counts">
          <span className="quiet">{t('messages.week')}</span>
          {MESSAGE_STATES.map((state) => (
            <button
              key={state}
              type="button"
              className="message-count"
              aria-pressed={params.get('state') === state}
              onClick={() => put({ state: params.get('state') === state ? '' : state })}
            >
              {t(`trade.messageState.${state}`)} <b>{groupCount(counts[state] ?? 0)}</b>
            </button>
          ))}
        </p>
      )}
      <search className="filters">
        <Select
          mode="multiple"
          className="filter-wide"
          allowClear
          maxTagCount="responsive"
          aria-label={t('messages.what')}
          placeholder={t('messages.allTemplates')}
          value={params.get('template')?.split(',').filter(Boolean) ?? []}
          onChange={(templates) => put({ template: templates.join(',') })}
          options={MESSAGE_TEMPLATES.map((value) => ({ value, label: t(`trade.messageTemplate.${value}`) }))}
        />
        <Input.Search
          key={params.get('search') ?? ''}
          className="filter-wide"
          allowClear
          defaultValue={params.get('search') ?? ''}
          placeholder={t('messages.search')}
          aria-label={t('messages.search')}
          maxLength={40}
          onSearch={(search) => put({ search: search.trim() })}
        />
      </search>
      {write.error && <TroubleAlert error={write.error} />}
      <ListTable
        list={list}
        label={t('nav.messages')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('messages.none')} hint={t('messages.noneHint')} />}
      />
    </section>
  );
}
