import { randomBytes } from 'node:crypto';
import type { IntegrationChange } from '../../domain/contracts/integration.ts';
import { DomainError } from '../../domain/errors.ts';
import { hoursAfter } from '../../domain/time.ts';
import { WebhookDelivery, WebhookEndpoint } from '../../entities/integration.ts';
import { Unit } from '../../entities/organisation.ts';
import { appendEvents } from '../outbox.ts';
import type { Tx } from '../transaction.ts';
import { feedHead } from './feed.ts';
import { TEST_TYPE } from './resend.ts';
import { newSecret, seal } from './secrets.ts';

/** Who does it, and with what secrets are sealed. */
interface By {
  personId: number;
  sessionSecret: string;
}

/** On record like everything else that lets others know. */
export const noteChange = (
  tx: Tx,
  what: IntegrationChange,
  subjectId: number,
  personId: number,
  now: Date,
): Promise<void> =>
  appendEvents(tx, [{ type: 'integration.changed', data: { what, subjectId }, rooms: [] }], now, {
    kind: 'person',
    id: personId,
  });

/** @returns the endpoint's id, and the secret in clear: it is shown once. It begins with what happens next. */
export async function makeEndpoint(
  tx: Tx,
  { personId, sessionSecret, ...endpoint }: By & Endpoint,
  now: Date,
): Promise<{ id: number; secret: string }> {
  if (!(await tx.existsBy(Unit, { id: endpoint.unitId }))) {
    throw new DomainError('invalid', 'There is no such unit.');
  }
  const secret = newSecret();
  const { identifiers } = await tx.insert(WebhookEndpoint, {
    ...endpoint,
    sealedSecret: seal(sessionSecret, secret),
    position: await feedHead(tx),
    nextActionAt: now,
    createdBy: personId,
    createdAt: now,
  });
  const id = Number(identifiers[0]?.id);
  await noteChange(tx, 'endpoint_made', id, personId, now);
  return { id, secret };
}

type Endpoint = Pick<WebhookEndpoint, 'description' | 'url' | 'types' | 'unitId'>;

/** Another address, other types, paused, or started again: then at once, and as if it had never failed. */
export async function changeEndpoint(
  tx: Tx,
  id: number,
  change: Partial<Pick<Endpoint, 'description' | 'url' | 'types'>> & { state?: 'active' | 'paused' },
  personId: number,
  now: Date,
): Promise<void> {
  await lockEndpoint(tx, id);
  const afresh = { disabledWhy: null, failures: 0, failingSince: null, nextActionAt: now };
  await tx.update(WebhookEndpoint, { id }, { ...change, ...(change.state === 'active' && afresh) });
  await noteChange(tx, 'endpoint_changed', id, personId, now);
}

/** A new secret; the one before signs beside it for a while, so that no event is refused meanwhile. */
export async function rotateSecret(
  tx: Tx,
  { id, keepHours, personId, sessionSecret }: By & { id: number; keepHours: number },
  now: Date,
): Promise<string> {
  const { sealedSecret } = await lockEndpoint(tx, id);
  const secret = newSecret();
  await tx.update(
    WebhookEndpoint,
    { id },
    {
      sealedSecret: seal(sessionSecret, secret),
      previousSecret: keepHours > 0 ? sealedSecret : null,
      previousUntil: keepHours > 0 ? hoursAfter(now, keepHours) : null,
    },
  );
  await noteChange(tx, 'secret_rotated', id, personId, now);
  return secret;
}

/** Everything after a sequence is sent again. Whoever is sending just now is overtaken, and cannot move it on. */
export async function replayFrom(
  tx: Tx,
  { id, since, personId }: { id: number; since: number; personId: number },
  now: Date,
): Promise<void> {
  await lockEndpoint(tx, id);
  if (since > (await feedHead(tx))) throw new DomainError('invalid', 'There is no such sequence yet.');
  await tx.query(
    'UPDATE webhook_endpoint SET position = ?, token = token + 1, failures = 0, failingSince = NULL, nextActionAt = ? WHERE id = ?',
    [since, now, id],
  );
  await noteChange(tx, 'replayed', id, personId, now);
}

/** An event of no consequence, so that both sides see whether they understand each other. */
export async function sendTest(tx: Tx, id: number, now: Date): Promise<number> {
  await lockEndpoint(tx, id);
  const { identifiers } = await tx.insert(WebhookDelivery, {
    endpointId: id,
    messageId: `test_${randomBytes(12).toString('hex')}`,
    type: TEST_TYPE,
    state: 'waiting',
    firstAt: now,
    lastAt: now,
    resendAt: now,
  });
  return Number(identifiers[0]?.id);
}

/** One message once more, apart from the others. */
export async function askAgain(tx: Tx, deliveryId: number, now: Date): Promise<void> {
  const { affectedRows } = await tx.query('UPDATE webhook_delivery SET resendAt = ? WHERE id = ?', [
    now,
    deliveryId,
  ]);
  if (affectedRows !== 1) throw new DomainError('not_found', 'There is no such delivery.');
}

/** The endpoint goes on behind the event that it does not take. */
export async function skipEvent(
  tx: Tx,
  { deliveryId, personId }: { deliveryId: number; personId: number },
  now: Date,
): Promise<number> {
  const delivery = await tx.findOneBy(WebhookDelivery, { id: deliveryId });
  if (!delivery) throw new DomainError('not_found', 'There is no such delivery.');
  const { endpointId, position } = delivery;
  await lockEndpoint(tx, endpointId);
  const { affectedRows } = await tx.query(
    `UPDATE webhook_endpoint SET position = ?, token = token + 1, failures = 0, failingSince = NULL, nextActionAt = ?
     WHERE id = ? AND position < ? AND failures > 0`,
    [position, now, endpointId, position],
  );
  if (delivery.state === 'delivered' || affectedRows !== 1) {
    throw new DomainError('wrong_state', 'Nothing waits for this event.');
  }
  await tx.update(WebhookDelivery, { id: deliveryId }, { state: 'failed' });
  await noteChange(tx, 'skipped', endpointId, personId, now);
  return endpointId;
}

async function lockEndpoint(tx: Tx, id: number): Promise<{ sealedSecret: string }> {
  const [row] = await tx.query('SELECT sealedSecret FROM webhook_endpoint WHERE id = ? FOR UPDATE', [id]);
  if (!row) throw new DomainError('not_found', 'There is no such endpoint.');
  return row;
}
