import type { EntityManager } from 'typeorm';
import type { PastTicket } from '../../domain/policy/replay.ts';
import type { Policy } from '../../domain/policy.ts';
import { localDay, localTime } from '../../domain/time.ts';
import type { FieldKind, HalfDay, Priority, TicketKind } from '../../domain/vocabulary.ts';
import { organisationZone } from '../zone.ts';

interface Row {
  decisionId: number;
  at: Date;
  ticketId: number;
  number: string;
  kind: TicketKind;
  priority: Priority;
  category: string | null;
  districtCode: string;
  brandId: number | null;
  wishDay: string | null;
  half: HalfDay | null;
  preferredOutletId: number | null;
  endsAt: Date | null;
  lng: number;
  lat: number;
  marketTier: number;
  warrantyUntil: string | null;
  manufacturerFirst: number;
  cameBefore: number | null;
  discontent: number;
  went: string | null;
}

export interface Span {
  from: Date;
  to: Date;
}

/** How many tickets were routed by the rules in the span. */
export async function countRouted(manager: EntityManager, { from, to }: Span): Promise<number> {
  const [row] = await manager.query(
    'SELECT COUNT(DISTINCT ticketId) AS count FROM routing_decision WHERE at >= ? AND at < ? AND NOT overruled',
    [from, to],
  );
  return Number(row.count);
}

/** The last decision before an instant: where reading begins. */
export async function decisionBefore(manager: EntityManager, at: Date): Promise<number> {
  const [row] = await manager.query(
    'SELECT id FROM routing_decision WHERE at < ? ORDER BY at DESC, id DESC LIMIT 1',
    [at],
  );
  return Number(row?.id ?? 0);
}

/**
 * The next decisions that the rules made, in their order, each with all that was asked of its ticket then (D1–D3).
 *
 * @param after the decision after which to go on
 */
export async function pastDecisions(
  manager: EntityManager,
  {
    after,
    until,
    limit,
    countFrom,
    policy,
  }: { after: number; until: Date; limit: number; countFrom: Date; policy: Policy },
): Promise<{ tickets: PastTicket[]; last: number | null }> {
  const rows: Row[] = await manager.query(
    `SELECT d.id AS decisionId, d.at, t.id AS ticketId, t.number, t.kind, t.priority, t.category, t.districtCode,
            t.brandId, t.wishDay, t.plannedHalf AS half, t.preferredOutletId, COALESCE(t.doneAt, t.closedAt) AS endsAt,
            COALESCE(s.lng, c.lng) AS lng, COALESCE(s.lat, c.lat) AS lat, COALESCE(u.marketTier, 3) AS marketTier,
            a.warrantyUntil, w.outletId AS cameBefore,
            EXISTS (SELECT 1 FROM supply_contract k WHERE k.brandId = t.brandId AND k.manufacturerFirst
                    AND k.validFrom <= DATE(d.at) AND k.validTo >= DATE(d.at)) AS manufacturerFirst,
            EXISTS (SELECT 1 FROM survey_answer y WHERE y.ticketId = w.id AND y.at < d.at
                    AND ((y.question = 'solved' AND y.value = 0) OR (y.question = 'score' AND y.value <= ?)))
              AS discontent,
            o.name AS went
     FROM routing_decision d JOIN ticket t ON t.id = d.ticketId JOIN district c ON c.code = t.districtCode
     LEFT JOIN site s ON s.id = t.siteId LEFT JOIN unit u ON u.id = t.storeId
     LEFT JOIN appliance a ON a.id = t.applianceId LEFT JOIN outlet o ON o.id = d.outletId
     LEFT JOIN ticket w ON w.id = (SELECT p.id FROM ticket p WHERE p.customerId = t.customerId
         AND p.category = t.category AND p.outletId IS NOT NULL AND p.doneAt < d.at AND p.state IN ('done', 'closed')
         ORDER BY p.doneAt DESC LIMIT 1)
     WHERE d.id > ? AND d.at < ? AND NOT d.overruled ORDER BY d.id LIMIT ?`,
    [policy.followup.badScore, after, until, limit],
  );
  const zone = organisationZone();
  const tickets = rows.map((row): PastTicket => {
    const day = localDay(row.at, zone);
    const { lng, lat, districtCode, brandId, half } = row;
    const came = row.cameBefore !== null && !row.discontent;
    return {
      ticketId: row.ticketId,
      number: row.number,
      priority: row.priority,
      question: {
        districtCode,
        category: row.category ?? '',
        kind: row.kind as FieldKind,
        brandId,
        point: { lng, lat },
        tried: null,
        wished: row.preferredOutletId
          ? { outletId: row.preferredOutletId, wish: 'named' }
          : came
            ? { outletId: row.cameBefore as number, wish: 'came_before' }
            : null,
        marketTier: Number(row.marketTier),
        underWarranty: row.warrantyUntil !== null && row.warrantyUntil >= day && brandId !== null,
        manufacturerFirst: Boolean(row.manufacturerFirst),
        half,
      },
      wishDay: row.wishDay,
      at: row.at,
      local: { day, time: localTime(row.at, zone) },
      endsAt: row.endsAt,
      before: row.at < countFrom,
      went: row.went,
    };
  });
  return { tickets, last: rows.length < limit ? null : (rows.at(-1)?.decisionId ?? null) };
}
