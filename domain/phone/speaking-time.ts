/** How fast the voices read: Hanzi and digits in Chinese, words in English, per second. */
const HANZI_PER_SECOND = 4.5;
const WORDS_PER_SECOND = 2.5;

/** About how many seconds a text takes to be said. */
export function speakingSeconds(text: string): number {
  const hanzi = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const others = text.match(/[\p{Script=Latin}\d]+(?:['’-][\p{Script=Latin}\d]+)*/gu) ?? [];
  // A digit between Hanzi is read like one.
  const digits = others.filter((word) => /^\d$/.test(word)).length;
  return (hanzi + digits) / HANZI_PER_SECOND + (others.length - digits) / WORDS_PER_SECOND;
}
