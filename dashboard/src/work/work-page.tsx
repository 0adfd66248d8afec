import { Segmented, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { FieldFigures } from '../../../domain/contracts/fieldwork.ts';
import type { FinishedWith } from '../../../domain/fieldwork/words.ts';
import { useFieldFigures, useMapOutlets } from '../api/queries.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { RuleTag } from '../parts/rule-tag.tsx';
import { TroubleAlert } from '../parts/trouble.tsx';
import { useAddress } from '../parts/use-address.ts';
import { groupCount } from '../text/numbers.ts';
import './work.css';

const DAYS = [7, 30, 90];

/** H5: what finished visits have and lack: the customer's code, a quote agreed before the work, the sum agreed. */
export function WorkPage() {
  const { t } = useTranslation();
  const [params, put] = useAddress<'days' | 'outlet'>();
  const days = DAYS.find((each) => String(each) === params.get('days')) ?? 30;
  const outletId = Number(params.get('outlet')) || undefined;
  const outlets = useMapOutlets(outletId !== undefined);
  const { data, error, refetch } = useFieldFigures({ days, outletId });
  const ticketsWith = (finished: FinishedWith, of = outletId) =>
    `/tickets?finished=${finished}&days=${days}${of ? `&outlet=${of}` : ''}`;
  return (
    <div className="page">
      <h1 className="page-title">
        {t('nav.work')} <RuleTag rule="H5" />
      </h1>
      <section className="panel">
        <search className="filters">
          <Segmented
            value={days}
            onChange={(value) => put({ days: String(value) })}
            options={DAYS.map((value) => ({ value, label: t('work.days', { count: value }) }))}
          />
          {outletId && (
            <Tag closable onClose={() => put({ outlet: '' })}>
              {outlets.data?.items.find(({ id }) => id === outletId)?.name ?? t('board.outlet')}
            </Tag>
          )}
        </search>
        {error && <TroubleAlert error={error} retry={() => refetch()} />}
        {data && <Sums figures={data} ticketsWith={ticketsWith} />}
      </section>
      {data && data.withoutCode.length > 0 && (
        <section className="panel work-reasons">
          <h2 className="panel-title">{t('work.why')}</h2>
          <Reasons figures={data} ticketsWith={ticketsWith} />
        </section>
      )}
      <section className="panel">
        <h2 className="panel-title">{t('work.byOutlet')}</h2>
        <ByOutlet
          rows={data?.outlets}
          ticketsWith={ticketsWith}
          narrow={(id) => put({ outlet: String(id) })}
        />
      </section>
    </div>
  );
}

type TicketsWith = (finished: FinishedWith, outletId?: number) => string;

/** A number that opens the tickets behind it. */
function Count({ count, of, to, bad }: { count: number; of?: number; to: string; bad?: boolean }) {
  if (count === 0) return <span className="quiet">0</span>;
  return (
    <>
      <Link to={to} className={bad ? 'soon' : undefined}>
        {groupCount(count)}
      </Link>
      {of ? <span className="quiet"> {Math.round((100 * count) / of)}%</span> : null}
    </>
  );
}

function Sums({ figures, ticketsWith }: { figures: FieldFigures; ticketsWith: TicketsWith }) {
  const { t } = useTranslation();
  const { finished, confirmed, workedUnquoted, differs } = figures;
  const sums: { name: FinishedWith; label: string; count: number; bad?: boolean }[] = [
    { name: 'any', label: t('work.finished'), count: finished },
    { name: 'code', label: t('work.confirmed'), count: confirmed },
    { name: 'no_code', label: t('work.noCode'), count: finished - confirmed, bad: true },
    { name: 'unquoted', label: t('work.unquoted'), count: workedUnquoted, bad: true },
    { name: 'differs', label: t('work.differs'), count: differs, bad: true },
  ];
  return (
    <dl className="work-sums">
      {sums.map(({ name, label, count, bad }) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>
            <Count
              count={count}
              of={name === 'any' ? undefined : finished}
              to={ticketsWith(name)}
              bad={bad}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Reasons({ figures, ticketsWith }: { figures: FieldFigures; ticketsWith: TicketsWith }) {
  const { t } = useTranslation();
  const without = figures.finished - figures.confirmed;
  const columns: Column<FieldFigures['withoutCode'][number]>[] = [
    { key: 'reason', title: t('work.reason'), cell: ({ reason }) => t(`fieldwork.codeAbsence.${reason}`) },
    {
      key: 'count',
      title: t('work.visits'),
      number: true,
      cell: ({ reason, count }) => <Count count={count} of={without} to={ticketsWith(reason)} />,
    },
  ];
  return (
    <DataTable
      label={t('work.why')}
      columns={columns}
      rows={figures.withoutCode}
      rowKey={({ reason }) => reason}
      empty={null}
    />
  );
}

function ByOutlet({
  rows,
  ticketsWith,
  narrow,
}: {
  rows: FieldFigures['outlets'] | undefined;
  ticketsWith: TicketsWith;
  narrow: (outletId: number) => void;
}) {
  const { t } = useTranslation();
  const columns: Column<FieldFigures['outlets'][number]>[] = [
    { key: 'outlet', title: t('board.outlet'), cell: ({ outletName }) => outletName },
    {
      key: 'finished',
      title: t('work.finished'),
      number: true,
      cell: ({ outletId, finished }) => <Count count={finished} to={ticketsWith('any', outletId)} />,
    },
    {
      key: 'noCode',
      title: t('work.noCode'),
      number: true,
      cell: ({ outletId, finished, withoutCode }) => (
        <Count count={withoutCode} of={finished} to={ticketsWith('no_code', outletId)} />
      ),
    },
    {
      key: 'unquoted',
      title: t('work.unquoted'),
      number: true,
      cell: ({ outletId, finished, unquoted }) => (
        <Count count={unquoted} of={finished} to={ticketsWith('unquoted', outletId)} />
      ),
    },
    {
      key: 'differs',
      title: t('work.differs'),
      number: true,
      cell: ({ outletId, finished, differs }) => (
        <Count count={differs} of={finished} to={ticketsWith('differs', outletId)} />
      ),
    },
  ];
  return (
    <DataTable
      label={t('work.byOutlet')}
      columns={columns}
      rows={rows}
      rowKey={({ outletId }) => outletId}
      open={({ outletId }) => narrow(outletId)}
      empty={<EmptyState title={t('work.none')} hint={t('work.noneHint')} />}
    />
  );
}
