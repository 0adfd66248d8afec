import { gatherLanguages, isVoice, sayLanguages } from './languages.ts';

/** An attribute's check: the error code and sentence when the value is wrong. */
export interface AttributeRule {
  code: number;
  allowed: string;
  test: (value: string) => boolean;
}

export interface VerbRule {
  attributes: Record<string, AttributeRule>;
  /** Elements that may stand inside, and the code when another one does. */
  children: readonly string[];
  wrongChildCode: number;
  text: 'none' | 'optional' | 'required';
}

export const MAX_SAY_CHARACTERS = 3_000;
export const MAX_SAY_HANZI = 500;
export const MAX_HINTS = 500;
export const MAX_HINT_CHARACTERS = 100;

const invalidSchema = 12200;

const oneOf = (code: number, ...values: string[]): AttributeRule => ({
  code,
  allowed: values.join(' | '),
  test: (value) => values.includes(value),
});
const whole = (code: number, min: number, max = Number.MAX_SAFE_INTEGER): AttributeRule => ({
  code,
  allowed: max === Number.MAX_SAFE_INTEGER ? `whole number from ${min}` : `whole number ${min}–${max}`,
  test: (value) => /^\d+$/.test(value) && Number(value) >= min && Number(value) <= max,
});
const wholeOrAuto = (code: number): AttributeRule => ({
  code,
  allowed: 'whole number from 1 | auto',
  test: (value) => value === 'auto' || (/^\d+$/.test(value) && Number(value) >= 1),
});
const matching = (code: number, pattern: RegExp, allowed: string): AttributeRule => ({
  code,
  allowed,
  test: (value) => pattern.test(value),
});
const webUrl: AttributeRule = {
  code: 11100,
  allowed: 'absolute or relative http(s) URL',
  test: (value) => {
    if (!URL.canParse(value, 'http://base.invalid/')) return false;
    return /^https?:$/.test(new URL(value, 'http://base.invalid/').protocol);
  },
};
const bool = (code = invalidSchema) => oneOf(code, 'true', 'false');
const method = (code: number) => oneOf(code, 'GET', 'POST');
const anyText = matching(invalidSchema, /^[\s\S]*$/, 'text');
const words = (code: number, ...values: string[]): AttributeRule => ({
  code,
  allowed: `one or more of ${values.join(', ')}, separated by spaces`,
  test: (value) => value.split(' ').every((word) => values.includes(word)),
});
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
      action: webUrl,
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
    action: webUrl,
    finishOnKey: matching(13613, /^[0-9*#]*$/, 'any of 0–9 * #'),
    maxLength: whole(13612, 1, 86_400),
    method: method(13610),
    playBeep: bool(13616),
    recordingStatusCallback: webUrl,
    recordingStatusCallbackEvent: words(invalidSchema, 'in-progress', 'completed', 'absent'),
    recordingStatusCallbackMethod: method(13610),
    timeout: whole(13611, 0),
    trim: oneOf(invalidSchema, 'trim-silence', 'do-not-trim'),
  }),
  Hangup: noun({}),
  Reject: noun({ reason: oneOf(invalidSchema, 'rejected', 'busy') }),
} satisfies Record<string, VerbRule>;

export type VerbName = keyof typeof verbRules;

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
