import { Interrupted } from '../line.ts';
import { answer } from './answer.ts';
import { dialConference } from './dial-conference.ts';
import { dialPeople } from './dial-people.ts';
import { dialQueue } from './dial-queue.ts';
import type { Verb } from './parse.ts';
import { type Outcome, type Stage, target, tellAction } from './stage.ts';

/** What the action of a Dial is told; filled in as the Dial goes on, so that it is true whenever it breaks off. */
export type DialReport = Record<string, string> & { DialCallStatus: string; DialBridged: string };

/**
 * Connects the call with others. Afterwards the action is next, or without one the next verb. When the caller hangs
 * up, the action is still told; when another document takes the call over, it is not.
 */
export async function dial(stage: Stage, verb: Verb): Promise<Outcome> {
  const { action, method } = verb.attributes;
  const report: DialReport = { DialCallStatus: 'canceled', DialBridged: 'false' };
  const next = () => (action === undefined ? undefined : target(stage, action, method, report));
  try {
    const [noun] = verb.children;
    if (noun?.name === 'Conference' || noun?.name === 'Queue') answer(stage);
    if (noun?.name === 'Conference') await dialConference(stage, verb, noun, report);
    else if (noun?.name === 'Queue') await dialQueue(stage, verb, noun, report);
    else await dialPeople(stage, verb, report);
  } catch (error) {
    const told = error instanceof Interrupted && stage.line.interruption?.kind === 'hangup' && next();
    if (told) tellAction(stage, told);
    throw error;
  }
  return next();
}
