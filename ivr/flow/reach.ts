import { isDiallable, normaliseNumber } from '../../domain/phone-number.ts';
import { type Move, type State, say } from './moves.ts';
import type { Memory } from './types.ts';

const goOn = (memory: Memory): Move => ({
  to: memory.after ?? 'message',
  memory: { ...memory, numberAsked: true, after: undefined },
});

/** A caller who hides their number is asked for one; # alone passes it over. */
export const reach: State = {
  ask: () => ({ lines: [say('reach')], expect: { kind: 'keys', max: 16 } }),
  hear(memory, event) {
    if (event.type === 'empty') return goOn(memory);
    const number = event.type === 'keys' ? normaliseNumber(event.keys) : '';
    return isDiallable(number) ? goOn({ ...memory, number }) : { miss: say('reach_invalid') };
  },
  giveUp: goOn,
};
