import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { secondsAfter } from '../../domain/time.ts';
import type { DeskOfferKind } from '../../domain/vocabulary.ts';
import { Contact } from '../../entities/call.ts';
import { DeskOffer, LineEntry } from '../../entities/desk.ts';
import { hearOut } from '../followup/hear-out.ts';
import { appendEvents } from '../outbox.ts';
import { markLineChanged, type Tx } from '../transaction.ts';
import { agentCall } from './agent-call.ts';
import { lockDesk, moveDesk } from './desks.ts';
import { endEntry, lockEntry } from './entries.ts';
import { settleAnswered } from './keep-promise.ts';

export interface AcceptOffer {
  offerId: number;
  personId: number;
  /** The agent's own call at the carrier. */
  callSid: string;
}
export interface Accepted {
  contactId: number;
  kind: DeskOfferKind;
  /** The customer's call, to be moved into the conference; null when it is yet to be dialled, or is in it already. */
  customerSid: string | null;
  conferenceName: string;
}

/** A click in the last moment is not turned away for the milliseconds of its way. */
const GRACE_MS = 2_000;

export const conferenceName = (contactId: number): string => `contact-${contactId}`;

/**
 * An agent takes what was offered: claimed under the offer's lock, so that one of many wins. The same call of the same
 * agent asking again gets the same answer.
 *
 * @throws DomainError wrong_state when it is no longer to be had: taken, timed out, or the caller has hung up
 */
export async function acceptOffer(tx: Tx, command: AcceptOffer, now: Date): Promise<Accepted> {
  const { offerId, personId, callSid } = command;
  const offer = await tx.findOne(DeskOffer, {
    where: { id: offerId, personId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!offer) throw gone();
  if (offer.state === 'accepted' && offer.callSid === callSid) return answer(tx, offer);
  if (offer.state !== 'open' || now.getTime() > offer.expiresAt.getTime() + GRACE_MS) throw gone();
  const entry = await lockEntry(tx, { id: offer.lineEntryId });
  const desk = await lockDesk(tx, personId);
  const asked = offer.kind === 'consult' ? entry?.state === 'connected' : entry?.state === 'offered';
  if (!entry || !asked || !desk) throw gone();

  const contactId = offer.kind === 'callback' ? await contactOfCallback(tx, entry, now) : offer.contactId;
  await tx.update(
    DeskOffer,
    { id: offer.id },
    { state: 'accepted', openMark: null, answeredAt: now, callSid, contactId },
  );
  await moveDesk(tx, desk, { state: 'on_call', contactId }, now, { actor: { kind: 'person', id: personId } });
  await agentCall(tx, { contactId, personId, callSid, party: 'agent' }, now);
  await tx.query(
    `INSERT INTO conference (contactId, live, held, recording, startedAt, checkAt) VALUES (?, 1, 0, 'off', ?, ?)
     ON DUPLICATE KEY UPDATE live = 1, endedAt = NULL, checkAt = VALUES(checkAt)`,
    [contactId, now, secondsAfter(now, FIRST_CHECK_SECONDS)],
  );
  const waitedSeconds = Math.max(0, Math.round((now.getTime() - entry.arrivedAt.getTime()) / 1_000));
  if (offer.kind !== 'consult') {
    await tx.update(
      LineEntry,
      { id: entry.id },
      {
        state: 'connected',
        personId,
        contactId,
        // A call out is answered by the customer, later.
        ...(isCallOut(offer.kind) ? {} : { answeredAt: entry.answeredAt ?? now }),
      },
    );
    if (!isCallOut(offer.kind)) {
      await endPromisesTo(tx, contactId, now);
      await hearOut(tx, { contactId, personId }, now);
    }
  }
  markLineChanged(tx);
  await appendEvents(
    tx,
    [
      {
        type: 'desk.answered',
        data: { offerId, personId, waitedSeconds },
        contactId,
        cause: callSid,
        rooms: [CALLS_ROOM],
      },
    ],
    now,
    { kind: 'person', id: personId },
  );
  return answer(tx, { ...offer, contactId });
}

/** The customer is yet to be dialled. */
const isCallOut = (kind: DeskOfferKind): boolean => kind === 'callback' || kind === 'followup';

/** By then the first words about a conference have come, or the carrier is asked. */
const FIRST_CHECK_SECONDS = 60;

const gone = () =>
  new DomainError(
    'wrong_state',
    'This call is no longer to be had: somebody took it, or the caller hung up.',
  );

async function answer(tx: Tx, { contactId, kind, lineEntryId }: DeskOffer): Promise<Accepted> {
  const [entry] = await tx.query('SELECT callSid FROM line_entry WHERE id = ?', [lineEntryId]);
  const customerSid = kind === 'consult' ? null : (entry?.callSid ?? null);
  return { contactId, kind, customerSid, conferenceName: conferenceName(contactId) };
}

/** What the customer experiences from here is a contact of its own: a call out, in the promise of an earlier one. */
async function contactOfCallback(tx: Tx, entry: LineEntry, now: Date): Promise<number> {
  const before = await tx.findOneByOrFail(Contact, { id: entry.contactId });
  const { identifiers } = await tx.insert(Contact, {
    direction: 'outbound',
    number: before.number,
    customerId: before.customerId,
    language: before.language,
    startedAt: now,
  });
  const contactId = Number(identifiers[0]?.id);
  await appendEvents(
    tx,
    [
      {
        type: 'contact.started',
        data: { direction: 'outbound' },
        contactId,
        rule: 'F4',
        rooms: [CALLS_ROOM],
      },
    ],
    now,
  );
  return contactId;
}

/** Who speaks with an agent is not called back for having waited before. */
async function endPromisesTo(tx: Tx, contactId: number, now: Date): Promise<void> {
  const kept: { id: number; obligationId: number | null }[] = await tx.query(
    `SELECT e.id, e.obligationId FROM contact c JOIN contact o ON o.number = c.number AND o.id <> c.id
     JOIN line_entry e ON e.contactId = o.id WHERE c.id = ? AND c.number <> '' AND e.state = 'callback'`,
    [contactId],
  );
  for (const { id, obligationId } of kept) {
    const entry = await lockEntry(tx, { id });
    if (entry?.state !== 'callback') continue;
    await endEntry(tx, entry, 'called_again', now);
    if (obligationId) await settleAnswered(tx, obligationId, 'called_again', now);
  }
}
