import { CarrierError } from '../errors.ts';
import { answer } from './answer.ts';
import { dial } from './dial.ts';
import { enqueue } from './enqueue.ts';
import type { Verb } from './parse.ts';
import type { VerbName } from './rules.ts';
import { type Performer, simplePerformers } from './simple-verbs.ts';
import type { Outcome, Stage } from './stage.ts';

/** How each verb is performed; a new verb needs a rule in rules.ts and a line here. */
const performers: Record<VerbName, Performer> = {
  ...simplePerformers,
  Reject: async (_stage, verb) => ({ end: verb.attributes.reason === 'busy' ? 'busy' : 'no-answer' }),
  Enqueue: enqueue,
  Leave: async () => {
    throw new CarrierError(12200, 'Leave in a document that is not heard in a queue');
  },
  Dial: dial,
};

/** Performs a document to its end or to the verb that leaves it. The end of a document ends the call. */
export async function performDocument(stage: Stage, verbs: Verb[]): Promise<Exclude<Outcome, undefined>> {
  for (const verb of verbs) {
    if (verb.name === 'Reject' && stage.call.status !== 'ringing') {
      throw new CarrierError(12200, 'Reject after the call has been answered');
    }
    if (verb.name !== 'Reject' && verb.attributes.answerOnBridge !== 'true') answer(stage);
    stage.line.check();
    const outcome = await performers[verb.name as VerbName](stage, verb);
    if (outcome) return outcome;
  }
  answer(stage);
  return { end: 'completed' };
}
