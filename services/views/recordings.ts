import type { z } from 'zod';
import type { EventMap } from '../../domain/contracts/events.ts';
import type {
  HearingList,
  RecordingList,
  RecordingView,
  recordingListQuery,
} from '../../domain/contracts/recordings.ts';
import { maskNumber, normaliseNumber } from '../../domain/phone-number.ts';
import { addDays, dayStart } from '../../domain/time.ts';
import { RECORDING_KINDS } from '../../domain/vocabulary.ts';
import { isCentre, type Viewer } from '../people/viewer.ts';
import { hearable } from '../recordings/hearable.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { encodeCursor, olderThan, page } from './cursor.ts';
import { wordList } from './word-list.ts';

/** What was spoken and kept, as far as the viewer may hear it; the latest first. */
export async function listRecordings(
  tx: Tx,
  viewer: Viewer,
  query: z.infer<typeof recordingListQuery>,
): Promise<RecordingList> {
  const allowed = hearable(viewer);
  const where = [allowed.sql];
  const params = [...allowed.params];
  const add = (sql: string, ...values: unknown[]) => {
    where.push(sql);
    params.push(...values);
  };
  const zone = organisationZone();
  if (query.kind) add('r.kind IN (?)', wordList(query.kind, 'kind', RECORDING_KINDS));
  if (query.from) add('r.at >= ?', dayStart(query.from, zone));
  if (query.to) add('r.at < ?', dayStart(addDays(query.to, 1), zone));
  if (query.agentId) {
    add(
      `EXISTS (SELECT 1 FROM conference_member m WHERE m.contactId = r.contactId AND m.party = 'agent'
       AND m.personId = ?)`,
      query.agentId,
    );
  }
  if (query.number)
    add('r.contactId IN (SELECT id FROM contact WHERE number = ?)', normaliseNumber(query.number));
  if (query.ticket) {
    const ticket = query.ticket.replace(/\D/g, '');
    add(
      `(r.ticketId = (SELECT id FROM ticket WHERE number = ?) OR r.contactId IN (SELECT x.contactId
        FROM contact_ticket x JOIN ticket t ON t.id = x.ticketId WHERE t.number = ?))`,
      ticket,
      ticket,
    );
  }
  if (query.id) add('r.id = ?', query.id);
  if (query.contactId) add('r.contactId = ?', query.contactId);
  if (query.held) add(`r.holdAt IS ${query.held === 'true' ? 'NOT ' : ''}NULL`);
  if (query.cursor) {
    const older = olderThan(query.cursor, 'r', 'at');
    add(older.sql, ...older.params);
  }
  const rows = await recordingRows(tx, `${where.join(' AND ')} ORDER BY r.at DESC, r.id DESC LIMIT ?`, [
    ...params,
    query.limit + 1,
  ]);
  const { rows: shown, next } = page(rows, query.limit, ({ at, id }) => encodeCursor(at, id));
  return { items: await asViews(tx, viewer, shown), next };
}

/** One of them; null when it is not for the viewer. */
export async function recordingView(tx: Tx, viewer: Viewer, id: number): Promise<RecordingView | null> {
  const { sql, params } = hearable(viewer);
  const [view] = await asViews(tx, viewer, await recordingRows(tx, `r.id = ? AND ${sql}`, [id, ...params]));
  return view ?? null;
}

/** Who heard it, and when it was put on legal hold; the latest first. */
export async function hearingsOf(tx: Tx, { id, contactId }: RecordingView): Promise<HearingList> {
  const heard: { id: number; at: Date; personId: number; name: string }[] = await tx.query(
    `SELECT h.id, h.at, h.personId, p.name FROM recording_hearing h JOIN person p ON p.id = h.personId
     WHERE h.recordingId = ? ORDER BY h.id DESC LIMIT 500`,
    [id],
  );
  const events: ((typeof heard)[number] & { data: unknown })[] = await tx.query(
    `SELECT e.id, e.at, e.actorId AS personId, p.name, e.data FROM event e JOIN person p ON p.id = e.actorId
     WHERE e.contactId = ? AND e.type = 'recording.held' ORDER BY e.id DESC`,
    [contactId],
  );
  const holds = events
    .map(({ data, ...event }) => ({ ...event, ...dataOf(data) }))
    .filter(({ recordingId }) => recordingId === id)
    .map(({ recordingId: _, ...hold }) => hold);
  return { items: withIso(heard), holds: withIso(holds) };
}

const dataOf = (data: unknown): EventMap['recording.held'] =>
  typeof data === 'string' ? JSON.parse(data) : (data as EventMap['recording.held']);

const withIso = <T extends { at: Date }>(rows: T[]): (Omit<T, 'at'> & { at: string })[] =>
  rows.map((row) => ({ ...row, at: row.at.toISOString() }));

