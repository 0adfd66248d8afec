import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import type { ReplyView } from '../../../domain/contracts/messages.ts';
import { useReplies } from '../api/message-queries.ts';
import type { Column } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';
import { When } from '../parts/when.tsx';
import { groupPhone } from '../text/numbers.ts';
import { SettleReply } from './settle-reply.tsx';

/** H4: what customers wrote; those that wait for a person first. */
export function ReplyLog() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const all = params.get('all') === '1';
  const list = useReplies(all ? {} : { state: 'waiting' });
  const columns: Column<ReplyView>[] = [
    { key: 'at', title: t('messages.at'), cell: ({ at }) => <When at={at} /> },
    {
      key: 'number',
      title: t('replies.from'),
      cell: ({ number }) => <span className="phone">{groupPhone(number)}</span>,
    },
    {
      key: 'body',
      title: t('replies.what'),
      cell: ({ body, answers }) => (
        <>
          <b>{body}</b>
          {answers && (
            <div className="quiet">
              {t('replies.answers', { what: t(`trade.messageTemplate.${answers}`) })}
            </div>
          )}
        </>
      ),
    },
    {
      key: 'ticket',
      title: t('messages.ticket'),
      cell: ({ ticket }) => (ticket ? <TicketLink id={ticket.id} number={ticket.number} /> : '–'),
    },
    { key: 'state', title: t('messages.state'), cell: (reply) => <ReplyStateWords reply={reply} /> },
    {
      key: 'act',
      title: '',
      cell: ({ id, state }) => state === 'waiting' && <SettleReply id={id} />,
    },
  ];
  return (
    <section className="panel">
      <search className="filters">
        <Segmented
          value={all ? 'all' : 'waiting'}
          onChange={(value) =>
            setParams(value === 'all' ? { tab: 'replies', all: '1' } : { tab: 'replies' }, { replace: true })
          }
          options={(['waiting', 'all'] as const).map((value) => ({
            value,
            label: t(`replies.show.${value}`, { count: list.waiting ?? 0 }),
          }))}
        />
      </search>
      <ListTable
        label={t('replies.title')}
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('replies.none')} hint={t('replies.noneHint')} />}
      />
    </section>
  );
}

/** What became of a reply: waits, done by the system as asked, or seen to by somebody. */
export function ReplyStateWords({ reply }: { reply: ReplyView }) {
  const { t } = useTranslation();
  const { state, meaning, settledBy, settledAt, note } = reply;
  if (state === 'waiting') return <span className="late">{t('replies.waiting')}</span>;
  return (
    <>
      <span className="quiet">
        {settledBy ? t('replies.settledBy', { name: settledBy }) : t(`replies.done.${meaning}`)}{' '}
        {settledAt && <When at={settledAt} />}
      </span>
      {note && <div className="quiet">{note}</div>}
    </>
  );
}
