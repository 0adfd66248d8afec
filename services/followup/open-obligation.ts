import { nextCall } from '../../domain/followup/calling-window.ts';
import { contactKey, surveyKey } from '../../domain/followup/obligation-key.ts';
import { DIAL_PRIORITY } from '../../domain/followup/priority.ts';
import { isDiallable } from '../../domain/phone-number.ts';
import { hoursAfter, minutesAfter, windowHoursAfter } from '../../domain/time.ts';
import type { Language, ObligationKind } from '../../domain/vocabulary.ts';
import { Obligation } from '../../entities/followup.ts';
import { appendEvents } from '../outbox.ts';
import { policyInForce } from '../policy.ts';
import { roomsOfTicketId } from '../tickets.ts';
import { isDuplicate, type Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { newCallee, wishOf } from './callee.ts';
import { settle } from './settle.ts';

export interface OpenObligation {
  kind: Exclude<ObligationKind, 'check'>;
  /** Surveys: the ticket and which of its resolutions. */
  ticketId?: number | null;
  resolutionNo?: number;
  /** Callbacks: the contact that was left waiting. */
  contactId?: number | null;
  /** E.164, or '' when nobody knows it. */
  number: string;
  language: Language;
  /** Where no ticket says it. */
  regionId?: number | null;
  /** When it became owed, if it is written down later: work recorded without a network, a repair. Now, unless said. */
  since?: Date;
}

/**
 * F1, F4, H2: notes that someone is owed a call. Opening the same one again changes nothing. Where no number
 * is known it is written down all the same, as exhausted with that reason. What became owed earlier is due as if it had
 * been written down then.
 *
 * @returns whether it was not owed before
 */
export async function openObligation(tx: Tx, command: OpenObligation, now: Date): Promise<boolean> {
  const { policy } = await policyInForce(tx);
  const zone = organisationZone();
  const window = { from: policy.followup.windowFrom, to: policy.followup.windowTo };
  const dialled = isDiallable(command.number);
  const forAgent = command.kind === 'voicemail' || command.kind === 'promised';
  const since = command.since ?? now;
  const rest = command.kind === 'survey' ? policy.followup.restMinutes : 1;
  // What was said is heard by an agent, whatever the number; the rest needs one to dial.
  const exhausted = !dialled && !(command.kind === 'voicemail');
  const ticketId = command.ticketId ?? null;
  const wish = command.kind === 'survey' ? await wishOf(tx, ticketId) : 'any';
  const callee = newCallee(command.kind, wish, ticketId ?? 0);
  const row: Partial<Obligation> = {
    dedupKey: keyOf(command),
    kind: command.kind,
    ticketId,
    resolutionNo: command.resolutionNo ?? null,
    contactId: command.contactId ?? null,
    number: command.number,
    language: command.language,
    ...(await whoseWork(tx, command)),
    state: 'open',
    priority: DIAL_PRIORITY[command.kind],
    openedAt: since,
    dueAt:
      command.kind === 'survey'
        ? hoursAfter(since, policy.followup.withinHours)
        : windowHoursAfter(since, policy.followup.callbackHours, window, zone),
    nextActionAt:
      exhausted || forAgent ? null : nextCall(minutesAfter(now, rest), callee, policy.followup, zone),
  };
  const id = await insertOnce(tx, row);
  if (id === null) return false;
  await appendEvents(
    tx,
    [
      {
        type: 'obligation.opened',
        data: { obligationId: id, kind: command.kind },
        rule: command.kind === 'survey' ? 'F1' : 'H2',
        ticketId: command.ticketId ?? undefined,
        contactId: command.contactId ?? undefined,
        rooms: await roomsOfTicketId(tx, command.ticketId ?? null),
      },
    ],
    now,
  );
  if (!exhausted) return true;
  const obligation = await tx.findOneByOrFail(Obligation, { id });
  await settle(tx, obligation, { settlement: 'no_number', exhausted: true, rule: 'F5' }, now);
  return true;
}

/** F5: whose work the call is about, as it is now: a reopened ticket may go elsewhere. */
async function whoseWork(
  tx: Tx,
  { ticketId, regionId = null }: OpenObligation,
): Promise<Pick<Obligation, 'regionId' | 'storeId' | 'outletId' | 'brandId'>> {
  if (!ticketId) return { regionId, storeId: null, outletId: null, brandId: null };
  const [ticket] = await tx.query('SELECT regionId, storeId, outletId, brandId FROM ticket WHERE id = ?', [
    ticketId,
  ]);
  return ticket;
}

function keyOf({ kind, ticketId, resolutionNo, contactId }: OpenObligation): string {
  if (kind === 'survey') {
    if (!ticketId || !resolutionNo) throw new Error('a survey is owed for a ticket and a resolution');
    return surveyKey(ticketId, resolutionNo);
  }
  if (!contactId) throw new Error(`a ${kind} callback is owed for a contact`);
  return contactKey(kind, contactId);
}

async function insertOnce(tx: Tx, row: Partial<Obligation>): Promise<number | null> {
  try {
    const result = await tx.insert(Obligation, row);
    return Number(result.identifiers[0]?.id);
  } catch (error) {
    if (isDuplicate(error)) return null;
    throw error;
  }
}
