import type { Through } from '../../services/masked/connect.ts';
import type { VoiceResponse } from '../twiml.ts';

/**
 * Dials the other one under the hotline's number: without a callerId the carrier would show the caller's own. Whoever
 * is dialled hears first who it is, and that it is recorded.
 */
export function dialOther(
  response: VoiceResponse,
  { maskedId, to, recorded, ringSeconds, longestSeconds }: Through,
  { action, callerId, publicUrl, contactId }: Dialling & { action: string },
): void {
  const recording = {
    record: 'record-from-answer-dual',
    recordingStatusCallback: `${publicUrl}/twilio/conference-recording/${contactId}`,
    recordingStatusCallbackMethod: 'POST',
    recordingStatusCallbackEvent: ['in-progress', 'completed', 'absent'],
  } as const;
  response
    .dial({
      action,
      method: 'POST',
      callerId,
      timeout: ringSeconds,
      timeLimit: longestSeconds,
      ...(recorded ? recording : {}),
    } as Parameters<VoiceResponse['dial']>[0])
    .number(
      {
        url: `${publicUrl}/twilio/masked-answered/${maskedId}`,
        method: 'POST',
        statusCallback: `${publicUrl}/twilio/masked-status/${maskedId}`,
        statusCallbackMethod: 'POST',
        statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
      },
      to,
    );
}

/** What the document needs beside whom to dial. */
export interface Dialling {
  /** The hotline's number. */
  callerId: string;
  publicUrl: string;
  contactId: number;
}