interface Row {
  id: number;
  kind: RecordingView['kind'];
  state: RecordingView['state'];
  contactId: number;
  ticketId: number | null;
  seconds: number;
  at: Date;
  retainUntil: Date | null;
  holdReason: string | null;
  holdAt: Date | null;
  holdName: string | null;
  deletedAt: Date | null;
  direction: RecordingView['direction'];
  number: string;
  customerName: string | null;
}

const recordingRows = (tx: Tx, where: string, params: unknown[]): Promise<Row[]> =>
  tx.query(
    `SELECT r.id, r.kind, r.state, r.contactId, r.ticketId, r.durationSeconds AS seconds, r.at, r.retainUntil,
            r.holdReason, r.holdAt, h.name AS holdName, r.deletedAt, c.direction, c.number, p.name AS customerName
     FROM recording r JOIN contact c ON c.id = r.contactId LEFT JOIN customer p ON p.id = c.customerId
     LEFT JOIN person h ON h.id = r.holdBy WHERE ${where}`,
    params,
  );

/** With what hangs on them: each by one query for the whole page. */
async function asViews(tx: Tx, viewer: Viewer, rows: Row[]): Promise<RecordingView[]> {
  if (rows.length === 0) return [];
  const contactIds = rows.map(({ contactId }) => contactId);
  const ids = rows.map(({ id }) => id);
  const agents: { contactId: number; personId: number; name: string }[] = await tx.query(
    `SELECT DISTINCT m.contactId, m.personId, p.name FROM conference_member m JOIN person p ON p.id = m.personId
     WHERE m.contactId IN (?) AND m.party = 'agent' ORDER BY m.contactId, m.personId`,
    [contactIds],
  );
  const tickets: { contactId: number; id: number; number: string }[] = await tx.query(
    `SELECT x.contactId, t.id, t.number FROM contact_ticket x JOIN ticket t ON t.id = x.ticketId
     WHERE x.contactId IN (?)
     UNION SELECT r.contactId, t.id, t.number FROM recording r JOIN ticket t ON t.id = r.ticketId WHERE r.id IN (?)`,
    [contactIds, ids],
  );
  const pauses: Pause[] = await tx.query(
    `SELECT u.contactId, u.startedAt, u.endedAt, u.ending, p.name AS byName
     FROM recording_pause u LEFT JOIN person p ON p.id = u.personId WHERE u.contactId IN (?) ORDER BY u.id`,
    [contactIds],
  );
  const heard: { recordingId: number; count: number }[] = await tx.query(
    'SELECT recordingId, COUNT(*) AS count FROM recording_hearing WHERE recordingId IN (?) GROUP BY recordingId',
    [ids],
  );
  const centre = isCentre(viewer);
  return rows.map(({ ticketId: _, holdReason, holdAt, holdName, number, ...row }) => ({
    ...row,
    at: row.at.toISOString(),
    retainUntil: row.retainUntil?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
    number: centre ? number : maskNumber(number),
    hold: holdAt ? { reason: holdReason ?? '', by: holdName ?? '', at: holdAt.toISOString() } : null,
    agents: agents
      .filter(({ contactId }) => contactId === row.contactId)
      .map(({ personId, name }) => ({ personId, name })),
    tickets: tickets
      .filter(({ contactId }) => contactId === row.contactId)
      .map(({ id, number: ticketNumber }) => ({ id, number: ticketNumber })),
    pauses: row.kind === 'conversation' ? pausesOf(row, pauses) : [],
    hearings: Number(heard.find(({ recordingId }) => recordingId === row.id)?.count ?? 0),
  }));
}

interface Pause {
  contactId: number;
  startedAt: Date;
  endedAt: Date | null;
  ending: RecordingView['pauses'][number]['ending'];
  byName: string | null;
}

/** Those that fall into it: a contact may have had several conversations. */
function pausesOf(
  { contactId, at, seconds, state }: Pick<Row, 'contactId' | 'at' | 'seconds' | 'state'>,
  pauses: Pause[],
): RecordingView['pauses'] {
  const begin = at.getTime();
  const end = state === 'recording' || state === 'paused' ? Number.POSITIVE_INFINITY : begin + seconds * 1000;
  const within = (time: Date) => (Math.min(Math.max(time.getTime(), begin), end) - begin) / 1000;
  return pauses
    .filter((pause) => pause.contactId === contactId)
    .filter(({ startedAt, endedAt }) => startedAt.getTime() < end && (!endedAt || endedAt.getTime() > begin))
    .map(({ startedAt, endedAt, ending, byName }) => ({
      from: within(startedAt),
      to: endedAt ? within(endedAt) : null,
      by: byName,
      ending,
    }));
}
