const HANZI_PER_SECOND = 4.5;
const CHARACTERS_PER_SECOND = 15;

/** Milliseconds that it takes to say a text. */
export function speakingTime(text: string): number {
  const hanzi = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const others = [...text].length - hanzi;
  return Math.round((hanzi / HANZI_PER_SECOND + others / CHARACTERS_PER_SECOND) * 1000);
}
