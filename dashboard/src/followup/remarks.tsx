import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Remark } from '../../../domain/contracts/followup.ts';
import { useRemarks } from '../api/followup-queries.ts';
import type { Column } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';
import { When } from '../parts/when.tsx';
import { useAnswerWords } from '../ticket/use-answer-words.ts';
import type { Narrowing } from './narrowing.ts';
import { OwnWords } from './own-words.tsx';

/** What customers said in their own words, heard through the server, or as they wrote it. */
export function Remarks({
  narrowing,
  badScore,
  narrow,
}: {
  narrowing: Narrowing;
  badScore: number;
  narrow: (outletId: number) => void;
}) {
  const { t } = useTranslation();
  const answer = useAnswerWords();
  const list = useRemarks(narrowing);
  const columns: Column<Remark>[] = [
    { key: 'at', title: t('results.at'), cell: ({ at }) => <When at={at} /> },
    {
      key: 'ticket',
      title: t('followup.ticket'),
      cell: ({ ticket }) => ticket && <TicketLink {...ticket} />,
    },
    {
      key: 'outlet',
      title: t('coverage.by.outlet'),
      cell: ({ outlet }) =>
        outlet && (
          <Button type="link" size="small" onClick={() => narrow(outlet.id)}>
            {outlet.name}
          </Button>
        ),
    },
    {
      key: 'solved',
      title: answer.question('solved'),
      cell: ({ solved }) =>
        solved !== null && (
          <span className={solved === 0 ? 'late' : undefined}>{answer.value('solved', solved)}</span>
        ),
    },
    {
      key: 'score',
      title: answer.question('score'),
      cell: ({ score }) =>
        score !== null && (
          <span className={score <= badScore ? 'late' : undefined}>{answer.value('score', score)}</span>
        ),
    },
    {
      key: 'said',
      title: t('results.said'),
      cell: (remark) => <OwnWords {...remark} />,
    },
  ];
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('results.remarksTitle')}</h2>
      </header>
      <ListTable
        list={list}
        label={t('results.remarksTitle')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('results.noRemarks')} hint={t('results.noRemarksHint')} />}
      />
    </section>
  );
}
