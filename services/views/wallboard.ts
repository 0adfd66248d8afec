import type { Wallboard } from '../../domain/contracts/desk.ts';
import { maskNumber } from '../../domain/phone-number.ts';
import type { SupervisionMode } from '../../domain/vocabulary.ts';
import { priorityName } from '../desk/desk-view.ts';
import { presence } from '../desk/presence.ts';
import { listOf } from '../line/on-duty.ts';
import type { Tx } from '../transaction.ts';
import { lineNow, lineToday, WAITING_SINCE } from './line-figures.ts';

/** More people at once no wall shows; the figures count them all. */
const ENTRIES = 200;

/** How the line stands and how the day went (services/views/line-figures.ts says what each figure means). */
export async function wallboard(tx: Tx, now: Date): Promise<Wallboard> {
  const line = await lineNow(tx);
  return {
    now: now.toISOString(),
    ...line,
    longestSince: line.longestSince?.toISOString() ?? null,
    today: await lineToday(tx, now),
    agents: await presence(tx),
    entries: await entries(tx),
  };
}

/** Those in the line in its order, then those who are being spoken with, the longest first. */
async function entries(tx: Tx): Promise<Wallboard['entries']> {
  const rows: EntryRow[] = await tx.query(
    `SELECT e.contactId, e.state, c.number, k.name AS customerName, e.priority, e.skills, e.arrivedAt,
            ${WAITING_SINCE} AS waitingSince, e.answeredAt, e.personId
     FROM line_entry e JOIN contact c ON c.id = e.contactId LEFT JOIN customer k ON k.id = c.customerId
     WHERE e.state IN ('waiting', 'callback', 'offered', 'connected')
     ORDER BY e.state = 'connected', IF(e.state = 'connected', 0, e.priority),
              IF(e.state = 'connected', e.answeredAt, e.arrivedAt), e.id LIMIT ${ENTRIES}`,
  );
  const supervisors = await supervisorsOf(
    tx,
    rows.filter(({ state }) => state === 'connected').map(({ contactId }) => contactId),
  );
  return rows.map(({ priority, skills, ...row }) => ({
    ...row,
    supervisors: supervisors
      .filter(({ contactId }) => contactId === row.contactId)
      .map(({ personId, name, mode }) => ({ personId, name, mode })),
    number: maskNumber(row.number),
    // Whoever comes last is shown like everybody else: how a number is treated is no matter for the wall.
    priority: priorityName(priority),
    skills: listOf(skills),
    arrivedAt: row.arrivedAt.toISOString(),
    waitingSince: row.waitingSince.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
  }));
}

interface EntryRow {
  contactId: number;
  state: Wallboard['entries'][number]['state'];
  number: string;
  customerName: string | null;
  priority: number;
  skills: string | string[];
  arrivedAt: Date;
  waitingSince: Date;
  answeredAt: Date | null;
  personId: number | null;
}

interface Seat {
  contactId: number;
  personId: number;
  name: string;
  mode: SupervisionMode;
}

async function supervisorsOf(tx: Tx, contactIds: number[]): Promise<Seat[]> {
  if (contactIds.length === 0) return [];
  return tx.query(
    `SELECT contactId, personId, label AS name, mode FROM conference_member
     WHERE contactId IN (?) AND party = 'supervisor' AND leftAt IS NULL AND NOT released ORDER BY joinedAt, callSid`,
    [contactIds],
  );
}
