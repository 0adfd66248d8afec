import { secondsAfter } from '../time.ts';

/** Six digits from a text message, which only the customer has: they stand for the customer's word. */
export const CODE_DIGITS = 6;
/** A million codes, five tries: guessing is hopeless. */
export const CODE_TRIES = 5;
export const CODE_SENDS = 3;
/** A text message takes its time; sooner nobody asks for another. */
export const SEND_AGAIN_SECONDS = 60;

export const CODE_STATES = ['none', 'sent', 'confirmed', 'locked'] as const;
/** `none`: no text message went out; `locked`: too many wrong tries. */
export type CodeState = (typeof CODE_STATES)[number];

export interface KeptCode {
  tries: number;
  sends: number;
  sentAt: Date;
  confirmedAt: Date | null;
}

export function codeState(code: Pick<KeptCode, 'tries' | 'confirmedAt'> | null): CodeState {
  if (!code) return 'none';
  if (code.confirmedAt) return 'confirmed';
  return code.tries >= CODE_TRIES ? 'locked' : 'sent';
}

export const triesLeft = (code: Pick<KeptCode, 'tries'> | null): number =>
  code ? Math.max(0, CODE_TRIES - code.tries) : 0;

/** Why no other text message may be sent now; null when it may. */
export function whyNotSendAgain(
  code: KeptCode | null,
  now: Date,
): 'confirmed' | 'locked' | 'too_often' | 'too_soon' | null {
  if (!code) return null;
  const state = codeState(code);
  if (state === 'confirmed' || state === 'locked') return state;
  if (code.sends >= CODE_SENDS) return 'too_often';
  return secondsAfter(code.sentAt, SEND_AGAIN_SECONDS) > now ? 'too_soon' : null;
}
