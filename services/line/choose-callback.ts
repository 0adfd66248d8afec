import { CALLS_ROOM } from '../../domain/contracts/events.ts';
import { contactKey } from '../../domain/followup/obligation-key.ts';
import { isDiallable } from '../../domain/phone-number.ts';
import { nextInWindow } from '../../domain/time.ts';
import { LINE_PRIORITY } from '../../domain/vocabulary.ts';
import { Contact } from '../../entities/call.ts';
import { LineEntry } from '../../entities/desk.ts';
import { Obligation } from '../../entities/followup.ts';
import { openObligation } from '../followup/open-obligation.ts';
import { queueMessage } from '../messages/queue-message.ts';
import { appendEvents } from '../outbox.ts';
import { policyInForce } from '../policy.ts';
import { markLineChanged, type Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { lockEntry } from './entries.ts';
import { withdrawOffers } from './leave-line.ts';

export interface ChooseCallback {
  contactId: number;
  /** E.164; where to call. Left out: the contact's own number. */
  number?: string;
  /** Of somebody who was not let into the line: what they would have waited for. */
  skills?: string[];
  priority?: keyof typeof LINE_PRIORITY;
  /** When the desk opens, for who is promised a call while it is closed. */
  notBefore?: Date | null;
}

/**
 * F4: the caller hangs up and keeps the place in line; they are called, once, when an agent is free for them. The
 * promise is an obligation of its own, so that it is counted and cannot be lost. Choosing it again changes nothing.
 * Nobody is called outside the calling window.
 *
 * @returns whether there is a number to call
 */
export async function chooseCallback(
  tx: Tx,
  command: ChooseCallback,
  now: Date,
): Promise<{ promised: boolean }> {
  const { contactId } = command;
  const contact = await tx.findOneByOrFail(Contact, { id: contactId });
  const number = command.number ?? contact.number;
  const { language } = contact;
  await openObligation(tx, { kind: 'promised', contactId, number, language }, now);
  if (!isDiallable(number)) return { promised: false };
  const obligation = await tx.findOneByOrFail(Obligation, { dedupKey: contactKey('promised', contactId) });
  if (obligation.state !== 'open') return { promised: true };
  const { followup } = (await policyInForce(tx)).policy;
  const window = { from: followup.windowFrom, to: followup.windowTo };
  // Somebody in danger is called as soon as anybody is there, at any hour.
  const urgent = command.priority === 'rescue';
  const notBefore = urgent ? now : nextInWindow(command.notBefore ?? now, window, organisationZone());
  const kept = {
    state: 'callback',
    callSid: null,
    personId: null,
    notBefore: notBefore > now ? notBefore : null,
    obligationId: obligation.id,
  } as const;
  const entry = await lockEntry(tx, { contactId });
  if (entry?.state === 'callback') return { promised: true };
  if (entry) {
    await withdrawOffers(tx, { lineEntryId: entry.id }, now);
    await tx.update(LineEntry, { id: entry.id }, { ...kept, endedAt: null, ending: null });
  } else {
    await tx.insert(LineEntry, {
      ...kept,
      contactId,
      priority: LINE_PRIORITY[command.priority ?? 'normal'],
      skills: command.skills ?? [`lang:${language}`],
      arrivedAt: now,
      enteredAt: now,
      tries: 0,
    });
  }
  const [{ id: lineEntryId }] = await tx.query('SELECT id FROM line_entry WHERE contactId = ?', [contactId]);
  await appendEvents(
    tx,
    [
      {
        type: 'line.callback_chosen',
        data: { lineEntryId },
        contactId,
        rule: 'F4',
        rooms: [CALLS_ROOM],
      },
    ],
    now,
    { kind: 'caller' },
  );
  markLineChanged(tx);
  // Who is in danger was told what happens next, and not to wait for hours.
  if (urgent) return { promised: true };
  await queueMessage(
    tx,
    {
      dedupKey: `callback-${contactId}`,
      to: number,
      template: 'callback_promised',
      language,
      params: { hours: followup.callbackHours },
    },
    now,
  );
  return { promised: true };
}
