import type { EntityManager } from 'typeorm';
import { hoursAfter } from '../../domain/time.ts';
import { policyInForce } from '../policy.ts';

/** Rows that one statement looks at. */
const STEP = 20_000;

/**
 * What customers wrote in their own words is kept no longer than what they said in theirs (`recordings.remarkDays`); the
 * answer stays, without them.
 *
 * @returns how many were emptied
 */
export async function forgetWords(manager: EntityManager, now: Date): Promise<number> {
  const { remarkDays } = (await policyInForce(manager)).policy.recordings;
  const until = hoursAfter(now, -24 * remarkDays);
  const [{ first, last }] = await manager.query(
    'SELECT MIN(id) AS first, MAX(id) AS last FROM survey_answer',
  );
  let emptied = 0;
  for (let from = Number(first); from <= Number(last); from += STEP) {
    const { affectedRows } = await manager.query(
      'UPDATE survey_answer SET words = NULL WHERE id >= ? AND id < ? AND words IS NOT NULL AND at <= ?',
      [from, from + STEP, until],
    );
    emptied += affectedRows;
  }
  return emptied;
}
