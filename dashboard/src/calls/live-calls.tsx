import { useTranslation } from 'react-i18next';
import type { ContactView } from '../../../domain/contracts/api.ts';
import { CALLS_ROOM } from '../../../domain/contracts/events.ts';
import { useBoard } from '../live/live.tsx';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { useReferenceData } from '../parts/reference.tsx';
import { groupPhone } from '../text/numbers.ts';
import { useSeconds } from '../time/clock.ts';
import { ticking } from '../time/words.ts';
import { CallTickets } from './call-tickets.tsx';
import { Caller } from './caller.tsx';
import { useStepWords } from './step-words.ts';

/** Who is on the line now, with where they are in the menu. */
export function LiveCalls() {
  const { t } = useTranslation();
  const { hotline } = useReferenceData();
  const { contacts, seq } = useBoard(CALLS_ROOM);
  const now = useSeconds();
  const step = useStepWords();
  const live = [...contacts.values()]
    .filter(({ endedAt }) => endedAt === null)
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt));
  const columns: Column<ContactView>[] = [
    { key: 'direction', title: t('calls.direction'), cell: (call) => t(`trade.direction.${call.direction}`) },
    { key: 'caller', title: t('calls.caller'), cell: (call) => <Caller contact={call} /> },
    { key: 'step', title: t('calls.step'), cell: (call) => <b>{step(call.step)}</b> },
    {
      key: 'duration',
      title: t('calls.duration'),
      number: true,
      cell: (call) => ticking(now - Date.parse(call.startedAt)),
    },
    { key: 'tickets', title: t('calls.tickets'), cell: (call) => <CallTickets contact={call} /> },
  ];
  return (
    <section className="panel">
      <h2 className="panel-title">
        {t('calls.live')} <span className="quiet">{live.length}</span>
      </h2>
      <DataTable
        label={t('calls.live')}
        columns={columns}
        rows={seq === null ? undefined : live}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            title={t('calls.noneLive')}
            hint={t('calls.noneLiveHint', { hotline: groupPhone(hotline) })}
          />
        }
      />
    </section>
  );
}
