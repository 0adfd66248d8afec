import { DomainError } from '../../domain/errors.ts';
import { mayCall } from '../../domain/followup/calling-window.ts';
import { isDiallable } from '../../domain/phone-number.ts';
import { asksSurvey, LINE_PRIORITY } from '../../domain/vocabulary.ts';
import { Contact } from '../../entities/call.ts';
import type { AgentDesk } from '../../entities/desk.ts';
import { LineEntry } from '../../entities/desk.ts';
import type { Obligation } from '../../entities/followup.ts';
import { deskOf } from '../desk/state.ts';
import { notePurpose } from '../intake/note-purpose.ts';
import { lockDesk, moveDesk } from '../line/desks.ts';
import { putToAgent } from '../line/distribute.ts';
import { finishWrapUp } from '../line/wrap-up.ts';
import { ruleFor } from '../numbers/rule-for.ts';
import { policyInForce } from '../policy.ts';
import { isDuplicate, type Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { calleeByHand } from './callee.ts';
import { isTakenFrom } from './for-a-person.ts';
import { customerOf } from './grant-attempt.ts';
import { holdTogether, keepInHand } from './home.ts';

export interface DialByHand {
  obligationId: number;
  personId: number;
}
export interface HandOffer {
  offerId: number;
  /** The telephone to be rung; null for a browser, which takes the offer by itself. */
  ring: string | null;
}

/**
 * F1, F4: a person calls. Their own telephone is offered the call first; once they sit ready the attempt is written and
 * the customer dialled, as for any callback (services/line/dial-callback.ts); what was taken with it is asked in the same
 * call. A desk that takes no calls in dials out
 * all the same, and goes back to how it stood.
 *
 * @throws DomainError wrong_state: not theirs, being dialled, outside the calling window, not to be called, or their
 * telephone is in use
 */
export async function dialByHand(
  tx: Tx,
  { obligationId, personId }: DialByHand,
  now: Date,
): Promise<HandOffer> {
  const held = await holdTogether(tx, { obligationId, personId });
  const obligation = held.find(({ id }) => id === obligationId);
  if (
    obligation?.state !== 'open' ||
    obligation.claimedBy !== personId ||
    isTakenFrom(obligation, personId, now)
  )
    throw new DomainError('wrong_state', 'This call is not in your hands, or it is being dialled just now.');
  if (!isDiallable(obligation.number)) throw new DomainError('wrong_state', 'There is no number to call.');
  await requireAllowed(tx, obligation, now);
  await keepInHand(tx, held, now);
  const entry = await entryFor(tx, obligation, personId, now);
  const desk = await freeDesk(tx, personId, now);
  const { offerSeconds: seconds } = (await policyInForce(tx)).policy.desk;
  const kind = entry.ending === 'called_out' ? 'followup' : 'callback';
  const { id: lineEntryId, contactId } = entry;
  try {
    const offerId = await putToAgent(tx, { lineEntryId, contactId, personId, kind, seconds }, now);
    await moveDesk(tx, desk, { state: 'offered', ...afterwards(desk) }, now);
    return { offerId, ring: desk.reach === 'number' ? desk.reachNumber : null };
  } catch (error) {
    if (isDuplicate(error)) throw inUse();
    throw error;
  }
}

const inUse = () => new DomainError('wrong_state', 'Your telephone is in use. End that call first.');

async function requireAllowed(tx: Tx, obligation: Obligation, now: Date): Promise<void> {
  const { followup } = (await policyInForce(tx)).policy;
  if (!mayCall(now, await calleeByHand(tx, obligation, followup, now), followup, organisationZone()))
    throw new DomainError(
      'wrong_state',
      'It is not the time to call this customer: see their wish and the window.',
    );
  const unwanted = await ruleFor(tx, obligation.number, ['do_not_call'], now);
  if (unwanted && asksSurvey(obligation.kind))
    throw new DomainError('wrong_state', 'This customer does not want to be called.');
}

/** A desk that can take it now: nothing in hand. Wrapping up the call before is over with this one. */
async function freeDesk(tx: Tx, personId: number, now: Date): Promise<AgentDesk> {
  await deskOf(tx, personId, now);
  await finishWrapUp(tx, { personId }, now);
  const desk = await lockDesk(tx, personId);
  if (!desk || desk.state === 'on_call' || desk.state === 'offered') throw inUse();
  return desk;
}

const afterwards = ({ state, reason }: AgentDesk): Pick<AgentDesk, 'nextState' | 'nextReason'> =>
  state === 'break' || state === 'signed_out'
    ? { nextState: state, nextReason: state === 'break' ? reason : null }
    : { nextState: null, nextReason: null };

/** The place in line that a promise keeps; for any other call one that nobody waited in. */
async function entryFor(tx: Tx, obligation: Obligation, personId: number, now: Date): Promise<LineEntry> {
  const { id: obligationId, number, ticketId, language } = obligation;
  const kept = await tx.findOne(LineEntry, {
    where: { obligationId, state: 'callback' },
    lock: { mode: 'pessimistic_write' },
  });
  if (kept) {
    await tx.update(LineEntry, { id: kept.id }, { state: 'offered', personId });
    return kept;
  }
  const contact = await tx.insert(Contact, {
    direction: 'outbound',
    number,
    customerId: await customerOf(tx, obligation),
    language: language === 'en' ? 'en' : 'zh',
    startedAt: now,
  });
  const contactId = Number(contact.identifiers[0]?.id);
  if (ticketId) await notePurpose(tx, contactId, ticketId, 'followed_up');
  const entry: Partial<LineEntry> = {
    contactId,
    state: 'offered',
    priority: LINE_PRIORITY.normal,
    skills: [],
    arrivedAt: now,
    enteredAt: now,
    personId,
    obligationId,
    ending: 'called_out',
  };
  const { identifiers } = await tx.insert(LineEntry, entry);
  return tx.findOneByOrFail(LineEntry, { id: Number(identifiers[0]?.id) });
}
