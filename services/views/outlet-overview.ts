import type { OutletOverview, StandingChangeView } from '../../domain/contracts/outlets.ts';
import type { FieldKind, TicketState } from '../../domain/vocabulary.ts';
import type { Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { capacityOf, withFigures } from './outlet-figures.ts';
import { outletDetail } from './outlets.ts';

/** Days of capacity that are shown. */
const DAYS = 14;
const IN_PROGRESS_LIMIT = 200;

/** S4, D1: all of one outlet, for those who answer for it. */
export async function outletOverview(
  tx: Tx,
  viewer: Viewer,
  outletId: number,
  now: Date,
): Promise<OutletOverview> {
  const { technicians, ...outlet } = await outletDetail(tx, viewer, outletId);
  const [row] = await withFigures(tx, [outlet], now);
  if (!row) throw new Error(`outlet ${outletId} has gone`);
  const days = await capacityOf(tx, [outlet], { days: DAYS }, now);
  const coverage: { districtCode: string; category: string; kinds: string }[] = await tx.query(
    `SELECT districtCode, category, GROUP_CONCAT(kind ORDER BY kind) AS kinds FROM coverage
     WHERE outletId = ? GROUP BY districtCode, category ORDER BY category, districtCode`,
    [outletId],
  );
  const authorisations: OutletOverview['authorisations'] = await tx.query(
    'SELECT brandId, validFrom, validTo FROM brand_authorisation WHERE outletId = ? ORDER BY brandId',
    [outletId],
  );
  const open: { state: TicketState; count: string }[] = await tx.query(
    `SELECT state, COUNT(*) AS count FROM ticket
     WHERE outletId = ? AND state IN ('offered', 'accepted', 'in_progress') GROUP BY state`,
    [outletId],
  );
  const count = (...states: TicketState[]) =>
    open.reduce((sum, each) => sum + (states.includes(each.state) ? Number(each.count) : 0), 0);
  const inProgress: { id: number; number: string; version: number; state: TicketState; stateSince: Date }[] =
    await tx.query(
      `SELECT id, number, version, state, stateSince FROM ticket WHERE outletId = ? AND state = 'in_progress'
       ORDER BY openedAt, id LIMIT ${IN_PROGRESS_LIMIT}`,
      [outletId],
    );
  return {
    ...row,
    days: days.get(outletId) ?? [],
    coverage: coverage.map(({ kinds, ...each }) => ({ ...each, kinds: kinds.split(',') as FieldKind[] })),
    authorisations,
    technicians,
    history: await standingHistory(tx, outletId),
    effect: { moves: count('offered', 'accepted'), inProgress: count('in_progress') },
    inProgress: inProgress.map((ticket) => ({ ...ticket, stateSince: ticket.stateSince.toISOString() })),
  };
}

interface ChangeRow extends Omit<StandingChangeView, 'madeAt' | 'takesEffectAt' | 'calledOff'> {
  madeAt: Date;
  takesEffectAt: Date;
  calledOffAt: Date | null;
  calledOffBy: string | null;
  calledOffReason: string | null;
}

async function standingHistory(tx: Tx, outletId: number): Promise<StandingChangeView[]> {
  const rows: ChangeRow[] = await tx.query(
    `SELECT c.id, c.fromStanding AS \`from\`, c.toStanding AS \`to\`, c.state, c.reason, c.madeAt, c.takesEffectAt, c.moved,
            COALESCE(p.name, '') AS \`by\`, c.calledOffAt, COALESCE(q.name, '') AS calledOffBy, c.calledOffReason
     FROM standing_change c LEFT JOIN person p ON p.id = c.madeBy LEFT JOIN person q ON q.id = c.calledOffBy
     WHERE c.outletId = ? ORDER BY c.takesEffectAt DESC, c.id DESC LIMIT 100`,
    [outletId],
  );
  return rows.map(({ calledOffAt, calledOffBy, calledOffReason, ...row }) => ({
    ...row,
    madeAt: row.madeAt.toISOString(),
    takesEffectAt: row.takesEffectAt.toISOString(),
    calledOff: calledOffAt && {
      at: calledOffAt.toISOString(),
      by: calledOffBy ?? '',
      reason: calledOffReason ?? '',
    },
  }));
}
