import { hoursAfter } from '../domain/time.ts';
import type { Tx } from './transaction.ts';

/** A client that did not hear the answer tries again within minutes, not days. */
const ANSWERS_KEPT_HOURS = 48;
/** Far longer than they count (services/people/sign-in.ts). */
const FAILURES_KEPT_HOURS = 24;
/** The log of what was sent outside; the events themselves stay, and can be sent again. */
const DELIVERIES_KEPT_HOURS = 30 * 24;
/** A week: long enough to talk about it. */
const PREVIEWS_KEPT_HOURS = 168;
const BATCH = 5_000;

/** Deletes what serves nobody any more: kept answers to writes, expired sessions, old failures to sign in, policies that were tried. */
export async function forgetExpired(tx: Tx, now: Date): Promise<void> {
  const old: [table: string, column: string, before: Date][] = [
    ['idempotency', 'at', hoursAfter(now, -ANSWERS_KEPT_HOURS)],
    ['session', 'expiresAt', now],
    ['login_failure', 'at', hoursAfter(now, -FAILURES_KEPT_HOURS)],
    ['webhook_delivery', 'lastAt', hoursAfter(now, -DELIVERIES_KEPT_HOURS)],
    ['import_file', 'expiresAt', now],
  ];
  for (const [table, column, before] of old) {
    await tx.query(`DELETE FROM ${table} WHERE ${column} <= ? LIMIT ${BATCH}`, [before]);
  }
  await tx.query(
    `DELETE p, c FROM policy_preview p LEFT JOIN policy_preview_change c ON c.previewId = p.id WHERE p.requestedAt <= ?`,
    [hoursAfter(now, -PREVIEWS_KEPT_HOURS)],
  );
  await tx.query(
    'DELETE p FROM import_problem p LEFT JOIN import_file f ON f.importId = p.importId WHERE f.importId IS NULL',
  );
}
