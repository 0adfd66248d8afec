import { isDiallable } from '../../domain/phone-number.ts';
import type { Admission } from '../../services/line/enter-line.ts';
import type { Line } from '../prompts/types.ts';
import { goodbye, type Move, missed, passing, type State, say, withNumber } from './moves.ts';
import type { Memory } from './types.ts';

/** Waiting for a person. What is heard meanwhile is the line's own (ivr/line/wait.ts); here is how it begins and ends. */
export const line: State = {
  ask: () => ({ lines: [], expect: { kind: 'enqueue' } }),
  hear(memory, event) {
    const { unsaid = [], ...rest } = memory;
    if (event.type === 'result' && event.name === 'enter_line') {
      const { answer } = event;
      if (answer.admitted) return { to: 'line', memory: rest, say: [...unsaid, say(waits(rest))] };
      return turnAway(rest, [...unsaid], answer.why);
    }
    if (event.type === 'refused') return turnAway(rest, unsaid, 'nobody');
    const result = event.type === 'left' ? event.result : 'error';
    // Taken out by us, to speak with somebody: what is answered here nobody hears.
    if (result === 'redirected' || result === 'bridged') return { to: 'connected', memory };
    const ending = result === 'hangup' ? 'abandoned' : 'left';
    const unforeseen = result !== 'hangup' && result !== 'leave';
    return {
      run: { name: 'leave_line', ask: { ending } },
      heardBy: 'line_left',
      memory: unforeseen ? { ...memory, unsaid: [say('line_left_sorry')] } : memory,
    };
  },
};

/** Whoever comes last hears that it takes long, and that there is another way. */
const waits = ({ profile, wish }: Memory): 'line_last' | 'line_wait' =>
  profile.rule?.kind === 'nuisance' && wish.kind !== 'rescue' ? 'line_last' : 'line_wait';

const WHY = { closed: 'line_closed', nobody: 'line_nobody', full: 'line_full' } as const;

/**
 * H2: nobody is sent away with nothing. For a rescue help has been sent for, and they have heard so; besides they are
 * owed a call by the first person who is there, at any hour.
 */
function turnAway(memory: Memory, unsaid: Line[], why: Extract<Admission, { admitted: false }>['why']): Move {
  if (memory.wish.kind === 'rescue') {
    if (!isDiallable(memory.number)) return goodbye(memory, unsaid);
    return {
      run: { name: 'choose_callback', ask: null },
      heardBy: 'ended',
      memory: { ...memory, unsaid },
    };
  }
  return withNumber(memory, 'turned_away', [...unsaid, say(WHY[why])]);
}

export const lineLeft = passing(({ unsaid, ...memory }, event) => {
  if (event.type === 'result' && event.name === 'leave_line' && event.answer.danger)
    return { to: 'rescue', memory };
  return unsaid ? withNumber(memory, 'turned_away', unsaid) : withNumber(memory, 'message');
});

const promise = (memory: Memory): Move => ({
  run: { name: 'choose_callback', ask: null },
  heardBy: 'message_left',
  memory,
});

/** A message, or a call back; whoever says nothing is called back. */
export const turnedAway: State = {
  ask: ({ number }) => ({
    lines: [say('turned_away', { callback: isDiallable(number) })],
    expect: { kind: 'key' },
  }),
  hear(memory, event) {
    if (event.type === 'keys' && event.keys === '2') return { to: 'message', memory };
    if (event.type === 'keys' && event.keys === '1' && isDiallable(memory.number)) return promise(memory);
    return missed(event);
  },
  giveUp: (memory) => (isDiallable(memory.number) ? promise(memory) : { to: 'message', memory }),
};
