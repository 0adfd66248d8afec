import type { z } from 'zod';
import type {
  ApiKeyView,
  DeliveryView,
  deliveryQuery,
  EndpointView,
} from '../../domain/contracts/integration.ts';
import { DomainError } from '../../domain/errors.ts';
import { feedHead } from '../integration/feed.ts';
import type { Tx } from '../transaction.ts';
import { encodeCursor, olderThan, page } from './cursor.ts';

/** Where events are sent, the oldest first; or one of them. */
export async function endpointViews(tx: Tx, now: Date, id?: number): Promise<EndpointView[]> {
  const head = await feedHead(tx);
  const rows = await tx.query(
    `SELECT e.id, e.description, e.url, e.types, e.unitId, u.name AS unitName, e.state, e.disabledWhy, e.position,
            e.failures, e.failingSince, e.nextActionAt, e.lastDeliveredAt, e.previousUntil, e.createdAt
     FROM webhook_endpoint e JOIN unit u ON u.id = e.unitId ${id === undefined ? '' : 'WHERE e.id = ?'} ORDER BY e.id`,
    id === undefined ? [] : [id],
  );
  return rows.map(({ nextActionAt, ...row }: EndpointRow) => ({
    ...row,
    types: typeof row.types === 'string' ? JSON.parse(row.types) : row.types,
    head,
    failingSince: iso(row.failingSince),
    nextTryAt: row.state === 'active' && row.failures > 0 ? nextActionAt.toISOString() : null,
    lastDeliveredAt: iso(row.lastDeliveredAt),
    previousUntil: row.previousUntil && row.previousUntil > now ? row.previousUntil.toISOString() : null,
    createdAt: row.createdAt.toISOString(),
  }));
}

type EndpointRow = Omit<
  EndpointView,
  'head' | 'types' | 'failingSince' | 'nextTryAt' | 'lastDeliveredAt' | 'previousUntil' | 'createdAt'
> & {
  types: string | string[];
  failingSince: Date | null;
  nextActionAt: Date;
  lastDeliveredAt: Date | null;
  previousUntil: Date | null;
  createdAt: Date;
};

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export async function endpointView(tx: Tx, id: number, now: Date): Promise<EndpointView> {
  const [view] = await endpointViews(tx, now, id);
  if (!view) throw new DomainError('not_found', 'There is no such endpoint.');
  return view;
}

type DeliveryRow = Omit<DeliveryView, 'firstAt' | 'lastAt' | 'resending'> & {
  firstAt: Date;
  lastAt: Date;
  resendAt: Date | null;
};

const COLUMNS =
  'd.id, d.messageId, d.type, d.position AS sequence, d.state, d.attempts, d.code, d.error, d.durationMs, d.firstAt, d.lastAt, d.resendAt';

/** What was sent to an endpoint, the newest first. */
export async function deliveryViews(
  tx: Tx,
  endpointId: number,
  { state, cursor, limit }: z.output<typeof deliveryQuery>,
): Promise<{ items: DeliveryView[]; next: string | null }> {
  const older = cursor ? olderThan(cursor, 'd', 'firstAt') : { sql: '1 = 1', params: [] };
  const rows: DeliveryRow[] = await tx.query(
    `SELECT ${COLUMNS} FROM webhook_delivery d
     WHERE d.endpointId = ? ${state ? 'AND d.state = ?' : ''} AND ${older.sql}
     ORDER BY d.firstAt DESC, d.id DESC LIMIT ?`,
    [endpointId, ...(state ? [state] : []), ...older.params, limit + 1],
  );
  const { rows: shown, next } = page(rows, limit, ({ firstAt, id }) => encodeCursor(firstAt, id));
  return { items: shown.map(asDelivery), next };
}

export async function deliveryView(tx: Tx, id: number): Promise<DeliveryView> {
  const [row] = await tx.query(`SELECT ${COLUMNS} FROM webhook_delivery d WHERE d.id = ?`, [id]);
  if (!row) throw new DomainError('not_found', 'There is no such delivery.');
  return asDelivery(row);
}

const asDelivery = ({ resendAt, ...row }: DeliveryRow): DeliveryView => ({
  ...row,
  firstAt: row.firstAt.toISOString(),
  lastAt: row.lastAt.toISOString(),
  resending: resendAt !== null,
});

/** Keys of machines, those in force first; or one of them. */
export async function keyViews(tx: Tx, id?: number): Promise<ApiKeyView[]> {
  const rows = await tx.query(
    `SELECT k.id, k.name, k.hint, a.role, u.name AS unitName, k.createdAt, p.name AS createdByName, k.lastUsedAt, k.revokedAt
     FROM api_key k LEFT JOIN assignment a ON a.personId = k.personId LEFT JOIN unit u ON u.id = a.unitId
     LEFT JOIN person p ON p.id = k.createdBy ${id === undefined ? '' : 'WHERE k.id = ?'}
     ORDER BY k.revokedAt IS NOT NULL, k.id`,
    id === undefined ? [] : [id],
  );
  return rows.map(
    (row: ApiKeyView & { createdAt: Date; lastUsedAt: Date | null; revokedAt: Date | null }) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      lastUsedAt: iso(row.lastUsedAt),
      revokedAt: iso(row.revokedAt),
    }),
  );
}

export async function keyView(tx: Tx, id: number): Promise<ApiKeyView> {
  const [view] = await keyViews(tx, id);
  if (!view) throw new DomainError('not_found', 'There is no such key.');
  return view;
}
