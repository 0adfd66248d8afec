/** What a customer's text message asks for. `words`: a person has to read it. */
export const REPLY_MEANINGS = ['confirm', 'move', 'stop', 'answer', 'words'] as const;
export type ReplyMeaning = (typeof REPLY_MEANINGS)[number];

/** Whole messages, as they are left by `plain`; what says more than one of these is for a person. */
const SAID: Record<Exclude<ReplyMeaning, 'answer' | 'words'>, readonly string[]> = {
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

const SOLVED: Record<0 | 1, readonly string[]> = {
  1: ['1', '已解决', '解决了', '已经解决', '修好了', '好了', '是', '是的', 'yes', 'y', 'solved', 'ok'],
  0: ['2', '没有解决', '没解决', '未解决', '没修好', '没有', '否', 'no', 'n', 'notsolved'],
};
const SCORE = /^([1-5])(?:分|points?)$|^([3-5])$/;

/**
 * F1: reads what was written back to the text that asks whether it was solved: 1 or 2, a score of 1 to 5 points (a bare
 * 1 or 2 is no score), or both, apart: `1 5`. Null when a person has to read it.
 */
export function readSurveyReply(body: string): { solved?: 0 | 1; score?: number } | null {
  const both = /^\s*([12])[\s,，、;；/]+([1-5])\s*分?\s*$/.exec(body.normalize('NFKC'));
  if (both) return { solved: both[1] === '1' ? 1 : 0, score: Number(both[2]) };
  const said = plain(body);
  if (SOLVED[1].includes(said)) return { solved: 1 };
  if (SOLVED[0].includes(said)) return { solved: 0 };
  const score = SCORE.exec(said);
  return score ? { score: Number(score[1] ?? score[2]) } : null;
}

/** A ticket number that the customer wrote along; null when there is none. */
export const ticketNumberIn = (body: string): string | null =>
  /(?<!\d)\d{3} ?\d{3} ?\d{3}(?!\d)/.exec(body.normalize('NFKC'))?.[0].replaceAll(' ', '') ?? null;
