import { Bridge } from '../bridge.ts';
import type { Call, Callback } from '../call.ts';
import { type Deferred, deferred } from '../deferred.ts';
import { CarrierError } from '../errors.ts';
import type { EndStatus } from '../types.ts';
import { answer } from './answer.ts';
import type { DialProgress } from './dial-progress.ts';
import { fetchDocument } from './fetch-document.ts';
import type { Verb } from './parse.ts';
import { performSimple } from './simple-verbs.ts';
import { type DocumentTarget, type Outcome, resolve, type Stage, target } from './stage.ts';
import { stayConnected } from './talk.ts';

const DEFAULT_TIMEOUT_S = 30;
const DEFAULT_TIME_LIMIT_S = 14_400;

/** A number or a client to be rung. */
interface Called {
  to: string;
  /** What the called one hears before the two are connected. */
  whisper: DocumentTarget | undefined;
  callback: Callback | undefined;
  machineDetection: 'Enable' | 'DetectMessageEnd' | undefined;
  parameters: Record<string, string>;
}

interface Connected {
  leg: Call;
  bridge: Bridge;
}

/** One round of ringing, all at once: who was first, and how the legs ended. */
interface Round {
  first: Deferred<Connected | undefined>;
  taken: boolean;
  legs: { call: Call; ended: Promise<EndStatus> }[];
}

/** Rings numbers and clients, all at once or one after another; the first to answer is connected. */
export async function dialPeople(stage: Stage, verb: Verb, progress: DialProgress): Promise<void> {
  const { carrier, call } = stage;
  const called = verb.children.length
    ? verb.children.map((noun) => calledBy(stage, noun))
    : [{ ...nobodyAsks, to: verb.text }];
  const from = callerId(stage, verb, called);
  const rounds = verb.attributes.sequential === 'true' ? called.map((one) => [one]) : [called];
  for (const round of rounds) {
    const connected = await ring(stage, verb, round, from, progress);
    if (!connected && progress.params.DialCallStatus !== 'completed') continue;
    if (!connected) return;
    const { leg, bridge } = connected;
    answer({ carrier, call });
    progress.bridged('completed');
    const limit = setTimeout(
      () => bridge.end('limit'),
      Number(verb.attributes.timeLimit ?? DEFAULT_TIME_LIMIT_S) * 1000,
    );
    try {
      const { why, by } = await stayConnected(stage, bridge, verb.attributes.hangupOnStar === 'true');
      // A leg that another document took over goes on; how long it lasts is not known yet.
      if (why !== 'redirect' || by !== leg) progress.params.DialCallDuration = String(await lengthOf(leg));
    } finally {
      clearTimeout(limit);
    }
    return;
  }
}

const nobodyAsks = { whisper: undefined, callback: undefined, machineDetection: undefined, parameters: {} };

function calledBy(stage: Stage, noun: Verb): Called {
  const { url, method, statusCallback, statusCallbackEvent, statusCallbackMethod } = noun.attributes;
  const identity = noun.children.find(({ name }) => name === 'Identity')?.text ?? noun.text;
  const parameters = noun.children.filter(({ name }) => name === 'Parameter');
  return {
    to: noun.name === 'Client' ? `client:${identity}` : noun.text,
    whisper: url === undefined ? undefined : target(stage, url, method),
    callback: statusCallback
      ? {
          url: resolve(stage, statusCallback),
          method: statusCallbackMethod === 'GET' ? 'GET' : 'POST',
          events: new Set((statusCallbackEvent ?? 'completed').split(' ')),
        }
      : undefined,
    machineDetection: noun.attributes.machineDetection as Called['machineDetection'],
    parameters: Object.fromEntries(
      parameters.map(({ attributes }) => [attributes.name ?? '', attributes.value ?? '']),
    ),
  };
}

/** What the called ones see: what the document says, if the account may show it, or the caller's own number. */
function callerId({ carrier, call }: Stage, verb: Verb, called: Called[]): string {
  const { callerId } = verb.attributes;
  const numbers = called.some(({ to }) => !to.startsWith('client:'));
  if (callerId === undefined) {
    if (numbers && call.from.startsWith('client:')) {
      throw new CarrierError(13214, 'A client that dials a number needs a callerId');
    }
    return call.from;
  }
  const own = [carrier.options.hotlineNumber, call.from, call.to];
  const client = callerId.startsWith('client:');
  if (client ? numbers : !own.includes(callerId)) {
    throw new CarrierError(13214, `The account may not show ${callerId} as caller`);
  }
  return callerId;
}

async function ring(
  stage: Stage,
  verb: Verb,
  called: Called[],
  from: string,
  progress: DialProgress,
): Promise<Connected | undefined> {
  const round: Round = { first: deferred(), taken: false, legs: [] };
  for (const one of called) callOut(stage, verb, round, one, from);
  void Promise.all(round.legs.map(({ ended }) => ended)).then((ends) => {
    if (round.taken) progress.status = 'completed';
    else progress.status = ends.find((end) => end === 'busy') ?? ends.at(-1) ?? 'failed';
    round.first.settle(undefined);
  });
  progress.params.DialCallSid = round.legs.at(-1)?.call.sid ?? '';
  try {
    const connected = await stage.line.stay(round.first.promise, () => false);
    if (connected) progress.params.DialCallSid = connected.leg.sid;
    return connected;
  } catch (error) {
    for (const { call } of round.legs) stage.switchboard.hangUp(call, 'app');
    throw error;
  }
}

function callOut(stage: Stage, verb: Verb, round: Round, called: Called, from: string): void {
  const { switchboard, call: parent } = stage;
  const leg = switchboard.leg(parent, from, called.to, called.callback);
  leg.parameters = called.parameters;
  const timeout = Number(verb.attributes.timeout ?? DEFAULT_TIMEOUT_S);
  const run = () => onAnswer(stage, round, leg, called);
  const wishes = { timeout, machineDetection: called.machineDetection };
  const ended = switchboard.carry(leg, wishes, { kind: 'work', run });
  round.legs.push({ call: leg, ended });
}

/** The first leg that is answered is whispered to and connected, the others ring no more. */
async function onAnswer(stage: Stage, round: Round, leg: Call, called: Called): Promise<{ end: EndStatus }> {
  const { carrier, switchboard } = stage;
  if (round.taken) return { end: 'completed' };
  round.taken = true;
  for (const { call } of round.legs) if (call !== leg) switchboard.hangUp(call, 'app');
  const legStage = { carrier, switchboard, call: leg, line: leg.line, base: undefined };
  if (called.whisper && !(await whisper(legStage, called.whisper))) return { end: 'completed' };
  const bridge = new Bridge(carrier, stage.call, leg);
  bridge.connect();
  round.first.settle({ leg, bridge });
  await stayConnected(legStage, bridge);
  return { end: 'completed' };
}

const whisperVerbs = ['Play', 'Say', 'Pause', 'Gather', 'Record', 'Redirect', 'Hangup'] as const;

/** Says whether the called one is still there afterwards. */
async function whisper(stage: Stage, first: DocumentTarget): Promise<boolean> {
  let next: DocumentTarget | undefined = first;
  while (next) {
    const fetched = await fetchDocument(stage, next);
    if (!('verbs' in fetched)) return true;
    const here = { ...stage, base: fetched.base };
    const outcome: Outcome = await performSimple(here, fetched.verbs, whisperVerbs, 13201);
    if (outcome && 'end' in outcome) return false;
    next = outcome;
  }
  return true;
}

/** Whole seconds of a leg that is just ending. */
async function lengthOf(leg: Call): Promise<number> {
  await leg.ended.promise;
  return leg.duration;
}
