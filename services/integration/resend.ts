import { minutesAfter } from '../../domain/time.ts';
import { publishedAt } from './feed.ts';
import { type DeliverDeps, sendOnce } from './send.ts';

const CLAIM_MINUTES = 2;
export const TEST_TYPE = 'webhook.test';

/** Sends one message that somebody asked for, apart from the others and once; also to an endpoint that is paused. */
export async function resend(deps: DeliverDeps, deliveryId: number): Promise<void> {
  const { inTransaction, clock } = deps;
  const row = await inTransaction(async (tx) => {
    const now = clock.now();
    const { affectedRows } = await tx.query(
      'UPDATE webhook_delivery SET resendAt = ? WHERE id = ? AND resendAt <= ?',
      [minutesAfter(now, CLAIM_MINUTES), deliveryId, now],
    );
    if (affectedRows !== 1) return null;
    const [found] = await tx.query(
      `SELECT d.id AS deliveryId, d.messageId, d.type, d.position, d.state, d.firstAt, e.id, e.url, e.sealedSecret,
              e.previousSecret, e.previousUntil
       FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpointId WHERE d.id = ?`,
      [deliveryId],
    );
    const payload = found?.position
      ? await publishedAt(tx, found.position)
      : { type: TEST_TYPE, timestamp: found?.firstAt.toISOString(), data: { endpointId: found?.id } };
    return found && payload ? { ...found, payload } : null;
  });
  if (!row) return;
  const outcome = await sendOnce(deps, row, row.messageId, row.payload);
  // What was taken once stays taken, whatever is answered to a copy; what the line still waits for goes on waiting.
  const state = outcome.ok && row.state !== 'waiting' ? 'delivered' : undefined;
  const after = row.position === null ? (outcome.ok ? 'delivered' : 'failed') : (state ?? row.state);
  await inTransaction((tx) =>
    tx.query(
      `UPDATE webhook_delivery SET state = ?, attempts = attempts + 1, code = ?, error = ?, durationMs = ?, lastAt = ?,
         resendAt = NULL WHERE id = ?`,
      [after, outcome.code, outcome.error, outcome.durationMs, clock.now(), deliveryId],
    ),
  );
}
