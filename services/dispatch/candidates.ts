import type { Candidate, RoutingQuestion } from '../../domain/dispatch/candidate.ts';
import type { OutletFigures } from '../../domain/dispatch/quality.ts';
import { distanceKm } from '../../domain/geo.ts';
import type { Policy } from '../../domain/policy.ts';
import { addDays } from '../../domain/time.ts';
import type { FieldKind, HalfDay, TicketState, Wish } from '../../domain/vocabulary.ts';
import { prepared } from '../../entities/data-source.ts';
import type { Ticket } from '../../entities/ticket.ts';
import type { Tx } from '../transaction.ts';
import { promisedHalf } from './capacity.ts';

/** What routing asks about a ticket, apart from the day. */
export interface TicketQuestion extends Omit<RoutingQuestion, 'day' | 'half'> {
  /** The outlet that the customer would rather have (D3). */
  wished: { outletId: number; wish: Wish } | null;
  /** Where the work is: of the home as far as that is known, else of the county. */
  point: { lng: number; lat: number };
}

interface QuestionRow {
  tier: number | null;
  warrantyUntil: string | null;
  manufacturerFirst: number;
  lng: number | null;
  lat: number | null;
  lastOutletId: number | null;
  discontent: number;
}

/**
 * A ticket's place, warranty, market tier, contract and wish: what D1, D2 and D3 depend on. The wish is the outlet that
 * the customer named; else the one that came last for such a product, if they were content. One statement, since
 * every ticket that is routed waits for it.
 */
export async function questionOf(
  tx: Tx,
  ticket: Ticket,
  policy: Policy,
  today: string,
): Promise<TicketQuestion> {
  const [row]: QuestionRow[] = await prepared(
    tx,
    `SELECT u.marketTier AS tier, a.warrantyUntil AS warrantyUntil,
            EXISTS (SELECT 1 FROM supply_contract c WHERE c.brandId = t.brandId AND c.manufacturerFirst
                    AND c.validFrom <= ? AND c.validTo >= ?) AS manufacturerFirst,
            IF(s.lng IS NULL OR s.lat IS NULL, d.lng, s.lng) AS lng,
            IF(s.lng IS NULL OR s.lat IS NULL, d.lat, s.lat) AS lat, p.outletId AS lastOutletId,
            EXISTS (SELECT 1 FROM survey_answer y WHERE y.ticketId = p.id
              AND ((y.question = 'solved' AND y.value = 0) OR (y.question = 'score' AND y.value <= ?))) AS discontent
     FROM ticket t LEFT JOIN unit u ON u.id = t.storeId LEFT JOIN appliance a ON a.id = t.applianceId
     LEFT JOIN site s ON s.id = t.siteId LEFT JOIN district d ON d.code = t.districtCode
     LEFT JOIN ticket p ON p.id = (SELECT w.id FROM ticket w
         WHERE w.customerId = t.customerId AND w.category = t.category AND w.id <> t.id AND w.outletId IS NOT NULL
           AND w.state IN ('done', 'closed') ORDER BY w.doneAt DESC LIMIT 1)
     WHERE t.id = ?`,
    [today, today, policy.followup.badScore, ticket.id],
  );
  if (row?.lng == null || row.lat == null)
    throw new Error(`ticket ${ticket.id} is to be routed without a place`);
  return {
    category: ticket.category ?? '',
    marketTier: row.tier ?? 3,
    underWarranty: row.warrantyUntil != null && row.warrantyUntil >= today && ticket.brandId !== null,
    manufacturerFirst: Boolean(row.manufacturerFirst),
    wished: wishOf(ticket, row),
    point: { lng: row.lng, lat: row.lat },
  };
}

function wishOf(ticket: Ticket, { lastOutletId, discontent }: QuestionRow): TicketQuestion['wished'] {
  if (ticket.preferredOutletId) return { outletId: ticket.preferredOutletId, wish: 'named' };
  return lastOutletId !== null && !discontent ? { outletId: lastOutletId, wish: 'came_before' } : null;
}

/** Who could take a ticket, on whichever day. */
export interface Field {
  on(day: string): Promise<Candidate[]>;
}

/**
 * Every outlet that covers the ticket's district, category and kind of work, with what decides among them. Rescue is
 * covered by whoever repairs; of an unknown product, by whoever repairs anything there. All that is not the day's own
 * is read once, with the bookings of the first day; where that is full, those of the others are read together.
 *
 * @param days on which it may be asked for, the likeliest first
 */
