import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../domain/contracts/cases.ts';
import { useCases } from '../api/case-queries.ts';
import { useBoard } from '../live/live.tsx';
import type { Column } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListTable } from '../parts/list-table.tsx';
import { TicketLink } from '../parts/ticket-link.tsx';
import { Countdown, When } from '../parts/when.tsx';
import { isOutletOnly } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { groupTicket } from '../text/numbers.ts';
import { CaseDrawer } from './case-drawer.tsx';
import { CaseFilters, FILTERS, NOT_CLOSED, useCaseAddress } from './case-filters.tsx';
import { LevelOf, useNamed } from './words.tsx';
import './cases.css';

/** C1–C5, S1, M1: what answers that were not content became, found by kind, level and state, and whose it is. */
export function CasesPage() {
  const { t } = useTranslation();
  const me = useMe();
  const named = useNamed();
  const [params, put] = useCaseAddress();
  // The reader's room says when a case changes.
  useBoard(me.rooms[0] ?? '');
  const filters = Object.fromEntries(FILTERS.map((name) => [name, params.get(name)]));
  const list = useCases({ ...filters, state: filters.state ?? NOT_CLOSED });
  const open = Number(params.get('case'));
  const outletOnly = isOutletOnly(me);
  const columns: Column<CaseView>[] = [
    {
      key: 'number',
      title: t('cases.number'),
      cell: ({ number, kind }) => (
        <>
          <b className="case-number">{number}</b> {t(`trade.caseKind.${kind}`)}
        </>
      ),
    },
    { key: 'what', title: t('cases.what'), cell: (row) => <What row={row} /> },
    {
      key: 'about',
      title: t('cases.about'),
      cell: ({ kind, brand, outlet }) =>
        (kind === 'manufacturer' ? named(brand) : named(outlet)) || <span className="quiet">–</span>,
    },
    {
      key: 'ticket',
      title: t('cases.ticket'),
      cell: ({ ticket, customerName }) => (
        <>
          {ticket && (outletOnly ? groupTicket(ticket.number) : <TicketLink {...ticket} />)}{' '}
          <span className="quiet">{customerName}</span>
        </>
      ),
    },
    {
      key: 'owner',
      title: t('cases.owner'),
      cell: ({ level, unit, owner }) => (
        <>
          <LevelOf level={level} /> {named(unit)}
          {owner ? t('common.dot') + owner.name : <span className="soon"> {t('cases.nobody')}</span>}
        </>
      ),
    },
    { key: 'state', title: t('cases.state'), cell: ({ state }) => t(`trade.caseState.${state}`) },
    {
      key: 'due',
      title: t('cases.dueOrEnd'),
      cell: ({ state, dueAt, late, closedAt }) =>
        state === 'closed' ? (
          closedAt && <When at={closedAt} />
        ) : (
          <span className={late ? 'late' : undefined}>
            <Countdown until={dueAt} />
          </span>
        ),
    },
  ];
  const narrowed = FILTERS.some((name) => params.has(name));
  return (
    <div className="page">
      <header className="panel-head">
        <h1 className="page-title">{t('nav.cases')}</h1>
        <span className="quiet">{t('cases.means')}</span>
      </header>
      <section className="panel">
        <CaseFilters />
        <ListTable
          list={list}
          label={t('nav.cases')}
          columns={columns}
          rowKey={({ id }) => id}
          open={({ id }) => put({ case: String(id) })}
          isOpen={({ id }) => id === open}
          empty={
            <EmptyState
              title={t(narrowed ? 'cases.none' : 'cases.noneOpen')}
              hint={t(narrowed ? 'common.otherFilters' : 'cases.noneOpenHint')}
            />
          }
        />
      </section>
      {open > 0 && <CaseDrawer key={open} id={open} close={() => put({ case: '' })} />}
    </div>
  );
}

/** S1: the item of the standard with its points; else the answers that led to it. */
function What({ row: { item, points, grounds } }: { row: CaseView }) {
  const { t } = useTranslation();
  if (item) {
    return (
      <>
        {t(`trade.evaluationItem.${item}`)} <span className="quiet">{t('cases.points', { points })}</span>
      </>
    );
  }
  return grounds.map((question) => t(`cases.poor.${question as 'solved'}`)).join(t('common.comma'));
}
