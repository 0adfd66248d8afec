import { isDiallable, normaliseNumber } from '../../domain/phone-number.ts';
import { type Move, type State, say } from './moves.ts';
import type { Memory } from './types.ts';

const goOn = (memory: Memory): Move => ({
  to: memory.after ?? 'message',
  memory: { ...memory, numberAsked: true, after: undefined },
});

/**
 * A caller who hides their number, or has one that cannot be rung, is asked for another. 0 and # passes it over: a
 * # by itself may not end the wait at the carrier.
 */
export const reach: State = {
  ask: ({ number }) => ({
    lines: [say('reach', { shown: number !== '' })],
    expect: { kind: 'keys', max: 16 },
  }),
  hear(memory, event) {
    if (event.type === 'empty' || (event.type === 'keys' && event.keys === '0')) return goOn(memory);
    const number = event.type === 'keys' ? normaliseNumber(event.keys) : '';
    return isDiallable(number) ? goOn({ ...memory, number }) : { miss: say('reach_invalid') };
  },
  giveUp: goOn,
};
