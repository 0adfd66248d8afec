import type { Tx } from '../transaction.ts';

/** Of what a carrier writes down so much is kept: a minute of speech is some hundreds of words. */
const MAX_TEXT = 4_000;

/**
 * F2: what the carrier's recognition makes of a recording, kept beside it and deleted with it. The first text stands;
 * said again, or of a recording that was deleted meanwhile, it changes nothing.
 *
 * @returns whether such a recording is known
 */
export async function keepTranscript(
  tx: Tx,
  { recordingSid, text }: { recordingSid: string; text: string },
): Promise<boolean> {
  const words = text.trim().slice(0, MAX_TEXT);
  if (words !== '')
    await tx.query(
      "UPDATE recording SET transcript = ? WHERE sid = ? AND transcript IS NULL AND state <> 'deleted'",
      [words, recordingSid],
    );
  const [known] = await tx.query('SELECT id FROM recording WHERE sid = ?', [recordingSid]);
  return known !== undefined;
}
