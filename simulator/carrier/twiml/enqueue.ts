import { Interrupted } from '../line.ts';
import type { Member, Queue, QueueExit } from '../queues.ts';
import { fetchDocument } from './fetch-document.ts';
import type { Verb } from './parse.ts';
import { Programme, type ProgrammeRules } from './programme.ts';
import { performSimple } from './simple-verbs.ts';
import { type DocumentTarget, type Outcome, type Stage, target, tellAction } from './stage.ts';
import { stayConnected } from './talk.ts';

/**
 * Waits in a queue, hearing the waitUrl over and over, until somebody takes the call, a Leave, an error, a hang-up or
 * another document ends that. The action is told the QueueResult; without one the next verb follows.
 */
export async function enqueue(stage: Stage, verb: Verb): Promise<Outcome> {
  const { carrier, call } = stage;
  const queue = carrier.queues.named(verb.text);
  if (queue.full) return after(stage, verb, { QueueResult: 'queue-full' });
  const member = queue.join(call);
  let result = 'system-error';
  try {
    const exit = await wait(stage, verb, queue, member);
    if (exit.kind === 'taken') {
      result = 'bridged';
      leave(stage, queue, member, result);
      await talk(stage, exit);
    } else {
      result = exit.kind;
      leave(stage, queue, member, result);
    }
    const params = told(queue, member, result);
    if (exit.kind !== 'hangup') return after(stage, verb, params);
    stage.line.interrupt({ kind: 'hangup', by: 'app' });
    throw new Interrupted();
  } catch (error) {
    if (!(error instanceof Interrupted)) {
      member.bridge?.end('hangup', call);
      throw error;
    }
    const redirected = stage.line.interruption?.kind === 'redirect';
    if (member.bridge?.connectedAt) result = redirected ? 'redirected-from-bridged' : 'bridged';
    else result = redirected ? 'redirected' : 'hangup';
    member.bridge?.end(redirected ? 'redirect' : 'hangup', call);
    leave(stage, queue, member, result);
    const action = after(stage, verb, told(queue, member, result));
    if (action) tellAction(stage, action);
    throw error;
  }
}

/** The action, if there is one. */
function after(
  stage: Stage,
  { attributes }: Verb,
  params: Record<string, string>,
): DocumentTarget | undefined {
  return attributes.action === undefined
    ? undefined
    : target(stage, attributes.action, attributes.method, params);
}

const told = (queue: Queue, member: Member, QueueResult: string) => ({
  QueueResult,
  QueueSid: queue.sid,
  QueueTime: String(member.leftAfter ?? member.waited),
});

function leave({ carrier, call }: Stage, queue: Queue, member: Member, result: string): void {
  queue.remove(member);
  if (member.leftAfter !== undefined) return;
  member.leftAfter = member.waited;
  carrier.tell(call, { type: 'dequeued', queue: queue.friendlyName, queueSid: queue.sid, result });
}

type Taken = Extract<QueueExit, { kind: 'taken' }>;

const waitingRules: Omit<ProgrammeRules, 'params'> = {
  verbs: ['Play', 'Say', 'Pause', 'Hangup', 'Redirect', 'Leave', 'Gather'],
  wrongVerbCode: 12200,
  loops: true,
};

async function wait(stage: Stage, verb: Verb, queue: Queue, member: Member): Promise<QueueExit> {
  const { carrier, call } = stage;
  const position = queue.positionOf(call);
  carrier.tell(call, { type: 'queued', queue: queue.friendlyName, queueSid: queue.sid, position });
  const { waitUrl, waitUrlMethod } = verb.attributes;
  const params = () => ({
    QueueSid: queue.sid,
    QueuePosition: String(queue.positionOf(call)),
    QueueTime: String(member.waited),
    AvgQueueTime: String(queue.averageWait),
    CurrentQueueSize: String(queue.members.size),
    MaxQueueSize: String(queue.maxSize),
  });
  // The carrier's own music says nothing, and nothing has to be fetched for it.
  const programme = waitUrl
    ? new Programme(stage, target(stage, waitUrl, waitUrlMethod), { ...waitingRules, params })
    : undefined;
  void programme?.ended.then((end) => {
    if (end.kind === 'error') member.exit.settle(end);
    else if (end.kind === 'leave' || end.kind === 'hangup') member.exit.settle({ kind: end.kind });
  });
  try {
    return await stage.line.stay(member.exit.promise, (input) => programme?.takes(input) ?? false);
  } finally {
    await programme?.stop();
  }
}

/** What the app says to the caller first, and then the talk with whoever took the call. */
async function talk(stage: Stage, { bridge, greeting }: Taken): Promise<void> {
  let next: DocumentTarget | undefined = greeting;
  while (next) {
    const fetched = await fetchDocument(stage, next);
    if (!('verbs' in fetched)) break;
    const whispering = { ...stage, base: fetched.base };
    const outcome: Outcome = await performSimple(
      whispering,
      fetched.verbs,
      ['Play', 'Say', 'Pause', 'Redirect'],
      12200,
    );
    next = outcome && 'url' in outcome ? outcome : undefined;
  }
  bridge.connect();
  await stayConnected(stage, bridge);
}
