import { type State, say } from './moves.ts';

/**
 * A number that is not served: it hears so, and the call ends. Danger gets through all the same (H3): the rescue key
 * and the words for it are heard in every state.
 */
export const blocked: State = {
  ask: () => ({ lines: [say('blocked')], expect: { kind: 'key', hints: 'rescue' } }),
  hear: (memory) => ({ to: 'ended', memory, say: [say('blocked_goodbye')] }),
};
