import { DomainError } from '../../domain/errors.ts';
import { AgentDesk, Conference, type ConferenceMember, type LineEntry } from '../../entities/desk.ts';
import { holdContact } from '../intake/end-contact.ts';
import { lockEntry } from '../line/entries.ts';
import { CarrierError } from '../ports.ts';
import type { Tx } from '../transaction.ts';
import { conferenceSid } from './agent-gone.ts';
import type { TalkDeps } from './deps.ts';
import { membersOf } from './members.ts';

/** The call that an agent has in hand. */
export interface InHand {
  contactId: number;
  personId: number;
  conference: Conference;
  entry: LineEntry;
  me: ConferenceMember;
  customer: ConferenceMember | null;
  /** Other agents who are in it and stay. */
  colleagues: ConferenceMember[];
  guests: ConferenceMember[];
}

/** What is asked of the carrier once the change is committed. */
export type After = ((deps: TalkDeps) => Promise<void>) | null;

/**
 * Holds the call that an agent has in hand, so that nobody else changes who is on it until the transaction ends.
 *
 * @throws DomainError wrong_state when they have none, or it is over
 */
export async function callInHand(tx: Tx, personId: number): Promise<InHand> {
  const desk = await tx.findOneBy(AgentDesk, { personId });
  if (desk?.state !== 'on_call' || !desk.contactId)
    throw new DomainError('wrong_state', 'You have no call in hand.');
  const { contactId } = desk;
  const { ended } = await holdContact(tx, contactId);
  const entry = await lockEntry(tx, { contactId });
  const conference = await tx.findOneBy(Conference, { contactId });
  if (ended || !entry || !conference?.live)
    throw new DomainError('wrong_state', 'This call is over. Note what it was about.');
  const members = (await membersOf(tx, contactId)).filter(({ released }) => !released);
  const me = members.find((member) => member.party === 'agent' && member.personId === personId);
  if (!me) throw new DomainError('wrong_state', 'Your telephone is not on this call. Connect it again.');
  return {
    contactId,
    personId,
    conference,
    entry,
    me,
    customer: members.find(({ party }) => party === 'customer') ?? null,
    colleagues: members.filter((member) => member.party === 'agent' && member !== me),
    guests: members.filter(({ party }) => party === 'guest' || party === 'outlet'),
  };
}

/** @throws DomainError wrong_state while the customer of a call back has not picked up */
export function customerOf({ customer }: InHand): ConferenceMember {
  if (!customer) throw new DomainError('wrong_state', 'The customer is not on the line yet.');
  return customer;
}

/**
 * Tells the carrier of a change that is committed. When it does not follow, `undo` writes what really is so.
 *
 * @throws DomainError unavailable
 */
export async function tell(work: () => Promise<unknown>, undo?: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    await undo?.();
    throw new DomainError('unavailable', 'The carrier did not follow. Try it once more.');
  }
}

/** @throws DomainError unavailable when the carrier knows no such conference (yet) */
export async function liveConference(deps: TalkDeps, contactId: number): Promise<string> {
  const sid = await conferenceSid(deps, contactId);
  if (!sid) throw new DomainError('unavailable', 'The call is still being put through. Try it once more.');
  return sid;
}
