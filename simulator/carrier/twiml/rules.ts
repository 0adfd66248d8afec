import {
  type AttributeRule,
  anyText,
  bool,
  invalidSchema,
  matching,
  method,
  oneOf,
  type VerbRule,
  webUrl,
  whole,
  wholeOrAuto,
  words,
} from './attribute-rules.ts';
import { dialRule, enqueueRule, nounRules } from './connecting-rules.ts';
import { gatherLanguages, isVoice, sayLanguages } from './languages.ts';

export const MAX_SAY_CHARACTERS = 3_000;
export const MAX_SAY_HANZI = 500;
export const MAX_HINTS = 500;
export const MAX_HINT_CHARACTERS = 100;

const hints: AttributeRule = {
  code: invalidSchema,
  allowed: `at most ${MAX_HINTS} phrases of ${MAX_HINT_CHARACTERS} characters, separated by commas`,
  test: (value) => {
    const phrases = value.split(',');
    return (
      phrases.length <= MAX_HINTS &&
      phrases.every((phrase) => [...phrase.trim()].length <= MAX_HINT_CHARACTERS)
    );
  },
};

const ssml = ['break', 'emphasis', 'lang', 'p', 'phoneme', 'prosody', 's', 'say-as', 'sub', 'w'] as const;
const ssmlElement = (
  attributes: Record<string, AttributeRule>,
  text: VerbRule['text'] = 'optional',
): VerbRule => ({
  attributes,
  children: text === 'none' ? [] : ssml,
  wrongChildCode: invalidSchema,
  text,
});
const noun = (attributes: Record<string, AttributeRule>, text: VerbRule['text'] = 'none'): VerbRule => ({
  attributes,
  children: [],
  wrongChildCode: invalidSchema,
  text,
});

/** The verbs that may stand directly in a Response. */
export const verbRules = {
  Say: {
    attributes: {
      voice: { code: 13511, allowed: 'man | woman | alice | Polly.… | Google.…', test: isVoice },
      language: {
        code: 13512,
        allowed: 'a language that Say speaks',
        test: (value) => sayLanguages.has(value),
      },
      loop: whole(13510, 0, 1000),
    },
    children: ssml,
    wrongChildCode: invalidSchema,
    text: 'required',
  },
  Play: noun(
    { loop: whole(13410, 0, 1000), digits: matching(13420, /^[0-9w*#]+$/, '0–9 w * #') },
    'optional',
  ),
  Pause: noun({ length: whole(13910, 1) }),
  Gather: {
    attributes: {
      action: webUrl(),
      actionOnEmptyResult: bool(),
      bargeIn: bool(),
      debug: bool(),
      dtmfDetection: anyText,
      enhanced: bool(),
      finishOnKey: matching(13310, /^[0-9*#]?$/, 'one of 0–9 * #, or empty'),
      hints,
      input: words(invalidSchema, 'dtmf', 'speech'),
      language: {
        code: invalidSchema,
        allowed: 'a language that Gather understands',
        test: (value) => gatherLanguages.has(value),
      },
      maxSpeechTime: whole(13313, 1),
      method: method(13312),
      numDigits: whole(13314, 1),
      profanityFilter: bool(),
      speechModel: anyText,
      speechTimeout: wholeOrAuto(13313),
      timeout: wholeOrAuto(13313),
    },
    children: ['Say', 'Play', 'Pause'],
    wrongChildCode: 13320,
    text: 'none',
  },
  Redirect: noun({ method: method(13710) }, 'required'),
  Record: noun({
    action: webUrl(),
    finishOnKey: matching(13613, /^[0-9*#]*$/, 'any of 0–9 * #'),
    maxLength: whole(13612, 1, 86_400),
    method: method(13610),
    playBeep: bool(13616),
    recordingStatusCallback: webUrl(),
    recordingStatusCallbackEvent: words(invalidSchema, 'in-progress', 'completed', 'absent'),
    recordingStatusCallbackMethod: method(13610),
    timeout: whole(13611, 0),
    transcribe: bool(),
    transcribeCallback: webUrl(),
    trim: oneOf(invalidSchema, 'trim-silence', 'do-not-trim'),
  }),
  Hangup: noun({}),
  Reject: noun({ reason: oneOf(invalidSchema, 'rejected', 'busy') }),
  Enqueue: enqueueRule,
  Leave: noun({}),
  Dial: dialRule,
} satisfies Record<string, VerbRule>;

export type VerbName = keyof typeof verbRules;
export type ElementName = VerbName | keyof typeof nounRules;

export const elementRules: Record<ElementName, VerbRule> = { ...verbRules, ...nounRules };

/** What may stand inside a Say to shape the speech. */
export const ssmlRules: Record<(typeof ssml)[number], VerbRule> = {
  break: ssmlElement(
    {
      strength: oneOf(invalidSchema, 'none', 'x-weak', 'weak', 'medium', 'strong', 'x-strong'),
      time: matching(invalidSchema, /^\d+(\.\d+)?m?s$/, 'a time such as 500ms or 2s, at most 10 s'),
    },
    'none',
  ),
  emphasis: ssmlElement({ level: oneOf(invalidSchema, 'strong', 'moderate', 'reduced') }),
  lang: ssmlElement({ 'xml:lang': anyText }),
  p: ssmlElement({}),
  phoneme: ssmlElement({ alphabet: oneOf(invalidSchema, 'ipa', 'x-sampa', 'x-amazon-pinyin'), ph: anyText }),
  prosody: ssmlElement({ volume: anyText, rate: anyText, pitch: anyText }),
  s: ssmlElement({}),
  'say-as': ssmlElement({
    'interpret-as': oneOf(
      invalidSchema,
      ...[
        'character',
        'characters',
        'spell-out',
        'cardinal',
        'number',
        'ordinal',
        'digits',
        'fraction',
        'unit',
      ],
      ...['date', 'time', 'address', 'expletive', 'telephone'],
    ),
    role: anyText,
    format: anyText,
  }),
  sub: ssmlElement({ alias: anyText }),
  w: ssmlElement({ role: anyText }),
};
