/** What the carrier takes in one Say. */
const MAX_HANZI = 500;
const MAX_CHARACTERS = 3_000;
const MAX_ENCODED = 4_500;

/** Whether a sentence is more than the carrier says in one piece. */
export const isTooLongToSay = (text: string): boolean =>
  (text.match(/\p{Script=Han}/gu)?.length ?? 0) > MAX_HANZI ||
  text.length > MAX_CHARACTERS ||
  encodeURIComponent(text).length > MAX_ENCODED;
