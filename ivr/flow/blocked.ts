import { type State, say } from './moves.ts';
import { toRescue } from './rescue.ts';

/**
 * A number that is not served: it hears so, and the call ends. Danger gets through all the same (H3): by the key, or
 * by its words, which are heard in every state.
 */
export const blocked: State = {
  ask: () => ({ lines: [say('blocked')], expect: { kind: 'key', hints: 'menu' } }),
  hear(memory, event, ref) {
    if (event.type === 'keys' && event.keys === '1') return toRescue(memory, ref);
    return { to: 'ended', memory, say: [say('blocked_goodbye')] };
  },
};
