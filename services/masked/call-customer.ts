import type { DataSource } from 'typeorm';
import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { decideMasked, isAtWork } from '../../domain/masked/decide-masked.ts';
import { isMachine } from '../../domain/phone/answered-by.ts';
import { isDiallable } from '../../domain/phone-number.ts';
import { minutesAfter } from '../../domain/time.ts';
import type { CallStatus, MaskedOutcome } from '../../domain/vocabulary.ts';
import { MaskedCall } from '../../entities/masked.ts';
import { Ticket } from '../../entities/ticket.ts';
import { waitForDialSlot } from '../followup/dial-slot.ts';
import { notePurpose } from '../intake/note-purpose.ts';
import { recordCallStatus } from '../intake/record-call-status.ts';
import { appendEvents } from '../outbox.ts';
import { type Carrier, CarrierError, type Clock } from '../ports.ts';
import type { InTransaction, Tx } from '../transaction.ts';
import { insertRow } from '../write-row.ts';
import { lockTicket, type Through, terms } from './connect.ts';
import { isOver, noteCall } from './dialled-status.ts';
import { endMasked } from './end-masked.ts';
import { telephoneOf } from './telephones.ts';

export interface MaskedDeps {
  dataSource: DataSource;
  inTransaction: InTransaction;
  carrier: Pick<Carrier, 'placeCall' | 'fetchCall' | 'listCallsTo'>;
  clock: Clock;
  callsPerSecond: number;
}

/** Minutes after which the carrier is asked what became of it, and again. */
const CHECK_MINUTES = 2;

/**
 * Somebody of the outlet asked, on the ticket's page, to speak with the customer: their own telephone is to be rung
 * first. The row is written before the carrier is asked; whatever becomes of that, this try is spent.
 *
 * @returns which of their telephones rings: their own number, so in full
 * @throws DomainError forbidden (not their ticket), wrong_state (not at work on it, or ringing already), unavailable (a
 *   telephone is missing)
 */
export async function askCustomer(
  tx: Tx,
  { ticketId, personId, outletIds }: { ticketId: number; personId: number; outletIds: number[] },
  now: Date,
): Promise<{ maskedId: number; telephone: string }> {
  const ticket = await tx.findOne(Ticket, {
    where: { id: ticketId },
    lock: { mode: 'pessimistic_write' },
  });
  const numbers = { customer: ticket?.contactNumber ?? '', outlet: '' };
  const refused = decideMasked({ ticket, one: { side: 'outlet', outletIds }, numbers });
  if (!ticket?.outletId || refused) throw refusal(refused);
  const { outletId } = ticket;
  const telephone = await telephoneOf(tx, { personId, outletId });
  if (!isDiallable(telephone.number))
    throw new DomainError('unavailable', 'The outlet has no telephone on file that can be rung.');
  const [ringing] = await tx.query(
    'SELECT 1 FROM masked_call WHERE ticketId = ? AND personId = ? AND endedAt IS NULL LIMIT 1',
    [ticketId, personId],
  );
  if (ringing) throw new DomainError('wrong_state', 'The call is being put through already.');
  const contactId = await insertRow(tx, 'contact', {
    direction: 'outbound',
    number: ticket.contactNumber,
    customerId: ticket.customerId,
    startedAt: now,
  });
  const { identifiers } = await tx.insert(MaskedCall, {
    contactId,
    ticketId,
    outletId,
    side: 'outlet',
    personId,
    technicianId: telephone.technicianId,
    begunAt: now,
    checkAt: minutesAfter(now, CHECK_MINUTES),
  });
  await notePurpose(tx, contactId, ticketId, 'connected');
  await appendEvents(
    tx,
    [
      {
        type: 'contact.started',
        data: { direction: 'outbound' },
        contactId,
        rule: 'H2',
        rooms: [CALLS_ROOM],
      },
    ],
    now,
    { kind: 'person', id: personId },
  );
  return { maskedId: Number(identifiers[0]?.id), telephone: telephone.number };
}

function refusal(why: ReturnType<typeof decideMasked>): DomainError {
  if (why === 'no_number')
    return new DomainError('unavailable', 'The customer left no number that can be rung.');
  if (why === 'not_open')
    return new DomainError('wrong_state', 'Customers are called while the outlet is at work on the ticket.');
  return new DomainError('forbidden', 'Only the outlet that has the ticket calls its customer.');
}

/** Rings the telephone of whoever asked, at its turn. An outcome that nobody knows is found out later. */
export async function ringAsker(deps: MaskedDeps, { maskedId }: { maskedId: number }): Promise<void> {
  const { dataSource, inTransaction, carrier, clock, callsPerSecond } = deps;
  await waitForDialSlot(dataSource.manager, callsPerSecond);
  const { number, ringSeconds } = await inTransaction(async (tx) => ({
    number: await askersNumber(tx, maskedId),
    ...(await terms(tx)),
  }));
  try {
    const callSid = await carrier.placeCall({
      to: number,
      twimlPath: `/twilio/masked/${maskedId}`,
      statusPath: `/twilio/masked-call-status/${maskedId}`,
      ringSeconds,
    });
    await inTransaction((tx) =>
      tx.query('UPDATE masked_call SET callSid = COALESCE(callSid, ?) WHERE id = ?', [callSid, maskedId]),
    );
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    if (!error.untouched) return;
    await inTransaction((tx) => finish(tx, { maskedId, outcome: 'failed', seconds: null }, clock.now()));
    throw new DomainError('unavailable', 'The carrier does not ring this telephone just now. Try again.');
  }
}

