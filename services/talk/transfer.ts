import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { SKILL } from '../../domain/line/skills.ts';
import { secondsAfter } from '../../domain/time.ts';
import { AgentDesk, type ConferenceMember, LineEntry } from '../../entities/desk.ts';
import { withdrawOffers } from '../line/leave-line.ts';
import { isOnDuty, listOf } from '../line/on-duty.ts';
import { startWrapUp } from '../line/wrap-up.ts';
import { appendEvents } from '../outbox.ts';
import { CarrierError } from '../ports.ts';
import { markLineChanged, type Tx } from '../transaction.ts';
import { againPath } from './deps.ts';
import { type After, callInHand, customerOf } from './in-hand.ts';
import { lookSoon, membersOf, release } from './members.ts';

/** Seconds after which a customer who was to be moved and is still there is moved again. */
const LOOK_AFTER_SECONDS = 3;

export type TransferTo = { personId: number } | { skills: string[] };

/**
 * Cold: the customer goes back in line, for a colleague or for other skills, at the place of their first arrival. The
 * agent is done with them.
 *
 * @throws DomainError wrong_state, invalid
 */
export async function transferCold(
  tx: Tx,
  { personId, to }: { personId: number; to: TransferTo },
  now: Date,
): Promise<After> {
  const call = await callInHand(tx, personId);
  const { contactId, entry, colleagues } = call;
  const { callSid: customerSid } = customerOf(call);
  if (colleagues.length > 0)
    throw new DomainError(
      'wrong_state',
      'A colleague is on the line: hand the call over to them, or end that first.',
    );
  const toPersonId = 'personId' in to ? to.personId : null;
  if (toPersonId !== null) await requireOnDuty(tx, toPersonId, personId);
  await withdrawOffers(tx, { contactId, kind: 'consult' }, now);
  const ours = (await membersOf(tx, contactId)).filter(({ party }) => party !== 'customer');
  await release(tx, contactId, ours.map(sidOf));
  await tx.update(
    LineEntry,
    { id: entry.id },
    {
      state: 'waiting',
      enteredAt: now,
      personId: toPersonId,
      ...('skills' in to ? { skills: withLanguage(to.skills, listOf(entry.skills)) } : {}),
    },
  );
  await startWrapUp(tx, { personId, contactId }, now);
  await lookSoon(tx, contactId, secondsAfter(now, LOOK_AFTER_SECONDS));
  await noteTransfer(tx, { contactId, personId, how: 'cold', toPersonId }, now);
  markLineChanged(tx);
  return async ({ carrier }) => {
    try {
      // The conference ends with the customer's leaving, and with it the agent's call.
      await carrier.redirectCall(customerSid, againPath(contactId, 'transfer'));
    } catch (error) {
      // They are in line as far as we are concerned: the look that is due in a moment moves them.
      if (!(error instanceof CarrierError)) throw error;
    }
  };
}

const sidOf = ({ callSid }: ConferenceMember): string => callSid;

/** Whoever it goes to, the language stays. */
function withLanguage(wanted: string[], before: string[]): string[] {
  const bad = wanted.find((skill) => !SKILL.test(skill));
  if (bad !== undefined) throw new DomainError('invalid', 'This is no skill: choose one of the list.');
  const languages = (skills: string[]) => skills.filter((skill) => skill.startsWith('lang:'));
  return languages(wanted).length > 0 ? wanted : [...languages(before), ...wanted];
}

async function requireOnDuty(tx: Tx, personId: number, from: number): Promise<void> {
  if (personId === from) throw new DomainError('invalid', 'This call is yours. Choose a colleague.');
  const desk = await tx.findOneBy(AgentDesk, { personId });
  if (!desk || !isOnDuty(desk.state))
    throw new DomainError('wrong_state', 'This colleague takes no calls now. Choose another, or a skill.');
}

export const noteTransfer = (
  tx: Tx,
  {
    contactId,
    personId,
    how,
    toPersonId,
  }: { contactId: number; personId: number; how: 'cold' | 'warm'; toPersonId: number | null },
  now: Date,
): Promise<void> =>
  appendEvents(
    tx,
    [{ type: 'call.transferred', data: { how, toPersonId }, contactId, rooms: [CALLS_ROOM] }],
    now,
    { kind: 'person', id: personId },
  );
