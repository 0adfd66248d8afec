/** What a customer's text message asks for. `words`: a person has to read it. */
export const REPLY_MEANINGS = ['confirm', 'move', 'stop', 'words'] as const;
export type ReplyMeaning = (typeof REPLY_MEANINGS)[number];

/** Whole messages, as they are left by `plain`; what says more than one of these is for a person. */
const SAID: Record<Exclude<ReplyMeaning, 'words'>, readonly string[]> = {
  confirm: ['1', '确认', '同意', '好', '好的', '可以', '是', '收到', 'ok', 'yes', 'y', 'confirm'],
  move: ['2', '改约', '改期', '改时间', '换时间', 'move', 'change', 'reschedule'],
  stop: ['退订', 'td', 't', 'stop', 'stopall', 'unsubscribe', 'quit'],
};

/** Half-width, lower case, without blanks and closing marks: `１。` is `1`. */
const plain = (body: string): string =>
  body
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.,!。，！~～]+/gu, '');

/**
 * H4, H6: reads a customer's text message. It says what the words mean alone; whether that can be done is for the use
 * case to see, which knows the message that it answers.
 */
export function readReply(body: string): ReplyMeaning {
  const said = plain(body);
  const found = (Object.keys(SAID) as (keyof typeof SAID)[]).find((meaning) => SAID[meaning].includes(said));
  return found ?? 'words';
}

/** A ticket number that the customer wrote along; null when there is none. */
export const ticketNumberIn = (body: string): string | null =>
  /(?<!\d)\d{3} ?\d{3} ?\d{3}(?!\d)/.exec(body.normalize('NFKC'))?.[0].replaceAll(' ', '') ?? null;
