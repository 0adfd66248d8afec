import type { Language } from '../../domain/vocabulary.ts';
import { openObligation } from '../followup/open-obligation.ts';
import { queueMessage } from '../messages/queue-message.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { keepRecording, type Recorded } from './keep-recording.ts';

export interface LeaveMessage {
  contactId: number;
  /** Number to call back; '' when hidden and none was given. */
  number: string;
  language: Language;
  ticketId?: number | null;
  regionId?: number | null;
  /** Null when the caller said nothing: a call back is promised all the same. */
  recording: Recorded | null;
}

/** H2: no call is lost. What was said is kept for an agent to hear, and a call back is owed (F4). */
export async function leaveMessage(tx: Tx, command: LeaveMessage, now: Date): Promise<{ texted: boolean }> {
  const { contactId, number, language, ticketId = null, regionId = null, recording } = command;
  if (recording) await keepRecording(tx, recording, { kind: 'message', contactId, ticketId: null }, now);
  const kind = recording ? 'voicemail' : 'promised';
  await openObligation(tx, { kind, contactId, ticketId, number, language, regionId }, now);
  const { policy } = await policyInForce(tx);
  const texted = await queueMessage(
    tx,
    {
      dedupKey: `callback-${contactId}`,
      to: number,
      template: 'callback_promised',
      language,
      params: { hours: policy.followup.callbackHours },
      ticketId,
    },
    now,
  );
  return { texted };
}
