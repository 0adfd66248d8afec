import { estimateWait } from '../../domain/line/match.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { agentsOnDuty, isFree, listOf, whoMayServe } from './on-duty.ts';

export interface LinePlace {
  /** 1 is next. */
  place: number;
  /** 0 when an agent is free for them; null when nobody is there to tell by. */
  etaSeconds: number | null;
}

/** Conversations by which the next ones are judged. */
const RECENT = 50;

/**
 * Where a caller stands in the line, and how long that will take: counted over everybody who comes before, callbacks
 * that keep their place too, and by what today's calls really take.
 *
 * @returns null for somebody who does not wait
 */
export async function linePlace(
  tx: Tx,
  { contactId }: { contactId: number },
  now: Date,
): Promise<LinePlace | null> {
  const [entry] = await tx.query(
    `SELECT id, priority, arrivedAt, skills FROM line_entry
     WHERE contactId = ? AND state IN ('waiting', 'callback', 'offered')`,
    [contactId],
  );
  if (!entry) return null;
  return placeOf(tx, { ...entry, skills: listOf(entry.skills) }, now);
}

export async function placeOf(
  tx: Tx,
  entry: { id: number; priority: number; arrivedAt: Date; skills: string[] },
  now: Date,
): Promise<LinePlace> {
  const { id, priority, arrivedAt } = entry;
  const [before] = await tx.query(
    `SELECT COUNT(*) AS n FROM line_entry
     WHERE state IN ('waiting', 'offered', 'callback') AND (notBefore IS NULL OR notBefore <= ?)
       AND (priority < ? OR (priority = ? AND (arrivedAt < ? OR (arrivedAt = ? AND id < ?))))`,
    [now, priority, priority, arrivedAt, arrivedAt, id],
  );
  const place = Number(before.n) + 1;
  const onDuty = await agentsOnDuty(tx);
  const agents = {
    onDuty: whoMayServe(onDuty, entry.skills),
    free: whoMayServe(onDuty.filter(isFree), entry.skills),
  };
  return { place, etaSeconds: estimateWait(place, agents, await handleSeconds(tx)) };
}

/** Seconds that a call takes, from being answered to its end: the mean of the last ones. */
async function handleSeconds(tx: Tx): Promise<number> {
  const [row] = await tx.query(
    `SELECT AVG(TIMESTAMPDIFF(SECOND, answeredAt, endedAt)) AS mean, COUNT(*) AS n FROM
       (SELECT answeredAt, endedAt FROM line_entry WHERE endedAt IS NOT NULL AND ending = 'answered'
        ORDER BY endedAt DESC LIMIT ${RECENT}) recent`,
  );
  const usual = (await policyInForce(tx)).policy.desk.usualHandleSeconds;
  return Number(row.n) >= 5 ? Math.max(15, Number(row.mean)) : usual;
}
