import twilio from 'twilio';
import type { PhoneSetup } from '../../domain/setup/phone-setup.ts';
import type { Language } from '../../domain/vocabulary.ts';
import { conferenceName } from '../../services/line/accept-offer.ts';
import type { Line } from '../prompts/types.ts';
import { speak } from '../twiml.ts';

/** Who is led into a conference, and how. */
export interface Entrance {
  contactId: number;
  /** The conversation begins with the customer, and ends with them. */
  customer?: boolean;
  muted?: boolean;
  /** The call that alone hears this one. */
  coach?: string | null;
  lines?: Line[];
  language?: Language;
}

/**
 * Into the conversation of a contact. All who come in ask for the same callbacks and the same recording, since the
 * carrier heeds those of whoever came first. It is recorded from its start; who is led in hears so first.
 */
export function conferenceDocument(
  { contactId, customer = false, muted = false, coach, lines = [], language = 'zh' }: Entrance,
  { setup, publicUrl }: { setup: PhoneSetup; publicUrl: string },
): string {
  const response = new twilio.twiml.VoiceResponse();
  speak(response, lines, language, setup.prompts);
  response.dial().conference(
    {
      startConferenceOnEnter: customer,
      endConferenceOnExit: customer,
      muted,
      ...(coach ? { coach } : {}),
      beep: 'false',
      statusCallback: `${publicUrl}/twilio/conference/${contactId}`,
      statusCallbackMethod: 'POST',
      statusCallbackEvent: ['start', 'end', 'join', 'leave', 'mute', 'hold'],
      record: 'record-from-start',
      recordingStatusCallback: `${publicUrl}/twilio/conference-recording/${contactId}`,
      recordingStatusCallbackMethod: 'POST',
      recordingStatusCallbackEvent: ['in-progress', 'completed', 'absent'],
    },
    conferenceName(contactId),
  );
  response.hangup();
  return response.toString();
}

/** Some words, and the end. */
export function farewellDocument(lines: Line[], language: Language, setup: PhoneSetup): string {
  const response = new twilio.twiml.VoiceResponse();
  speak(response, lines, language, setup.prompts);
  response.hangup();
  return response.toString();
}
