import type { Call } from './call.ts';
import type { Carrier } from './carrier.ts';
import { Interrupted } from './line.ts';
import type { EndStatus, OnRing } from './types.ts';

/** Seconds that a number of which nothing is known rings before it counts as not answered. */
const UNHEARD_RING_S = 4;

export interface RingWishes {
  /** Seconds that it may ring. */
  timeout: number;
  machineDetection: 'Enable' | 'DetectMessageEnd' | undefined;
}

/** Rings the number. Gives how the call ended, or undefined when it was answered. */
export async function ring(
  carrier: Carrier,
  call: Call,
  { timeout, machineDetection }: RingWishes,
): Promise<EndStatus | undefined> {
  const onRing = whatItDoes(carrier, call);
  advance(carrier, call, 'initiated');
  if (onRing === 'failed') return 'failed';
  advance(carrier, call, 'ringing');
  call.startedAt = new Date();
  call.waiting = { for: 'answer' };
  const { parameters } = call;
  const sent = Object.keys(parameters).length ? { parameters } : {};
  carrier.tell(call, { type: 'ring', from: call.from, to: call.to, timeout, ...sent });
  try {
    if (onRing === 'busy') return 'busy';
    if (onRing === 'no-answer') {
      const seconds = call.toClient ? 0 : Math.min(UNHEARD_RING_S, timeout);
      if (call.pace === 'real') await call.line.wait(seconds * 1000, () => undefined);
      return 'no-answer';
    }
    if (onRing === 'ring') {
      const done = await call.line.wait<'answer' | 'decline' | 'silence'>(timeout * 1000, ({ kind }) =>
        kind === 'answer' || kind === 'decline' || kind === 'silence' ? { done: kind } : undefined,
      );
      if (done === 'decline') return 'busy';
      if (done !== 'answer') return 'no-answer';
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    return call.line.interruption?.kind === 'hangup' && call.line.interruption.by === 'app'
      ? 'canceled'
      : 'no-answer';
  } finally {
    call.waiting = null;
  }
  call.answeredAt = new Date();
  call.byMachine = onRing === 'machine';
  if (machineDetection) {
    const machine = machineDetection === 'Enable' ? 'machine_start' : 'machine_end_beep';
    call.answeredBy = call.byMachine ? machine : 'human';
  }
  advance(carrier, call, 'in-progress');
  carrier.tell(call, { type: 'answered' });
  call.answered.settle();
  return undefined;
}

/** A client rings when it is registered and listens; a number of which nothing is said, when anybody listens. */
function whatItDoes({ numbers, hub, clients }: Carrier, call: Call): OnRing {
  const own = numbers.get(call.to)?.onRing;
  if (own) return own;
  if (call.toClient) return clients.rings(call.to, hub) ? 'ring' : 'no-answer';
  return numbers.get('*')?.onRing ?? (hub.hears(call.number) ? 'ring' : 'no-answer');
}

function advance(carrier: Carrier, call: Call, status: 'initiated' | 'ringing' | 'in-progress'): void {
  call.status = status;
  call.updatedAt = new Date();
  carrier.notifyStatus(call, status === 'in-progress' ? 'answered' : status);
}
