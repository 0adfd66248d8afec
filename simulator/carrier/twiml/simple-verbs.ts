import { CarrierError } from '../errors.ts';
import { gather } from './gather.ts';
import type { Verb } from './parse.ts';
import { playPrompt } from './prompt.ts';
import { record } from './record.ts';
import { type Outcome, type Stage, target } from './stage.ts';

export type Performer = (stage: Stage, verb: Verb) => Promise<Outcome>;

const nothingTaken = () => undefined;

async function prompt(stage: Stage, verb: Verb): Promise<undefined> {
  await playPrompt(stage, verb, nothingTaken);
}

/** The verbs that concern one call alone, which may also stand in what is heard while waiting. */
export const simplePerformers = {
  Say: prompt,
  Play: prompt,
  Pause: prompt,
  Gather: gather,
  Record: record,
  Redirect: async (stage, verb) => target(stage, verb.text, verb.attributes.method),
  Hangup: async () => ({ end: 'completed' }),
} satisfies Record<string, Performer>;

export type SimpleVerb = keyof typeof simplePerformers;

/** Performs verbs of which only `allowed` may stand here; another one is an error with this code. */
export async function performSimple(
  stage: Stage,
  verbs: Verb[],
  allowed: readonly SimpleVerb[],
  wrongVerbCode: number,
): Promise<Outcome> {
  const wrong = verbs.find(({ name }) => !(allowed as readonly string[]).includes(name));
  if (wrong)
    throw new CarrierError(wrongVerbCode, `${wrong.name} may not stand in this document`, stage.base);
  for (const verb of verbs) {
    stage.line.check();
    const outcome = await simplePerformers[verb.name as SimpleVerb](stage, verb);
    if (outcome) return outcome;
  }
  return undefined;
}
