/**
 * S9: whether a settled survey is asked about a second time. By its id alone, well mixed: nobody can steer which are
 * drawn, and asked again the answer is the same.
 *
 * @param share of all, 0–1
 */
export const isDrawn = (obligationId: number, share: number): boolean => mixed(obligationId) < share;

/** An id spread evenly over 0–1 (the finaliser of MurmurHash3, over both halves of the id). */
function mixed(id: number): number {
  let hash = ((id % 2 ** 32) ^ Math.imul(Math.floor(id / 2 ** 32) + 1, 0x9e3779b1)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
