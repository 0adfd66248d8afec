import type { DeliveryError, DeliveryState } from '../../domain/contracts/integration.ts';
import type { WebhookEndpoint } from '../../entities/integration.ts';
import type { Clock, OutsideAnswer, PostOutside } from '../ports.ts';
import type { InTransaction, Tx } from '../transaction.ts';
import { signedHeaders, unseal } from './secrets.ts';

export interface DeliverDeps {
  inTransaction: InTransaction;
  clock: Clock;
  /** What signatures are stamped with: receivers compare it with their own time. */
  wallClock: Clock;
  postOutside: PostOutside;
  sessionSecret: string;
}

export type Target = Pick<
  WebhookEndpoint,
  'id' | 'url' | 'sealedSecret' | 'previousSecret' | 'previousUntil'
>;

/** One try: signed, posted, and what came of it. Answers other than 2xx are failures, redirects among them. */
export async function sendOnce(
  { sessionSecret, postOutside, wallClock, clock }: DeliverDeps,
  target: Target,
  messageId: string,
  payload: object,
): Promise<Outcome> {
  const { url, sealedSecret, previousSecret, previousUntil } = target;
  const both = previousSecret !== null && previousUntil !== null && previousUntil > clock.now();
  const secrets = [sealedSecret, ...(both ? [previousSecret] : [])].map((one) => unseal(sessionSecret, one));
  const body = JSON.stringify(payload);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Yixian-Webhooks/1',
    ...signedHeaders(secrets, { messageId, body, at: wallClock.now() }),
  };
  return outcomeOf(await postOutside({ url, headers, body }));
}

export interface Outcome {
  ok: boolean;
  code: number | null;
  error: DeliveryError | null;
  durationMs: number;
}

function outcomeOf(answer: OutsideAnswer): Outcome {
  const durationMs = Math.round(answer.durationMs);
  if ('error' in answer) return { ok: false, code: null, error: answer.error, durationMs };
  const ok = answer.code >= 200 && answer.code < 300;
  return { ok, code: answer.code, error: ok ? null : 'status', durationMs };
}

/** The log: one row a message, with its last try. */
export async function logTry(
  tx: Tx,
  message: { endpointId: number; messageId: string; type: string; position: number; eventId: number },
  outcome: Outcome,
  state: DeliveryState,
  now: Date,
): Promise<void> {
  const { endpointId, messageId, type, position, eventId } = message;
  const { code, error, durationMs } = outcome;
  await tx.query(
    `INSERT INTO webhook_delivery
       (endpointId, messageId, eventId, position, type, state, attempts, code, error, durationMs, firstAt, lastAt)
     VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)
     ON DUPLICATE KEY UPDATE state = VALUES(state), attempts = attempts + 1, code = VALUES(code),
       error = VALUES(error), durationMs = VALUES(durationMs), lastAt = VALUES(lastAt)`,
    [endpointId, messageId, eventId, position, type, state, code, error, durationMs, now, now],
  );
}