async function askersNumber(tx: Tx, maskedId: number): Promise<string> {
  const [row] = await tx.query(
    `SELECT COALESCE(h.phone, o.phone) AS number FROM masked_call m JOIN outlet o ON o.id = m.outletId
     LEFT JOIN technician h ON h.id = m.technicianId WHERE m.id = ?`,
    [maskedId],
  );
  return row?.number ?? '';
}

/**
 * Whoever asked has picked up. Looked at again: a ticket that was closed meanwhile connects nobody, and a machine
 * speaks with no customer.
 */
export async function askerAnswered(
  tx: Tx,
  { maskedId, callSid, answeredBy = '' }: { maskedId: number; callSid: string; answeredBy?: string },
  now: Date,
): Promise<Through | null> {
  const masked = await tx.findOne(MaskedCall, {
    where: { id: maskedId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!masked?.personId || (masked.callSid && masked.callSid !== callSid)) return null;
  const { contactId, ticketId, side } = masked;
  await tx.update(MaskedCall, { id: maskedId }, { callSid });
  await noteCall(tx, { contactId, callSid, party: 'outlet', status: 'in-progress' }, now);
  const ticket = await lockTicket(tx, { id: ticketId });
  const still = ticket?.outletId === masked.outletId && isAtWork(ticket.state);
  if (masked.endedAt || !still || isMachine(answeredBy)) return null;
  return { maskedId, side, ticketId, to: ticket.contactNumber, ...(await terms(tx)) };
}

/** What the carrier tells of the call to whoever asked: its end is the end of all of it. */
export async function askerStatus(
  tx: Tx,
  told: { maskedId: number; callSid: string; status: CallStatus; durationSeconds: number | null },
  now: Date,
): Promise<void> {
  const { maskedId, callSid, status, durationSeconds } = told;
  const masked = await tx.findOne(MaskedCall, {
    where: { id: maskedId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!masked?.personId || (masked.callSid && masked.callSid !== callSid)) return;
  await tx.update(MaskedCall, { id: maskedId }, { callSid });
  await noteCall(tx, { contactId: masked.contactId, callSid, party: 'outlet' }, now);
  await recordCallStatus(tx, { callSid, status, durationSeconds }, now);
  if (!isOver(status)) return;
  const outcome = masked.outcome ?? (masked.answeredAt ? 'connected' : unreached(status));
  await finish(tx, { maskedId, outcome, seconds: null }, now);
}

const unreached = (status: CallStatus): MaskedOutcome =>
  status === 'busy' || status === 'failed' ? status : 'not_answered';

/** H2: the contact ends with it, with one disposition. */
export async function finish(
  tx: Tx,
  end: { maskedId: number; outcome: MaskedOutcome; seconds: number | null },
  now: Date,
): Promise<void> {
  await endMasked(tx, end, now);
  const { contactId, outcome } = await tx.findOneByOrFail(MaskedCall, { id: end.maskedId });
  const disposition = outcome ?? 'unknown';
  const { affectedRows } = await tx.query(
    'UPDATE contact SET endedAt = ?, disposition = ? WHERE id = ? AND endedAt IS NULL',
    [now, disposition, contactId],
  );
  if (affectedRows !== 1) return;
  await appendEvents(
    tx,
    [{ type: 'contact.ended', data: { disposition }, contactId, rule: 'H2', rooms: [CALLS_ROOM] }],
    now,
  );
}

/** A call that we placed and of which nothing was heard: the carrier is asked. Never dialled again. */
export async function checkMasked(deps: MaskedDeps, maskedId: number): Promise<void> {
  const { dataSource, inTransaction, carrier, clock } = deps;
  const masked = await dataSource.manager.findOneBy(MaskedCall, { id: maskedId });
  if (!masked?.personId || masked.endedAt) return;
  const number = await inTransaction((tx) => askersNumber(tx, maskedId));
  const sid = masked.callSid;
  const call = sid
    ? await carrier.fetchCall(sid).then((found) => found && { sid, ...found })
    : (await carrier.listCallsTo(number, masked.begunAt, minutesAfter(masked.begunAt, CHECK_MINUTES)))[0];
  const now = clock.now();
  await inTransaction(async (tx) => {
    if (!call) return finish(tx, { maskedId, outcome: 'unknown', seconds: null }, now);
    const told = { maskedId, callSid: call.sid, status: call.status as CallStatus };
    await askerStatus(tx, { ...told, durationSeconds: call.durationSeconds }, now);
    await tx.query('UPDATE masked_call SET checkAt = ? WHERE id = ? AND endedAt IS NULL', [
      minutesAfter(now, CHECK_MINUTES),
      maskedId,
    ]);
  });
}
