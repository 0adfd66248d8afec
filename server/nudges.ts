import type { Redis } from 'ioredis';
import type { NudgeMap, Nudges } from '../services/ports.ts';

const CHANNEL = 'nudges';

/**
 * Words between processes over Redis, and at once within this one. Nothing depends on their arrival.
 *
 * @param sender fails at once while Redis is away
 * @param receiver kept for the subscription alone
 */
export function createNudges(sender: Redis, receiver: Redis): Nudges {
  const listeners = new Map<string, ((news: never) => void)[]>();
  const tell = (name: string, news: unknown) => {
    for (const listener of listeners.get(name) ?? []) listener(news as never);
  };
  const self = JSON.stringify(`${process.pid}-${performance.now()}`);
  receiver.subscribe(CHANNEL).catch(() => {});
  receiver.on('message', (_channel, text) => {
    // What this process sent itself was told at once, and is not worth reading.
    if (text.startsWith(`{"from":${self}`)) return;
    for (const [name, news] of batchOf(text)) tell(name, news);
  });
  // Whatever one turn of the event loop has to say is one message: a hundred calls move on in a moment.
  let waiting: string[] = [];
  const flush = () => {
    const batch = [...new Set(waiting)].join();
    waiting = [];
    if (sender.status === 'ready')
      sender.publish(CHANNEL, `{"from":${self},"batch":[${batch}]}`).catch(() => {});
  };
  return {
    send<N extends keyof NudgeMap>(name: N, news: NudgeMap[N]) {
      tell(name, news);
      if (waiting.push(JSON.stringify([name, news])) === 1) setImmediate(flush);
    },
    on(name, listener) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener as (news: never) => void]);
    },
  };
}

/** What another version of the hotline may say, half way through an upgrade, is passed over. */
function batchOf(text: string): [name: string, news: unknown][] {
  try {
    const { batch } = JSON.parse(text) as { batch?: unknown };
    return Array.isArray(batch) ? batch : [];
  } catch {
    return [];
  }
}
