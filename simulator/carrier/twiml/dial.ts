import { Interrupted } from '../line.ts';
import { answer } from './answer.ts';
import { dialConference } from './dial-conference.ts';
import { dialPeople } from './dial-people.ts';
import { DialProgress } from './dial-progress.ts';
import { dialQueue } from './dial-queue.ts';
import type { Verb } from './parse.ts';
import { type Outcome, type Stage, target, tellAction } from './stage.ts';

/**
 * Connects the call with others. Afterwards the action is next, or without one the next verb. When the caller hangs
 * up, the action is still told; when another document takes the call over, it is not.
 */
export async function dial(stage: Stage, verb: Verb): Promise<Outcome> {
  const { action, method } = verb.attributes;
  const progress = new DialProgress(stage, verb);
  const next = () => (action === undefined ? undefined : target(stage, action, method, progress.params));
  try {
    const [noun] = verb.children;
    if (noun?.name === 'Conference' || noun?.name === 'Queue') answer(stage);
    if (noun?.name === 'Conference') await dialConference(stage, verb, noun, progress);
    else if (noun?.name === 'Queue') await dialQueue(stage, verb, noun, progress);
    else await dialPeople(stage, verb, progress);
  } catch (error) {
    progress.end();
    const told = error instanceof Interrupted && stage.line.interruption?.kind === 'hangup' && next();
    if (told) tellAction(stage, told);
    throw error;
  }
  progress.end();
  return next();
}
