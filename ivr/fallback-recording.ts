import { beginContact } from '../services/intake/begin-contact.ts';
import { amendDisposition, holdContact } from '../services/intake/end-contact.ts';
import { leaveMessage } from '../services/intake/leave-message.ts';
import type { IvrDeps } from './deps.ts';
import { type CallWebhook, eventOf } from './webhook.ts';

/**
 * H2: a message that was taken while the hotline could not work. Kept once, whichever of the carrier's two
 * webhooks about it comes through; the call itself may never have been heard of.
 */
export async function keepFallbackRecording(deps: IvrDeps, webhook: CallWebhook): Promise<void> {
  const event = eventOf(webhook);
  const { CallSid: callSid, From: from, To: to } = webhook;
  await deps.inTransaction(async (tx) => {
    const now = deps.clock.now();
    const [call] = await tx.query('SELECT contactId FROM phone_call WHERE sid = ?', [callSid]);
    // The status of a recording does not say who called: only the other webhook can begin a contact.
    if (!call && from === '' && webhook.Direction === undefined) {
      throw new Error('message of a call that is not known');
    }
    const begun = call ?? (await beginContact(tx, { callSid, from, to, status: 'in-progress' }, now));
    const { contactId } = begun;
    const { ended } = await holdContact(tx, contactId);
    const [contact] = await tx.query('SELECT number, language FROM contact WHERE id = ?', [contactId]);
    const { type: _, ...recorded } = event.type === 'recorded' ? event : { type: null };
    const recording = 'sid' in recorded ? recorded : null;
    await leaveMessage(tx, { contactId, number: contact.number, language: contact.language, recording }, now);
    if (ended) await amendDisposition(tx, contactId, now);
  });
}
