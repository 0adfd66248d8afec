import type { DeskCall, DeskCaller, DeskOfferView, DeskView } from '../../domain/contracts/desk.ts';
import { LINE_PRIORITY } from '../../domain/vocabulary.ts';
import type { AgentDesk } from '../../entities/desk.ts';
import { listOf } from '../line/on-duty.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';

/** Steps of the menu that are shown of a call. */
const PATH_STEPS = 30;

/**
 * An agent's desk as it stands: state, the call that is offered, the call in hand. What is offered is shown before it
 * is taken (screen pop), and to nobody else.
 *
 * @returns null for somebody who never sat at a desk
 */
export async function deskView(tx: Tx, personId: number, now: Date): Promise<DeskView | null> {
  const [desk]: AgentDesk[] = await tx.query('SELECT * FROM agent_desk WHERE personId = ?', [personId]);
  if (!desk) return null;
  return {
    version: desk.version,
    now: now.toISOString(),
    personId,
    state: desk.state,
    reason: desk.reason,
    since: desk.since.toISOString(),
    wrapUpUntil: desk.wrapUpUntil?.toISOString() ?? null,
    nextState: desk.nextState,
    reach: desk.reach,
    reachNumber: desk.reachNumber,
    skills: listOf(desk.skills),
    offer: desk.state === 'offered' || desk.state === 'on_call' ? await offerTo(tx, personId) : null,
    call: desk.contactId ? await callInHand(tx, desk, desk.contactId) : null,
    line: await lineState(tx),
  };
}

/** How many wait for whom; the same to every desk. */
export async function lineState(tx: Tx): Promise<DeskView['line']> {
  const [line] = await tx.query(
    `SELECT COUNT(*) AS waiting, MIN(arrivedAt) AS longest,
            (SELECT COUNT(*) FROM agent_desk WHERE state = 'available') AS available
     FROM line_entry WHERE state IN ('waiting', 'offered')`,
  );
  return {
    waiting: Number(line.waiting),
    longestSince: line.longest?.toISOString() ?? null,
    available: Number(line.available),
  };
}

/** A desk nobody has sat at yet. */
export const emptyDesk = (personId: number, now: Date): DeskView => ({
  version: 0,
  now: now.toISOString(),
  personId,
  state: 'signed_out',
  reason: null,
  since: now.toISOString(),
  wrapUpUntil: null,
  nextState: null,
  reach: 'browser',
  reachNumber: '',
  skills: [],
  offer: null,
  call: null,
  line: { waiting: 0, longestSince: null, available: 0 },
});

async function offerTo(tx: Tx, personId: number): Promise<DeskOfferView | null> {
  const [offer] = await tx.query(
    `SELECT o.id, o.kind, o.contactId, o.offeredAt, o.expiresAt, p.name AS fromName
     FROM desk_offer o LEFT JOIN person p ON p.id = o.fromPersonId WHERE o.personId = ? AND o.openMark = 1`,
    [personId],
  );
  if (!offer) return null;
  return {
    id: offer.id,
    kind: offer.kind,
    offeredAt: offer.offeredAt.toISOString(),
    expiresAt: offer.expiresAt.toISOString(),
    fromName: offer.fromName,
    caller: await deskCaller(tx, offer.contactId),
  };
}

/** Who is on the line, in full: for the agent who speaks with them, and nobody else. */
export async function deskCaller(tx: Tx, contactId: number): Promise<DeskCaller> {
  const [row] = await tx.query(
    `SELECT c.id, c.direction, c.number, c.customerId, c.language, c.startedAt, p.name, p.gender,
            e.priority, e.skills, e.arrivedAt,
            (SELECT t.id FROM contact_ticket x JOIN ticket t ON t.id = x.ticketId WHERE x.contactId = c.id
             ORDER BY t.id DESC LIMIT 1) AS ticketId
     FROM contact c LEFT JOIN customer p ON p.id = c.customerId LEFT JOIN line_entry e ON e.contactId = c.id
     WHERE c.id = ?`,
    [contactId],
  );
  const steps: { state: string; input: string | null; at: Date }[] = await tx.query(
    `SELECT s.state, s.input, s.at FROM phone_call k JOIN call_step s ON s.callSid = k.sid
     WHERE k.contactId = ? AND k.party = 'customer' ORDER BY s.at DESC, s.step DESC LIMIT ${PATH_STEPS}`,
    [contactId],
  );
  const [ticket] = row.ticketId
    ? await tx.query('SELECT number FROM ticket WHERE id = ?', [row.ticketId])
    : [null];
  return {
    contactId,
    direction: row.direction,
    number: row.number,
    customerId: row.customerId,
    customerName: row.name,
    gender: row.gender ?? '',
    language: row.language,
    priority: priorityName(row.priority),
    skills: row.skills ? listOf(row.skills) : [],
    arrivedAt: (row.arrivedAt ?? row.startedAt).toISOString(),
    path: steps.reverse().map(({ state, input, at }) => ({ state, input, at: at.toISOString() })),
    ticketId: row.ticketId,
    ticketNumber: ticket?.number ?? null,
  };
}

