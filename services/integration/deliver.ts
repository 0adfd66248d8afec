import { randomInt } from 'node:crypto';
import { PROVINCE_ROOM } from '../../domain/contracts/events.ts';
import type { JobMap } from '../../domain/contracts/jobs.ts';
import { afterFailure } from '../../domain/integration/retry.ts';
import { minutesAfter } from '../../domain/time.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';
import { type FeedPage, readFeed, roomsOfUnit } from './feed.ts';
import { resend } from './resend.ts';
import { type DeliverDeps, logTry, type Outcome, sendOnce, type Target } from './send.ts';

export type { DeliverDeps } from './send.ts';

/** Minutes after which a sender that was never heard of again is taken for dead; far longer than one try. */
const CLAIM_MINUTES = 2;
/** Events in hand at once, and how long one job goes on before others have their turn. */
const PAGE = 50;
const TURN_MS = 20_000;

interface Claimed extends Target {
  token: number;
  position: number;
  failures: number;
  failingSince: Date | null;
  types: string[];
  rooms: string[] | null;
}

export function deliverWebhooks(deps: DeliverDeps, { subject }: JobMap['webhooks']): Promise<void> {
  const [what, id] = subject.split('-');
  return what === 'delivery' ? resend(deps, Number(id)) : deliverTo(deps, Number(id));
}

/**
 * Sends an endpoint what it has not had yet, one event after the other in the order of their sequence: an event
 * that is not taken is tried again before the next one is. Whoever dies between sending and writing it down sends
 * again, under the same webhook-id. Not due, or in somebody else's hands: does nothing.
 */
async function deliverTo(deps: DeliverDeps, endpointId: number): Promise<void> {
  const endpoint = await claim(deps, endpointId);
  if (!endpoint) return;
  const until = performance.now() + TURN_MS;
  let { position } = endpoint;
  while (performance.now() < until) {
    const { types, rooms } = endpoint;
    const page = await deps.inTransaction((tx) =>
      readFeed(tx, { since: position, limit: PAGE, types, rooms }),
    );
    for (const event of page.items) {
      const { eventId, ...payload } = event;
      const outcome = await sendOnce(deps, endpoint, messageIdOf(event.sequence), payload);
      if (!(await settle(deps, endpoint, { ...payload, eventId }, outcome))) return;
      if (performance.now() >= until) return release(deps, endpoint, event.sequence);
    }
    position = page.next;
    if (!page.more) break;
  }
  await release(deps, endpoint, position);
}

/** The same for every try, every worker and every replay. */
export const messageIdOf = (sequence: number): string => `evt_${sequence}`;

/** Compare-and-set on the due time: one winner, whose token fences off whoever held it before. */
function claim({ inTransaction, clock }: DeliverDeps, endpointId: number): Promise<Claimed | null> {
  return inTransaction(async (tx) => {
    const now = clock.now();
    const { affectedRows } = await tx.query(
      `UPDATE webhook_endpoint SET token = token + 1, nextActionAt = ?
       WHERE id = ? AND state = 'active' AND nextActionAt <= ?`,
      [minutesAfter(now, CLAIM_MINUTES), endpointId, now],
    );
    if (affectedRows !== 1) return null;
    const [row] = await tx.query(
      `SELECT e.id, e.url, e.sealedSecret, e.previousSecret, e.previousUntil, e.token, e.position, e.failures,
              e.failingSince, e.types, u.id AS unitId, u.kind
       FROM webhook_endpoint e JOIN unit u ON u.id = e.unitId WHERE e.id = ?`,
      [endpointId],
    );
    const types = typeof row.types === 'string' ? JSON.parse(row.types) : row.types;
    return { ...row, types, rooms: roomsOfUnit({ id: row.unitId, kind: row.kind }) };
  });
}

/**
 * Writes down what came of a try.
 *
 * @returns whether to go on: it was taken, and the endpoint is still in our hands and wanted
 */
function settle(
  { inTransaction, clock }: DeliverDeps,
  endpoint: Claimed,
  event: FeedPage['items'][number],
  outcome: Outcome,
): Promise<boolean> {
  return inTransaction(async (tx) => {
    const now = clock.now();
    const [held] = await tx.query(
      'SELECT state, failures, failingSince FROM webhook_endpoint WHERE id = ? AND token = ? FOR UPDATE',
      [endpoint.id, endpoint.token],
    );
    if (!held) return false;
    const message = {
      endpointId: endpoint.id,
      messageId: messageIdOf(event.sequence),
      type: event.type,
      position: event.sequence,
      eventId: event.eventId,
    };
    if (outcome.ok) {
      await tx.query(
        `UPDATE webhook_endpoint SET position = ?, failures = 0, failingSince = NULL, lastDeliveredAt = ?,
           nextActionAt = ? WHERE id = ?`,
        [event.sequence, now, minutesAfter(now, CLAIM_MINUTES), endpoint.id],
      );
      await logTry(tx, message, outcome, 'delivered', now);
      return held.state === 'active';
    }
    await putOff(tx, endpoint.id, held, message, outcome, now);
    return false;
  });
}

async function putOff(
  tx: Tx,
  endpointId: number,
  held: { failures: number; failingSince: Date | null },
  message: Parameters<typeof logTry>[1],
  outcome: Outcome,
  now: Date,
): Promise<void> {
  const failures = held.failures + 1;
  const failingSince = held.failingSince ?? now;
  const next = afterFailure({ failures, failingSince, code: outcome.code }, now, randomInt(1_000) / 1_000);
  if ('nextAt' in next) {
    await tx.query(
      'UPDATE webhook_endpoint SET failures = ?, failingSince = ?, nextActionAt = ? WHERE id = ?',
      [failures, failingSince, next.nextAt, endpointId],
    );
    return logTry(tx, message, outcome, 'waiting', now);
  }
  await tx.query(
    `UPDATE webhook_endpoint SET failures = ?, failingSince = ?, state = 'disabled', disabledWhy = ?, nextActionAt = ?
     WHERE id = ?`,
    [failures, failingSince, next.disable, now, endpointId],
  );
  await logTry(tx, message, outcome, 'failed', now);
  await appendEvents(
    tx,
    [
      {
        type: 'integration.endpoint_disabled',
        data: { endpointId, reason: next.disable },
        rooms: [PROVINCE_ROOM],
      },
    ],
    now,
  );
}

/** Hands it back, at the place up to which everything was sent or is for others. */
async function release(deps: DeliverDeps, { id, token }: Claimed, position: number): Promise<void> {
  await deps.inTransaction((tx) =>
    tx.query(
      'UPDATE webhook_endpoint SET position = GREATEST(position, ?), nextActionAt = ? WHERE id = ? AND token = ?',
      [position, deps.clock.now(), id, token],
    ),
  );
}
