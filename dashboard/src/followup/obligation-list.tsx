import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { ObligationView } from '../../../domain/contracts/followup.ts';
import { OBLIGATION_KINDS, OBLIGATION_STATES, type Settlement } from '../../../domain/vocabulary.ts';
import type { Params } from '../api/client.ts';
import { useObligationCount } from '../api/followup-queries.ts';
import { useObligations } from '../api/queries.ts';
import { Choices, ClearFilters } from '../parts/choice.tsx';
import type { Column } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';
import { useAddress } from '../parts/use-address.ts';
import { useDayWords, When } from '../parts/when.tsx';
import { groupCount } from '../text/numbers.ts';
import { useAnswerWords } from '../ticket/use-answer-words.ts';
import { DueBy } from './due-by.tsx';
import { ExportMenu } from './export-menu.tsx';
import { Narrowed } from './filters.tsx';
import { DAYS, narrowings, useNarrowing } from './narrowing.ts';
import { Party } from './party.tsx';

const OWN_FILTERS = [
  'kind',
  'state',
  'settlement',
  'overdue',
  'due',
  'dial',
  'answer',
  'answered',
  'believed',
] as const;
const FILTERS = [...OWN_FILTERS, ...narrowings, ...DAYS];

/** Every call that is or was owed (F1, F4), with how it ended. */
export function ObligationList() {
  const { t } = useTranslation();
  const [params, put] = useAddress();
  const narrowing = useNarrowing();
  const { unitName } = useReferenceData();
  const filters = {
    ...narrowing,
    ...Object.fromEntries(OWN_FILTERS.map((name) => [name, params.get(name) ?? ''])),
  };
  const list = useObligations(filters);
  const count = useListed(filters, list);
  const isOpen = ({ state }: ObligationView) => state === 'open' || state === 'dialling';
  const columns: Column<ObligationView>[] = [
    { key: 'kind', title: t('followup.kind'), cell: ({ kind }) => t(`trade.obligationKind.${kind}`) },
    { key: 'who', title: t('followup.who'), cell: (row) => <Party obligation={row} /> },
    {
      key: 'ticket',
      title: t('followup.ticket'),
      cell: ({ ticket }) => ticket && <TicketLink {...ticket} />,
    },
    {
      key: 'outlet',
      title: t('coverage.by.outlet'),
      cell: ({ outlet }) => outlet && <Link to={alone(params, outlet.id)}>{outlet.name}</Link>,
    },
    { key: 'store', title: t('coverage.by.store'), cell: ({ storeId }) => unitName(storeId) },
    { key: 'opened', title: t('followup.opened'), cell: ({ openedAt }) => <When at={openedAt} /> },
    { key: 'attempts', title: t('followup.attempts'), number: true, cell: ({ attempts }) => attempts },
    {
      key: 'state',
      title: t('followup.state'),
      cell: (row) => (
        <>
          {row.settlement ? t(`trade.settlement.${row.settlement}`) : t(`trade.obligationState.${row.state}`)}
          {row.note && <div className="quiet">{row.note}</div>}
        </>
      ),
    },
    {
      key: 'due',
      title: t('followup.dueOrEnd'),
      cell: (row) =>
        isOpen(row) ? <DueBy obligation={row} /> : row.settledAt && <When at={row.settledAt} />,
    },
  ];
  return (
    <section className="panel obligation-list">
      <header className="panel-head">
        <Choices
          label={t('followup.kind')}
          any={t('followup.allKinds')}
          value={params.get('kind')}
          put={(kind) => put({ kind })}
          options={OBLIGATION_KINDS.map((kind) => ({
            value: kind,
            label: t(`trade.obligationKind.${kind}`),
          }))}
        />
        <Choices
          label={t('followup.state')}
          any={t('followup.allStates')}
          value={params.get('state')}
          put={(state) => put({ state })}
          options={OBLIGATION_STATES.map((state) => ({
            value: state,
            label: t(`trade.obligationState.${state}`),
          }))}
        />
        <ExportMenu tables={['obligations', 'answers']} params={filters} />
        {count !== undefined && <b>{t('followup.count', { number: groupCount(count) })}</b>}
        <Narrowed narrowing={narrowing} />
        <FromFigure />
        <ClearFilters names={FILTERS} />
      </header>
      <ListTable
        list={list}
        label={t('followup.view.all')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('followup.none')} hint={t('common.otherFilters')} />}
      />
    </section>
  );
}

/** The same list, of one outlet's work. */
const alone = (params: URLSearchParams, outletId: number): string => {
  const narrowed = new URLSearchParams(params);
  narrowed.set('outletId', String(outletId));
  return `?${narrowed}`;
};

/** How many there are: of what was read to its end as many as stand there. */
function useListed(filters: Params, list: ReturnType<typeof useObligations>): number | undefined {
  const { items, hasNextPage } = list;
  const { data } = useObligationCount(filters, hasNextPage);
  return hasNextPage ? data?.count : items?.length;
}

/** What a figure that was clicked narrows the list to, beside whose work it is; each to be taken away. */
function FromFigure() {
  const { t } = useTranslation();
  const [params, put] = useAddress();
  const day = useDayWords();
  const words = useAnswerWords();
  const value = (name: string) => params.get(name) ?? '';
  const [from, to] = [value('from'), value('to')];
  const [question = '', answer] = value('answer').split(':');
  const [dial, believed] = [value('dial'), value('believed')];
  const tags = [
    {
      names: ['from', 'to'],
      text: from && `${t('coverage.days')} ${day(from)}${to && to !== from ? ` – ${day(to)}` : ''}`,
    },
    {
      names: ['settlement'],
      text: value('settlement') && t(`trade.settlement.${value('settlement') as Settlement}`),
    },
    { names: ['overdue'], text: value('overdue') && t('coverage.count.overdue') },
    { names: ['due'], text: value('due') && t('coverage.count.due') },
    { names: ['dial'], text: dial && t(`followup.dial.${dial as 'due'}`) },
    { names: ['answered'], text: value('answered') && t('followup.answered') },
    { names: ['believed'], text: believed && t(`followup.believed.${believed as 'true'}`) },
    {
      names: ['answer'],
      text:
        question &&
        `${words.question(question)} ${answer === undefined ? t('followup.answered') : words.value(question, Number(answer))}`,
    },
  ];
  return tags.map(
    ({ names, text }) =>
      text && (
        <Tag
          key={names[0]}
          closable
          onClose={() => put(Object.fromEntries(names.map((name) => [name, null])))}
        >
          {text}
        </Tag>
      ),
  );
}
