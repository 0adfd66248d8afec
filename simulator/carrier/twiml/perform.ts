import type { Call } from '../call.ts';
import { CarrierError } from '../errors.ts';
import { gather } from './gather.ts';
import type { Verb } from './parse.ts';
import { playPrompt } from './prompt.ts';
import { record } from './record.ts';
import type { VerbName } from './rules.ts';
import { type Outcome, type Stage, target } from './stage.ts';

type Performer = (stage: Stage, verb: Verb) => Promise<Outcome>;

/** How each verb is performed; a new verb needs a rule in rules.ts and a line here. */
const performers: Record<VerbName, Performer> = {
  Say: prompt,
  Play: prompt,
  Pause: prompt,
  Gather: gather,
  Record: record,
  Redirect: async (stage, verb) => target(stage, verb.text, verb.attributes.method),
  Hangup: async () => ({ end: 'completed' }),
  Reject: async (_stage, verb) => ({ end: verb.attributes.reason === 'busy' ? 'busy' : 'no-answer' }),
};

/** Performs a document to its end or to the verb that leaves it. The end of a document ends the call. */
export async function performDocument(stage: Stage, verbs: Verb[]): Promise<Exclude<Outcome, undefined>> {
  for (const verb of verbs) {
    if (verb.name === 'Reject') refuseLateReject(stage.call);
    else answer(stage);
    stage.call.line.check();
    const outcome = await performers[verb.name](stage, verb);
    if (outcome) return outcome;
  }
  answer(stage);
  return { end: 'completed' };
}

/** An inbound call counts as answered from the first verb that is not a Reject. */
function answer({ carrier, call }: Stage): void {
  if (call.status !== 'ringing') return;
  call.status = 'in-progress';
  call.answeredAt = new Date();
  call.updatedAt = call.answeredAt;
  carrier.tell(call, { type: 'answered' });
}

function refuseLateReject(call: Call): void {
  if (call.status !== 'ringing') throw new CarrierError(12200, 'Reject after the call has been answered');
}

const nothingTaken = () => undefined;

async function prompt(stage: Stage, verb: Verb): Promise<undefined> {
  await playPrompt(stage, verb, nothingTaken);
}