export function priorityName(priority: number | null): 'rescue' | 'urgent' | 'normal' {
  if (priority === LINE_PRIORITY.rescue) return 'rescue';
  return priority === LINE_PRIORITY.urgent ? 'urgent' : 'normal';
}

async function callInHand(tx: Tx, desk: AgentDesk, contactId: number): Promise<DeskCall> {
  const { showSupervision } = (await policyInForce(tx)).policy.desk;
  const [row] = await tx.query(
    `SELECT c.endedAt, c.subject, c.note, f.startedAt, f.held, f.recording, f.consultingId
     FROM contact c LEFT JOIN conference f ON f.contactId = c.id
       WHERE c.id = ?`,
    [contactId],
  );
  const members = await tx.query(
    `SELECT callSid, party, personId, label, mode, muted, joinedAt FROM conference_member
     WHERE contactId = ? AND leftAt IS NULL ORDER BY joinedAt, callSid`,
    [contactId],
  );
  const over = desk.state !== 'on_call';
  return {
    caller: await deskCaller(tx, contactId),
    startedAt: (row.startedAt ?? desk.since).toISOString(),
    over,
    held: Boolean(row.held),
    recording: row.recording ?? 'off',
    members: members
      .filter(({ party, mode }: { party: string; mode: string }) => visible(party, mode, showSupervision))
      .map((member: { muted: 0 | 1; joinedAt: Date }) => ({
        ...member,
        muted: Boolean(member.muted),
        joinedAt: member.joinedAt.toISOString(),
      })),
    consulting: await consulting(tx, contactId, desk.personId, row.consultingId),
    dialling: await dialling(tx, contactId, over),
    subject: row.subject,
    note: row.note,
  };
}

/** Who barges in is heard, and cannot be hidden. */
const visible = (party: string, mode: string | null, shown: boolean): boolean =>
  party !== 'supervisor' || shown || mode === 'barge';

async function consulting(
  tx: Tx,
  contactId: number,
  personId: number,
  consultingId: number | null,
): Promise<DeskCall['consulting']> {
  if (consultingId !== personId) return null;
  const [asked] = await tx.query(
    `SELECT p.name, o.state FROM desk_offer o JOIN person p ON p.id = o.personId
     WHERE o.contactId = ? AND o.kind = 'consult' AND o.fromPersonId = ?
       AND (o.state = 'open' OR (o.state = 'accepted' AND EXISTS (SELECT 1 FROM conference_member m
            WHERE m.contactId = o.contactId AND m.personId = o.personId AND m.leftAt IS NULL)))
     ORDER BY o.id DESC LIMIT 1`,
    [contactId, personId],
  );
  if (asked) return { name: asked.name, answered: asked.state === 'accepted' };
  const [guest] = await tx.query(
    `SELECT label FROM conference_member WHERE contactId = ? AND party IN ('guest', 'outlet') AND leftAt IS NULL LIMIT 1`,
    [contactId],
  );
  return { name: guest?.label ?? '', answered: Boolean(guest) };
}

/** Callbacks: how the customer's side stands. */
async function dialling(tx: Tx, contactId: number, over: boolean): Promise<DeskCall['dialling']> {
  const [attempt] = await tx.query('SELECT state FROM attempt WHERE contactId = ? ORDER BY id DESC LIMIT 1', [
    contactId,
  ]);
  if (!attempt) {
    const [entry] = await tx.query(
      "SELECT 1 FROM line_entry WHERE contactId = ? AND state = 'connected' AND callSid IS NULL",
      [contactId],
    );
    return entry && !over ? 'ringing' : 'no';
  }
  if (attempt.state === 'answered') return 'no';
  return attempt.state === 'missed' || attempt.state === 'unknown' ? 'not_reached' : 'ringing';
}
