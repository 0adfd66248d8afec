import { Bridge } from '../bridge.ts';
import { deferred } from '../deferred.ts';
import type { Member } from '../queues.ts';
import type { DialProgress } from './dial-progress.ts';
import type { Verb } from './parse.ts';
import { type Stage, target } from './stage.ts';
import { stayConnected } from './talk.ts';

const DEFAULT_TIMEOUT_S = 30;
const DEFAULT_TIME_LIMIT_S = 14_400;

/** Takes the first call out of a queue, or the next that comes into it within the timeout. */
export async function dialQueue(stage: Stage, verb: Verb, noun: Verb, progress: DialProgress): Promise<void> {
  const { carrier, call } = stage;
  const queue = carrier.queues.byName(noun.text);
  if (!queue) {
    progress.status = 'failed';
    return;
  }
  progress.status = 'no-answer';
  const front = queue.awaitFront();
  const outOfTime = deferred<undefined>();
  const timeout = Number(verb.attributes.timeout ?? DEFAULT_TIMEOUT_S);
  const timer = setTimeout(() => outOfTime.settle(undefined), timeout * 1000);
  let member: Member | undefined;
  try {
    member = await stage.line.stay(Promise.race([front.member, outOfTime.promise]), () => false);
  } finally {
    clearTimeout(timer);
    if (!member) front.cancel();
  }
  if (!member) return;
  const { url, method } = noun.attributes;
  const bridge = new Bridge(carrier, call, member.call);
  const told = {
    QueueSid: queue.sid,
    QueueTime: String(member.waited),
    DequeingCallSid: call.sid,
  };
  member.take(bridge, url === undefined ? undefined : target(stage, url, method, told));
  Object.assign(progress.params, told, { DialCallSid: member.call.sid });
  const limit = setTimeout(
    () => bridge.end('limit'),
    Number(verb.attributes.timeLimit ?? DEFAULT_TIME_LIMIT_S) * 1000,
  );
  void bridge.connected.promise.then(() => progress.bridged('completed'));
  try {
    await stayConnected(stage, bridge, verb.attributes.hangupOnStar === 'true');
  } finally {
    clearTimeout(limit);
    const since = bridge.connectedAt?.getTime();
    if (since) progress.params.DialCallDuration = String(Math.max(1, Math.ceil((Date.now() - since) / 1000)));
  }
}
