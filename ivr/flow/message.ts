import { isDiallable } from '../../domain/phone-number.ts';
import { goodbye, passing, type State, say } from './moves.ts';

const MESSAGE_SECONDS = 120;

/** H2: the last resort of every menu. Saying nothing still brings a call back. */
export const message: State = {
  ask: () => ({ lines: [say('message')], expect: { kind: 'record', maxSeconds: MESSAGE_SECONDS } }),
  hear(memory, event) {
    const { type: _, ...recorded } = event.type === 'recorded' ? event : { type: null };
    const recording = 'sid' in recorded ? recorded : null;
    return { run: { name: 'leave_message', ask: { recording } }, heardBy: 'message_left', memory };
  },
};

export const messageLeft = passing((memory, event, ref) => {
  const recorded = event.type === 'result' && event.name === 'leave_message' && event.answer.recorded;
  const hours = ref.policy.followup.callbackHours;
  if (!isDiallable(memory.number)) return goodbye(memory, [say('message_unreachable')]);
  return goodbye(memory, [say(recorded ? 'message_left' : 'callback_promised', { hours })]);
});
