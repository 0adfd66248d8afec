import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import { LINE_PRIORITY } from '../../domain/vocabulary.ts';
import { appendEvents } from '../outbox.ts';
import { policyInForce } from '../policy.ts';
import { markLineChanged, type Tx } from '../transaction.ts';
import { type LinePlace, placeOf } from './line-place.ts';
import { agentsOnDuty, whoMayServe } from './on-duty.ts';

export interface EnterLine {
  contactId: number;
  /** The customer's call at the carrier. */
  callSid: string;
  priority: keyof typeof LINE_PRIORITY;
  /** domain/line/skills.ts */
  skills: string[];
  /** Whether the hotline is open now (domain/setup/opening-hours.ts). A rescue is taken in at any hour. */
  open: boolean;
}
export type Admission =
  | ({ admitted: true } & LinePlace)
  | { admitted: false; why: 'closed' | 'nobody' | 'full' };

/**
 * H2: somebody wants a person. Who is admitted waits in the one line; whoever is not is told why, and left a message
 * or promised a call by the menu. A call that was in line before comes back to the place it had: the time at which
 * it first asked for a person decides.
 */
export async function enterLine(tx: Tx, command: EnterLine, now: Date): Promise<Admission> {
  const { contactId, callSid, priority, skills } = command;
  const why = await whyNot(tx, command);
  if (why) {
    await turnAway(tx, command, now);
    return { admitted: false, why };
  }
  await tx.query(
    `INSERT INTO line_entry (contactId, callSid, state, priority, skills, arrivedAt, enteredAt, tries)
     VALUES (?, ?, 'waiting', ?, ?, ?, ?, 0)
     ON DUPLICATE KEY UPDATE
       enteredAt = IF(state IN ('waiting', 'offered'), enteredAt, VALUES(enteredAt)),
       endedAt = NULL, ending = NULL, personId = IF(state IN ('offered', 'connected'), personId, NULL),
       state = IF(state IN ('offered', 'connected'), state, 'waiting'),
       callSid = VALUES(callSid), priority = LEAST(priority, VALUES(priority)), skills = VALUES(skills)`,
    [contactId, callSid, LINE_PRIORITY[priority], JSON.stringify(skills), now, now],
  );
  const [entry] = await tx.query('SELECT id, priority, arrivedAt FROM line_entry WHERE contactId = ?', [
    contactId,
  ]);
  await appendEvents(
    tx,
    [
      {
        type: 'line.entered',
        data: { lineEntryId: entry.id, priority: entry.priority },
        contactId,
        rule: 'H2',
        cause: callSid,
        rooms: [CALLS_ROOM],
      },
    ],
    now,
    { kind: 'caller' },
  );
  markLineChanged(tx);
  return { admitted: true, ...(await placeOf(tx, { ...entry, skills }, now)) };
}

async function whyNot(
  tx: Tx,
  { priority, skills, open }: EnterLine,
): Promise<Extract<Admission, { admitted: false }>['why'] | null> {
  const rescue = priority === 'rescue';
  if (!rescue && !open) return 'closed';
  if (whoMayServe(await agentsOnDuty(tx), skills) === 0) return 'nobody';
  return !rescue && (await isFull(tx)) ? 'full' : null;
}

/** Whoever was not let in asked for a person all the same, and is counted; what became of them tells their contact. */
async function turnAway(
  tx: Tx,
  { contactId, callSid, priority, skills }: EnterLine,
  now: Date,
): Promise<void> {
  await tx.query(
    `INSERT IGNORE INTO line_entry
       (contactId, callSid, state, ending, priority, skills, arrivedAt, enteredAt, endedAt, tries)
     VALUES (?, ?, 'ended', 'turned_away', ?, ?, ?, ?, ?, 0)`,
    [contactId, callSid, LINE_PRIORITY[priority], JSON.stringify(skills), now, now, now],
  );
}

async function isFull(tx: Tx): Promise<boolean> {
  const { maxWaiting } = (await policyInForce(tx)).policy.desk;
  const [row] = await tx.query("SELECT COUNT(*) AS n FROM line_entry WHERE state IN ('waiting', 'offered')");
  return Number(row.n) >= maxWaiting;
}
