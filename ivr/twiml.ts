import twilio from 'twilio';
import type { Language } from '../domain/vocabulary.ts';
import type { Expect, HintSet, Reference } from './flow/types.ts';
import { type Dialling, dialOther } from './masked/dial-other.ts';
import { HINTS } from './prompts/hints.ts';
import { words } from './prompts/index.ts';
import type { Line, PromptKey } from './prompts/types.ts';
import type { Wordings } from './prompts/wording.ts';

export type VoiceResponse = InstanceType<typeof twilio.twiml.VoiceResponse>;
export type Gather = ReturnType<VoiceResponse['gather']>;
type GatherAttributes = NonNullable<Parameters<VoiceResponse['gather']>[0]>;

export const VOICES = {
  zh: { language: 'cmn-CN', voice: 'Polly.Zhiyu-Neural' },
  en: { language: 'en-US', voice: 'Polly.Joanna-Neural' },
} as const;
/** Speech recognition names Mandarin otherwise than speech does. */
const LISTENS = { zh: 'cmn-Hans-CN', en: 'en-US' } as const;
/** Of what is recorded the carrier writes English down, and nothing else. */
const TRANSCRIBED: ReadonlySet<Language> = new Set(['en']);

const KEY_SECONDS = 6;
const NUMBER_SECONDS = 8;
/** Stands for the next step in what is rendered once. */
const NEXT = 'https://next.invalid/';

export interface Answer {
  lines: Line[];
  expect: Expect;
  language: Language;
  /** What is heard in the line, where the call is to wait there. */
  waitUrl?: string;
  /** Who gets what is recorded in words, where the carrier knows the language. */
  transcriptUrl?: string;
  /** Where the call is put through to somebody. */
  dialling?: Dialling;
}

/** Sentences that are told nothing of the caller: with the same parameters they are the same for everyone. */
const SHARED: ReadonlySet<PromptKey> = new Set([
  'announcement',
  'menu',
  'offer_chase',
  'category',
  'choose_place',
  'progress_menu',
  'reach',
  'survey_question',
]);
const isShared = ({ key, params }: Line): boolean => params === null || SHARED.has(key);

/** What is the same for every caller is rendered once per state of the reference. */
const rendered = new WeakMap<Reference, Map<string, string>>();

/**
 * What is said and waited for, as TwiML. Whatever ends a wait (a key, words, silence) goes to `nextUrl`, so no
 * answer is a dead end.
 */
export function renderTwiml(answer: Answer, nextUrl: string, ref: Reference): string {
  if (answer.waitUrl !== undefined || answer.dialling || !answer.lines.every(isShared))
    return build(answer, nextUrl, ref);
  let known = rendered.get(ref);
  if (!known) {
    known = new Map();
    rendered.set(ref, known);
  }
  const key = JSON.stringify(answer);
  let document = known.get(key);
  if (document === undefined) {
    document = build(answer, NEXT, ref);
    known.set(key, document);
  }
  return document.replaceAll(NEXT, nextUrl);
}

function build(
  { lines, expect, language, waitUrl, transcriptUrl, dialling }: Answer,
  nextUrl: string,
  ref: Reference,
): string {
  const response = new twilio.twiml.VoiceResponse();
  const { prompts: own } = ref.setup;
  switch (expect.kind) {
    case 'hangup':
      speak(response, lines, language, own);
      response.hangup();
      break;
    case 'record':
      speak(response, lines, language, own);
      response.record({
        action: nextUrl,
        method: 'POST',
        maxLength: expect.maxSeconds,
        finishOnKey: expect.agentKey ? '#0' : '#',
        timeout: KEY_SECONDS,
        playBeep: true,
        ...(transcriptUrl && TRANSCRIBED.has(language)
          ? { transcribe: true, transcribeCallback: transcriptUrl }
          : {}),
      });
      response.redirect({ method: 'POST' }, nextUrl);
      break;
    case 'enqueue':
      speak(response, lines, language, own);
      enqueue(response, { waitUrl, action: nextUrl });
      break;
    case 'dial':
      speak(response, lines, language, own);
      if (dialling) dialOther(response, expect.through, { ...dialling, action: nextUrl });
      response.redirect({ method: 'POST' }, nextUrl);
      break;
    case 'key':
    case 'keys':
    case 'speech':
      speak(response.gather(gatherAttributes(expect, language, nextUrl, ref)), lines, language, own);
      response.redirect({ method: 'POST' }, nextUrl);
      break;
    default: {
      const never: never = expect;
      throw new Error(`unknown wait ${JSON.stringify(never)}`);
    }
  }
  return response.toString();
}

/** The one queue at the carrier: who is next is decided here, not there. */
const QUEUE = 'hotline';

export function enqueue(
  response: VoiceResponse,
  { waitUrl, action }: { waitUrl: string | undefined; action: string },
): void {
  response.enqueue({ action, method: 'POST', waitUrl, waitUrlMethod: 'POST' }, QUEUE);
}

function gatherAttributes(
  expect: Extract<Expect, { kind: 'key' | 'keys' | 'speech' }>,
  language: Language,
  action: string,
  ref: Reference,
): GatherAttributes {
  const common: GatherAttributes = { action, method: 'POST', actionOnEmptyResult: true };
  if (expect.kind === 'keys') {
    return { ...common, input: ['dtmf'], numDigits: expect.max, finishOnKey: '#', timeout: NUMBER_SECONDS };
  }
  const keys = { ...common, numDigits: 1, finishOnKey: '', timeout: KEY_SECONDS };
  const listens = expect.kind === 'speech' || expect.hints !== undefined;
  if (!listens) return { ...keys, input: ['dtmf'] };
  const hints =
    typeof expect.hints === 'object' ? expect.hints.words : hintsOf(expect.hints, expect.near, language, ref);
  return {
    ...keys,
    input: ['dtmf', 'speech'],
    speechTimeout: 'auto',
    language: LISTENS[language],
    ...(hints.length > 0 ? { hints: hints.join(',') } : {}),
  };
}

function hintsOf(
  set: HintSet | undefined,
  near: string | undefined,
  language: Language,
  ref: Reference,
): string[] {
  switch (set) {
    case undefined:
      return [];
    case 'menu':
    case 'yes_no':
    case 'ticket':
    case 'windows':
    case 'rescue':
      return HINTS[language][set];
    case 'places':
      return ref.placeHints(near);
    case 'categories':
      return language === 'zh'
        ? ref.categories.flatMap(({ name, spoken }) => [name, ...spoken])
        : ref.categories.map(({ nameEn }) => nameEn);
    default: {
      const never: never = set;
      return never;
    }
  }
}

/** Chinese characters and what stands between two of them. */
const CHINESE = /(\p{Script=Han}(?:[\p{Script=Han}\d·]*\p{Script=Han})?)/u;

/** The English voice cannot read Chinese names: within English they are spoken by the Chinese one. */
export function speak(
  response: VoiceResponse | Gather,
  lines: Line[],
  callerLanguage: Language,
  own?: Wordings,
): void {
  for (const line of lines) {
    const { text, language } = words(line, callerLanguage, own);
    const parts = language === 'zh' ? [text] : text.split(CHINESE);
    for (const part of parts) {
      if (!/[\p{L}\p{N}]/u.test(part)) continue;
      response.say(VOICES[language === 'en' && CHINESE.test(part) ? 'zh' : language], spoken(part));
    }
  }
}

/** Punctuation that an interrupted sentence leaves at a beginning reads badly. */
const spoken = (part: string): string => part.replace(/^[\s,.;:?!]+/, '').trim();
