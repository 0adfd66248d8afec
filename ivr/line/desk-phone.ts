import twilio from 'twilio';
import type { PhoneSetup } from '../../domain/setup/phone-setup.ts';
import { LINE_PRIORITY } from '../../domain/vocabulary.ts';
import type { IvrDeps } from '../deps.ts';
import { say } from '../flow/moves.ts';
import { speak } from '../twiml.ts';
import { farewellDocument } from './conference-twiml.ts';

const KEY_SECONDS = 8;

/** An agent's telephone was picked up: only a key takes the call, so that no answering machine does. */
export async function deskPhoneDocument(
  { dataSource, publicUrl }: IvrDeps,
  offerId: number,
  setup: PhoneSetup,
): Promise<string> {
  const [offer] = await dataSource.query(
    `SELECT o.state, e.priority, p.language FROM desk_offer o JOIN line_entry e ON e.id = o.lineEntryId
     JOIN person p ON p.id = o.personId WHERE o.id = ?`,
    [offerId],
  );
  const language = offer?.language === 'en' ? 'en' : 'zh';
  if (offer?.state !== 'open') return farewellDocument([say('desk_gone')], language, setup);
  const response = new twilio.twiml.VoiceResponse();
  const gather = response.gather({
    input: ['dtmf'],
    numDigits: 1,
    finishOnKey: '',
    timeout: KEY_SECONDS,
    action: `${publicUrl}/twilio/desk-phone/${offerId}/key`,
    method: 'POST',
  });
  speak(
    gather,
    [say('desk_offer', { rescue: offer.priority === LINE_PRIORITY.rescue })],
    language,
    setup.prompts,
  );
  response.hangup();
  return response.toString();
}
