import type { z } from 'zod';
import type { BookingView, bookingListQuery, CampaignView } from '../../domain/contracts/campaigns.ts';
import { DomainError } from '../../domain/errors.ts';
import { numberFor, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { encodeCursor, olderThan, page } from './cursor.ts';

type Row = Omit<CampaignView, 'quotas'>;
type QuotaRow = CampaignView['quotas'][number] & { campaignId: number };

const COLUMNS = `id, version, name, nameEn, kind, category, state, startsOn, endsOn, boughtFrom, boughtBefore, offer,
  offerEn, note`;

/** A region manager sees their regions, headquarters and the centre all of them. */
function regionCondition({ scope }: Viewer, column: string): { sql: string; params: unknown[] } {
  if (scope.province) return { sql: '1 = 1', params: [] };
  if (scope.regionIds.length === 0) return { sql: '1 = 0', params: [] };
  return { sql: `${column} IN (?)`, params: [scope.regionIds] };
}

/** Campaigns with what the viewer sees of their quotas, the ones that end last first. */
export async function listCampaigns(tx: Tx, viewer: Viewer): Promise<{ items: CampaignView[] }> {
  const rows: Row[] = await tx.query(
    `SELECT ${COLUMNS} FROM campaign ORDER BY FIELD(state, 'running', 'draft', 'stopped'), endsOn DESC, id DESC LIMIT 200`,
  );
  return { items: await withQuotas(tx, viewer, rows) };
}

/** @throws DomainError not_found */
export async function campaignById(tx: Tx, viewer: Viewer, id: number): Promise<CampaignView> {
  const rows: Row[] = await tx.query(`SELECT ${COLUMNS} FROM campaign WHERE id = ?`, [id]);
  const [campaign] = await withQuotas(tx, viewer, rows);
  if (!campaign) throw new DomainError('not_found', 'There is no such campaign.');
  return campaign;
}

async function withQuotas(tx: Tx, viewer: Viewer, rows: Row[]): Promise<CampaignView[]> {
  if (rows.length === 0) return [];
  const region = regionCondition(viewer, 'q.regionId');
  const quotas: QuotaRow[] = await tx.query(
    `SELECT q.campaignId, q.regionId, u.name AS regionName, u.nameEn AS regionNameEn, q.quota, q.booked
     FROM campaign_quota q JOIN unit u ON u.id = q.regionId WHERE q.campaignId IN (?) AND ${region.sql}
     ORDER BY q.regionId`,
    [rows.map(({ id }) => id), ...region.params],
  );
  return rows.map((row) => ({
    ...row,
    quotas: quotas
      .filter(({ campaignId }) => campaignId === row.id)
      .map(({ campaignId: _, ...quota }) => quota),
  }));
}

/** Who has booked, the latest first. */
export async function listBookings(
  tx: Tx,
  viewer: Viewer,
  campaignId: number,
  query: z.infer<typeof bookingListQuery>,
): Promise<{ items: BookingView[]; next: string | null }> {
  const region = regionCondition(viewer, 'b.regionId');
  const where = ['b.campaignId = ?', region.sql];
  const params: unknown[] = [campaignId, ...region.params];
  if (query.regionId) {
    where.push('b.regionId = ?');
    params.push(query.regionId);
  }
  if (query.cursor) {
    const older = olderThan(query.cursor, 'b', 'bookedAt');
    where.push(older.sql);
    params.push(...older.params);
  }
  const rows: BookingRow[] = await tx.query(
    `SELECT b.id, b.customerId, c.name AS customerName, b.number, b.regionId, b.ticketId, t.number AS ticketNumber,
            t.state AS ticketState, b.bookedAt, b.cancelledAt
     FROM campaign_booking b JOIN customer c ON c.id = b.customerId JOIN ticket t ON t.id = b.ticketId
     WHERE ${where.join(' AND ')} ORDER BY b.bookedAt DESC, b.id DESC LIMIT ?`,
    [...params, query.limit + 1],
  );
  const { rows: shown, next } = page(rows, query.limit, (row) => encodeCursor(row.bookedAt, row.id));
  return {
    items: shown.map(({ number, bookedAt, cancelledAt, ...row }) => ({
      ...row,
      number: numberFor(viewer, number),
      bookedAt: bookedAt.toISOString(),
      cancelledAt: cancelledAt?.toISOString() ?? null,
    })),
    next,
  };
}

type BookingRow = Omit<BookingView, 'bookedAt' | 'cancelledAt'> & {
  bookedAt: Date;
  cancelledAt: Date | null;
};
