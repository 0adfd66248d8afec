import twilio from 'twilio';
import { isDiallable } from '../../domain/phone-number.ts';
import { announcementsAt } from '../../domain/setup/announcements.ts';
import { RESCUE_KEY } from '../../domain/setup/menu.ts';
import type { PhoneSetup } from '../../domain/setup/phone-setup.ts';
import type { Language, LineState } from '../../domain/vocabulary.ts';
import { chooseCallback } from '../../services/line/choose-callback.ts';
import { lockEntry } from '../../services/line/entries.ts';
import { hurry } from '../../services/line/hurry.ts';
import { type LinePlace, linePlace } from '../../services/line/line-place.ts';
import { policyInForce } from '../../services/policy.ts';
import type { Tx } from '../../services/transaction.ts';
import { organisationZone } from '../../services/zone.ts';
import { say } from '../flow/moves.ts';
import { MELODY_PATH, waitPath } from '../paths.ts';
import type { Line } from '../prompts/types.ts';
import { speak, VOICES } from '../twiml.ts';

/** Seconds that the built-in melody lasts: between two looks at the place in line. A key is heard all the while. */
const ROUND_SECONDS = 10;

/** What the caller was last told, and how many rounds of music ago. Travels in the address: nothing is kept. */
export interface LastTold {
  place: number;
  rounds: number;
}

export interface Waiting {
  contactId: number;
  language: Language;
  number: string;
  state: LineState;
  at: LinePlace | null;
}

/** How a caller in line stands; null for somebody who never was in it. */
export async function waitingOf(tx: Tx, contactId: number, now: Date): Promise<Waiting | null> {
  const [row] = await tx.query(
    `SELECT c.language, c.number, e.state FROM line_entry e JOIN contact c ON c.id = e.contactId
     WHERE e.contactId = ?`,
    [contactId],
  );
  return row ? { contactId, ...row, at: await linePlace(tx, { contactId }, now) } : null;
}

/**
 * What is heard in line: the place and an honest time, first, whenever the place has changed, and every so often; the
 * keys that lead out; music between. The same rows give the same document, however often it is asked for.
 */
export function waitDocument(
  waiting: Waiting | null,
  told: LastTold | null,
  setup: PhoneSetup,
  now: Date,
  publicUrl: string,
): string {
  const response = new twilio.twiml.VoiceResponse();
  if (!waiting || waiting.state === 'ended') {
    speak(response, [say('line_left_sorry')], waiting?.language ?? 'zh', setup.prompts);
    response.leave();
    return response.toString();
  }
  const { contactId, language, number, at } = waiting;
  const base = publicUrl + waitPath(contactId);
  if (!at || waiting.state === 'callback') {
    // Somebody has taken the call, and it is on its way to them.
    response.pause({ length: 2 });
    response.redirect({ method: 'POST' }, base);
    return response.toString();
  }
  const rounds = Math.max(1, Math.round(setup.wait.announceEverySeconds / ROUND_SECONDS));
  const due = told === null || told.place !== at.place || told.rounds + 1 >= rounds;
  const gather = response.gather({
    input: ['dtmf'],
    numDigits: 1,
    finishOnKey: '',
    timeout: 1,
    action: `${base}/choice`,
    method: 'POST',
  });
  if (due) {
    speak(gather, placeLines(at, number), language, setup.prompts);
    for (const { text } of announcementsAt(setup.announcements, 'line', now, organisationZone())) {
      if (told === null && text[language]) gather.say(VOICES[language], text[language]);
    }
  }
  gather.play(setup.wait.musicUrl || publicUrl + MELODY_PATH);
  const next = due ? 0 : (told?.rounds ?? 0) + 1;
  response.redirect({ method: 'POST' }, `${base}/${at.place}/${next}`);
  return response.toString();
}

function placeLines({ place, etaSeconds }: LinePlace, number: string): Line[] {
  const minutes = etaSeconds === null ? null : Math.round(etaSeconds / 60);
  return [say('line_place', { place, minutes }), say('line_keys', { callback: isDiallable(number) })];
}

/** Key 1: hang up and keep the place. Key 2: leave a message instead. The star: danger. Anything else: wait on. */
export async function waitChoice(
  tx: Tx,
  {
    contactId,
    keys,
    setup,
    publicUrl,
  }: { contactId: number; keys: string; setup: PhoneSetup; publicUrl: string },
  now: Date,
): Promise<string> {
  const response = new twilio.twiml.VoiceResponse();
  const waiting = await waitingOf(tx, contactId, now);
  const base = publicUrl + waitPath(contactId);
  if (keys === '1' && waiting && isDiallable(waiting.number)) {
    const entry = await lockEntry(tx, { contactId });
    // Taken in that very moment: they are being put through.
    if (entry && entry.state !== 'connected' && entry.state !== 'ended') {
      await chooseCallback(tx, { contactId }, now);
      const hours = (await policyInForce(tx)).policy.followup.callbackHours;
      const lines = [say('line_callback_kept'), say('callback_promised', { hours }), say('goodbye')];
      speak(response, lines, waiting.language, setup.prompts);
      response.hangup();
      return response.toString();
    }
  }
  const danger = keys === RESCUE_KEY && waiting?.at != null;
  if (danger) await hurry(tx, { contactId }, now);
  // The menu goes on where the call leaves the line (flow/line.ts).
  if (danger || (keys === '2' && waiting?.at)) response.leave();
  else response.redirect({ method: 'POST' }, base);
  return response.toString();
}