export async function loadField(
  tx: Tx,
  ticket: Ticket,
  {
    days,
    today,
    wished,
    point,
    policy,
  }: { days: string[]; today: string; policy: Policy } & Pick<TicketQuestion, 'wished' | 'point'>,
): Promise<Field> {
  const anything = ticket.kind === 'rescue' && ticket.category === null;
  const kind = (ticket.kind === 'rescue' ? 'repair' : ticket.kind) as FieldKind;
  const since = addDays(today, -policy.dispatch.measures.fairnessDays);
  const [first = today, ...later] = days;
  const covering = anything ? COVERING_ANYTHING : COVERING;
  const rows: OutletRow[] = await prepared(tx, outletsThat(covering, anything), [
    since,
    today,
    ...(anything ? [] : [ticket.category]),
    ticket.id,
    ticket.districtCode,
    kind,
    ...(anything ? [] : [ticket.category]),
    first,
    ticket.brandId,
  ]);
  const booked = new Map<string, Bookings>();
  for (const { outletId, capacity, booked: taken, morning, afternoon } of rows)
    if (capacity !== null)
      booked.set(`${first} ${outletId}`, { capacity, booked: taken, morning, afternoon } as Bookings);
  let known = later.length === 0 || rows.length === 0;
  return {
    async on(day) {
      if (day !== first && !known) {
        const ids = rows.map(({ outletId }) => outletId);
        const others: (Bookings & { outletId: number; day: string })[] = await tx.query(
          `SELECT outletId, day, capacity, booked, morning, afternoon FROM capacity_day
           WHERE outletId IN (?) AND day IN (?)`,
          [ids, later],
        );
        for (const each of others) booked.set(`${each.day} ${each.outletId}`, each);
        known = true;
      }
      const half = promisedHalf(ticket, day);
      return rows.map((row) =>
        candidateOf(row, booked.get(`${day} ${row.outletId}`), { day, half, wished, point }),
      );
    },
  };
}

/** States of a ticket that an outlet has in hand. */
const AT_WORK = ['offered', 'accepted', 'in_progress'] as const satisfies TicketState[];

const COVERING = 'SELECT outletId FROM coverage WHERE districtCode = ? AND kind = ? AND category = ?';
/** An outlet covers each category there with a row of its own. */
const COVERING_ANYTHING = 'SELECT DISTINCT outletId FROM coverage WHERE districtCode = ? AND kind = ?';

/**
 * Each state of an open job is asked for by itself: with IN, MariaDB reads every ticket that the outlet ever had. The
 * order of the joins is the one that is written, so that none is looked for.
 */
const outletsThat = (covering: string, anything: boolean): string => `
  SELECT STRAIGHT_JOIN o.id AS outletId, o.name, o.type, o.standing, o.lng, o.lat, o.dailyCapacity,
         d.capacity, d.booked, d.morning, d.afternoon,
         ${AT_WORK.map((state) => `(SELECT COUNT(*) FROM ticket w WHERE w.outletId = o.id AND w.state = '${state}')`).join(' + ')} AS openJobs,
         (SELECT SUM(r.booked) FROM capacity_day r WHERE r.outletId = o.id AND r.day >= ? AND r.day < ?) AS recent,
         (SELECT COUNT(*) FROM technician h WHERE h.outletId = o.id AND h.active = 1) AS technicians,
         (SELECT COUNT(*) FROM technician h WHERE h.outletId = o.id AND h.active = 1
            ${anything ? '' : 'AND FIND_IN_SET(?, h.skills)'}) AS skilled,
         b.validFrom AS authorisedFrom, b.validTo AS authorisedTo,
         EXISTS (SELECT 1 FROM offer f WHERE f.ticketId = ? AND f.outletId = o.id
                   AND f.state IN ('declined', 'timed_out')) AS tried,
         q.jobs, q.scored, q.scoreSum, q.firstFix, q.onTime, q.asked, q.refused
  FROM (${covering}) c
  JOIN outlet o ON o.id = c.outletId
  LEFT JOIN capacity_day d ON d.outletId = o.id AND d.day = ?
  LEFT JOIN brand_authorisation b ON b.outletId = o.id AND b.brandId = ?
  LEFT JOIN outlet_figures q ON q.outletId = o.id`;

/** @param booked undefined where the day has no row yet: then nothing is */
function candidateOf(
  row: OutletRow,
  booked: Bookings | undefined,
  {
    day,
    half,
    wished,
    point,
  }: { day: string; half: HalfDay | null } & Pick<TicketQuestion, 'wished' | 'point'>,
): Candidate {
  const { authorisedFrom: from, authorisedTo: to } = row;
  return {
    outletId: row.outletId,
    name: row.name,
    type: row.type,
    standing: row.standing,
    distanceKm: distanceKm(point, row),
    load: Number(row.openJobs),
    capacity: booked?.capacity ?? row.dailyCapacity,
    booked: booked?.booked ?? 0,
    halfBooked: half && (booked?.[half] ?? 0),
    recent: Number(row.recent ?? 0),
    technicians: Number(row.technicians),
    skilled: Number(row.skilled),
    figures: row.jobs === null ? null : figuresOf(row as OutletFigures),
    wish: wished?.outletId === row.outletId ? wished.wish : null,
    authorised: from !== null && from <= day && (to === null || to >= day),
    tried: Boolean(row.tried),
  };
}

interface Bookings {
  capacity: number;
  booked: number;
  morning: number;
  afternoon: number;
}

interface OutletRow
  extends Pick<Candidate, 'outletId' | 'name' | 'type' | 'standing'>,
    Record<keyof OutletFigures | keyof Bookings, number | null> {
  lng: number;
  lat: number;
  dailyCapacity: number;
  openJobs: number;
  recent: number | null;
  technicians: number;
  skilled: number;
  authorisedFrom: string | null;
  authorisedTo: string | null;
  tried: number;
}

const figuresOf = ({
  jobs,
  scored,
  scoreSum,
  firstFix,
  onTime,
  asked,
  refused,
}: OutletFigures): OutletFigures => ({
  jobs,
  scored,
  scoreSum,
  firstFix,
  onTime,
  asked,
  refused,
});
