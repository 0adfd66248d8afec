import type { Input, Taken } from '../line.ts';
import type { Verb } from './parse.ts';
import { playPrompt } from './prompt.ts';
import { type Outcome, resolve, type Stage, target } from './stage.ts';

const DEFAULT_TIMEOUT_S = 5;
/** Whoever has begun to speak may take this long. */
const SPEAKING_MS = 60_000;

type Heard =
  | { digits: string; finishedOn?: string }
  | { speech: string; confidence: number }
  | { nothing: true };

/**
 * Plays the nested prompts and collects keys or speech. With input the action is next; without, the verb after the
 * Gather, unless actionOnEmptyResult. The finishing key alone does nothing: it works only after other keys.
 */
export async function gather(stage: Stage, verb: Verb): Promise<Outcome> {
  const { carrier, call } = stage;
  const { attributes } = verb;
  const input = (attributes.input ?? 'dtmf').split(' ') as ('dtmf' | 'speech')[];
  const finishOnKey = attributes.finishOnKey ?? '#';
  const numDigits = attributes.numDigits === undefined ? null : Number(attributes.numDigits);
  const language = attributes.language ?? 'en-US';
  const patience = call.patience(Number(attributes.timeout) || DEFAULT_TIMEOUT_S);
  let digits = '';

  const takeKeys = (keys: string): Taken<Heard> => {
    carrier.tell(call, { type: 'input', kind: 'keys', text: keys });
    for (const key of keys) {
      if (key === finishOnKey) {
        if (digits) return { done: { digits, finishedOn: key } };
        continue;
      }
      digits += key;
      if (digits.length === numDigits) return { done: { digits } };
    }
    return { more: true, restartMs: patience };
  };
  const take = (given: Input): Taken<Heard> | undefined => {
    switch (given.kind) {
      case 'keys':
        return input.includes('dtmf') ? takeKeys(given.digits) : undefined;
      case 'speech':
        if (!input.includes('speech')) return undefined;
        carrier.tell(call, { type: 'input', kind: 'speech', text: given.text });
        return { done: { speech: given.text, confidence: given.confidence } };
      case 'speaking':
        return input.includes('speech') ? { more: true, restartMs: SPEAKING_MS } : undefined;
      case 'silence':
        carrier.tell(call, { type: 'input', kind: 'silence', text: '' });
        return { done: digits ? { digits } : { nothing: true } };
      default:
        return undefined;
    }
  };

  const waiting = {
    for: 'gather',
    input,
    numDigits,
    finishOnKey,
    hints: attributes.hints ? attributes.hints.split(',').map((hint) => hint.trim()) : [],
    language,
    step: resolve(stage, attributes.action ?? ''),
  } as const;
  call.waiting = waiting;
  const prompts = verb.children
    .filter((child) => child.name === 'Say')
    .map((say) => ({ text: say.text, language: say.attributes.language ?? 'en-US' }));
  carrier.tell(call, { type: 'gather', ...waiting, prompts });
  try {
    const heard = await listen(stage, verb, take, patience);
    return next(stage, verb, heard === 'timeout' ? (digits ? { digits } : { nothing: true }) : heard, input);
  } finally {
    call.waiting = null;
    carrier.tell(call, { type: 'waited' });
  }
}

/** The prompts, which a key or (if bargeIn) a word interrupts, and then the wait. */
async function listen(
  stage: Stage,
  verb: Verb,
  take: (input: Input) => Taken<Heard> | undefined,
  patience: number,
): Promise<Heard | 'timeout'> {
  let ms = patience;
  const bargeIn = verb.attributes.bargeIn !== 'false';
  const interrupting = (input: Input): Taken<Heard | 'interrupted'> | undefined => {
    if ((input.kind === 'speech' || input.kind === 'speaking') && !bargeIn) return undefined;
    const taken = take(input);
    if (!taken || 'done' in taken) return taken;
    ms = taken.restartMs ?? patience;
    return { done: 'interrupted' };
  };
  for (const child of verb.children) {
    const heard = await playPrompt(stage, child, interrupting);
    if (heard === 'interrupted') break;
    if (heard !== 'timeout') return heard;
  }
  return await stage.line.wait(ms, take);
}

function next(stage: Stage, verb: Verb, heard: Heard, input: ('dtmf' | 'speech')[]): Outcome {
  const { action, method, actionOnEmptyResult, language } = verb.attributes;
  const params: Record<string, string> = {};
  if ('digits' in heard) {
    params.Digits = heard.digits;
    if (heard.finishedOn) params.FinishedOnKey = heard.finishedOn;
  } else if ('speech' in heard) {
    params.SpeechResult = heard.speech;
    params.Confidence = String(heard.confidence);
    params.Language = language ?? 'en-US';
  } else {
    if (actionOnEmptyResult !== 'true') return undefined;
    if (input.includes('dtmf')) params.Digits = '';
    if (input.includes('speech')) params.SpeechResult = '';
  }
  return target(stage, action, method, params);
}
