import type { EntityManager } from 'typeorm';
import type { JobMap } from '../../domain/contracts/jobs.ts';

const LIMIT = 200;

/** Endpoints that are behind, and single deliveries to be sent again. */
export async function dueWebhooks(manager: EntityManager, now: Date): Promise<JobMap['webhooks'][]> {
  const endpoints: { id: number }[] = await manager.query(
    `SELECT id FROM webhook_endpoint
     WHERE state = 'active' AND nextActionAt <= ? AND position < (SELECT MAX(position) FROM event_position)
     ORDER BY nextActionAt LIMIT ${LIMIT}`,
    [now],
  );
  const deliveries: { id: number }[] = await manager.query(
    `SELECT id FROM webhook_delivery WHERE resendAt <= ? ORDER BY resendAt LIMIT ${LIMIT}`,
    [now],
  );
  return [
    ...endpoints.map(({ id }) => ({ subject: `endpoint-${id}` as const })),
    ...deliveries.map(({ id }) => ({ subject: `delivery-${id}` as const })),
  ];
}
