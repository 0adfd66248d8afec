import type { EventMap } from '../../domain/contracts/events.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';

export interface NoteExport extends Pick<EventMap['export.taken'], 'table' | 'format'> {
  /** As they were asked for, by name. */
  filters: Record<string, unknown>;
  personId: number;
}

/** F5: a table is taken away from here: who, which, and how it was filtered. */
export async function noteExport(tx: Tx, command: NoteExport, now: Date): Promise<void> {
  const { table, format, personId } = command;
  const filters = Object.entries(command.filters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  await appendEvents(
    tx,
    [{ type: 'export.taken', data: { table, format, filters }, rule: 'F5', rooms: [] }],
    now,
    { kind: 'person', id: personId },
  );
}
