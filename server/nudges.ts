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
  const self = `${process.pid}-${performance.now()}`;
  receiver.subscribe(CHANNEL).catch(() => {});
  receiver.on('message', (_channel, text) => {
    const { from, name, news } = JSON.parse(text) as { from: string; name: string; news: unknown };
    if (from !== self) tell(name, news);
  });
  return {
    send<N extends keyof NudgeMap>(name: N, news: NudgeMap[N]) {
      tell(name, news);
      if (sender.status === 'ready')
        sender.publish(CHANNEL, JSON.stringify({ from: self, name, news })).catch(() => {});
    },
    on(name, listener) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener as (news: never) => void]);
    },
  };
}
