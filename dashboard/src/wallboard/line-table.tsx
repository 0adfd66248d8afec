import { useTranslation } from 'react-i18next';
import type { Wallboard } from '../../../domain/contracts/desk.ts';
import { useSkillWords } from '../desk/caller-words.tsx';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { groupPhone } from '../text/numbers.ts';
import { useSeconds } from '../time/clock.ts';
import { ticking } from '../time/words.ts';
import { alarmOfWait, inLine, type Waiting } from './figures.ts';

type Entry = Waiting;

/** Who waits for a person, in the order of being answered. */
export function LineTable({ board }: { board: Wallboard }) {
  const { t } = useTranslation();
  const rows = inLine(board);
  const columns: Column<Entry>[] = [
    { key: 'place', title: t('supervise.place'), number: true, cell: (entry) => rows.indexOf(entry) + 1 },
    {
      key: 'caller',
      title: t('supervise.caller'),
      cell: (entry) => (
        <>
          <EntryCaller entry={entry} />
          {entry.state !== 'waiting' && <div className="quiet">{t(`trade.lineState.${entry.state}`)}</div>}
        </>
      ),
    },
    {
      key: 'about',
      title: t('supervise.about'),
      cell: (entry) => <Needs entry={entry} agents={board.agents} />,
    },
    {
      key: 'since',
      title: t('supervise.since'),
      number: true,
      cell: (entry) => <Waited entry={entry} threshold={board.today.serviceLevelSeconds} />,
    },
  ];
  return (
    <section className="panel" id="line">
      <h2 className="panel-title">
        {t('supervise.line')} <span className="quiet">{rows.length}</span>
      </h2>
      <DataTable
        label={t('supervise.line')}
        columns={columns}
        rows={rows}
        rowKey={({ contactId }) => contactId}
        empty={<EmptyState title={t('supervise.nobodyWaits')} hint={t('supervise.nobodyWaitsHint')} />}
      />
    </section>
  );
}

/** Name and number, as far as they may be shown. */
export function EntryCaller({ entry }: { entry: Pick<Entry, 'priority' | 'customerName' | 'number'> }) {
  const { t } = useTranslation();
  return (
    <span className="entry-caller">
      {entry.priority !== 'normal' && (
        <b className="entry-priority" data-priority={entry.priority}>
          {t(`trade.priority.${entry.priority}`)}
        </b>
      )}
      {entry.customerName && <span>{entry.customerName} </span>}
      <span className="phone">{entry.number ? groupPhone(entry.number) : t('desk.call.hidden')}</span>
    </span>
  );
}

function Needs({ entry, agents }: { entry: Entry; agents: Wallboard['agents'] }) {
  const { t } = useTranslation();
  const words = useSkillWords();
  const meant = agents.find(({ personId }) => personId === entry.personId);
  return (
    <>
      {entry.skills.map(words).join(t('common.comma'))}
      {meant && (
        <div className="quiet">
          {t(entry.state === 'offered' ? 'supervise.ringing' : 'supervise.forAgent', { name: meant.name })}
        </div>
      )}
    </>
  );
}

function Waited({ entry, threshold }: { entry: Entry; threshold: number }) {
  const now = useSeconds();
  const waited = now - Date.parse(entry.waitingSince);
  // A callback does not stand on the line: its time is no alarm.
  const alarm = entry.state === 'callback' ? undefined : alarmOfWait(waited, threshold);
  return (
    <b className="waited" data-alarm={alarm}>
      {ticking(waited)}
    </b>
  );
}
