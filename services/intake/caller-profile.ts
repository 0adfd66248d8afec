import type { EntityManager } from 'typeorm';
import { isDiallable } from '../../domain/phone-number.ts';
import { OPEN_STATES, type TicketKind, type TicketState } from '../../domain/vocabulary.ts';
import { CALLER_RULES, type CallerRule, ruleFor } from '../numbers/rule-for.ts';

export interface ApplianceOnFile {
  id: number;
  category: string;
  brandId: number | null;
  brandName: string | null;
  brandNameEn: string | null;
}
export interface SiteOnFile {
  id: number;
  districtCode: string;
  address: string | null;
}
export interface OpenTicket {
  id: number;
  number: string;
  kind: TicketKind;
  category: string | null;
  state: TicketState;
  outletName: string | null;
  /** A time for the visit is agreed. */
  agreed?: boolean;
}

/** H9: what is known of a caller before they explain. */
export interface CallerProfile {
  customer: { id: number; name: string; gender: string } | null;
  appliance: ApplianceOnFile | null;
  site: SiteOnFile | null;
  ticket: OpenTicket | null;
  /** How calls of this number are met; absent: like everybody's. */
  rule?: CallerRule;
  /** The number is an outlet's, or a technician's. */
  outlet?: true;
}

const NOBODY: CallerProfile = { customer: null, appliance: null, site: null, ticket: null };

/**
 * The customer behind a number, with the appliance bought last, its site, and the ticket that is open. A number
 * that several customers share names none of them; a number that cannot be rung (hidden, a switchboard's short
 * code) stands for nobody. With it, in the same query, how the number is to be met.
 *
 * @param number E.164
 */
export async function callerProfile(
  manager: EntityManager,
  number: string,
  now: Date,
): Promise<CallerProfile> {
  if (!isDiallable(number)) {
    const rule = (await ruleFor(manager, number, CALLER_RULES, now)) as CallerRule | null;
    return rule ? { ...NOBODY, rule: { id: rule.id, kind: rule.kind } } : NOBODY;
  }
  const rows: ProfileRow[] = await manager.query(PROFILE, [number, number, number, number, now]);
  const [first] = rows;
  const one = rows.every(({ customerId }) => customerId === first?.customerId);
  const known = one && first?.customerId ? (first as KnownRow) : null;
  const ticket = await openTicketOf(manager, number, known?.customerId ?? null);
  const met = {
    ...(first?.ruleId ? { rule: { id: first.ruleId, kind: first.rule } } : {}),
    ...(Number(first?.outlet) ? { outlet: true as const } : {}),
  };
  if (!known) return { ...NOBODY, ...met, ticket };
  return {
    ...met,
    customer: { id: known.customerId, name: known.name, gender: known.gender },
    appliance: known.applianceId
      ? {
          id: known.applianceId,
          category: known.category,
          brandId: known.brandId,
          brandName: known.brandName,
          brandNameEn: known.brandNameEn,
        }
      : null,
    site: known.siteId
      ? { id: known.siteId, districtCode: known.districtCode, address: known.address }
      : null,
    ticket,
  };
}

type ProfileRow = {
  ruleId: number | null;
  rule: CallerRule['kind'];
  outlet: number;
  customerId: number | null;
  name: string;
  gender: string;
  applianceId: number | null;
  category: string;
  brandId: number | null;
  brandName: string | null;
  brandNameEn: string | null;
  siteId: number | null;
  districtCode: string;
  address: string | null;
};

type KnownRow = ProfileRow & { customerId: number };

const PROFILE = `
  SELECT n.id AS ruleId, n.kind AS rule, c.id AS customerId, c.name, c.gender, a.id AS applianceId, a.category, a.brandId,
         b.name AS brandName, b.nameEn AS brandNameEn, s.id AS siteId, s.districtCode, s.address,
         EXISTS (SELECT 1 FROM outlet WHERE phone = ?)
           OR EXISTS (SELECT 1 FROM technician WHERE phone = ? AND active = 1) AS outlet
  FROM (SELECT 1) one
  LEFT JOIN phone_number p ON p.number = ?
  LEFT JOIN customer c ON c.id = p.customerId
  LEFT JOIN number_rule n ON n.id = (
    SELECT r.id FROM number_rule r WHERE r.number = ? AND r.kind IN ('blocked', 'nuisance') AND r.openMark = 1
    AND (r.expiresAt IS NULL OR r.expiresAt > ?) ORDER BY r.kind LIMIT 1)
  LEFT JOIN appliance a ON a.customerId = c.id
  LEFT JOIN brand b ON b.id = a.brandId
  LEFT JOIN site s ON s.id = COALESCE(a.siteId, (SELECT MAX(o.id) FROM site o WHERE o.customerId = c.id))
  ORDER BY a.purchasedOn DESC, a.id DESC LIMIT 30`;

/** Work at home before what staff handle: a complaint about a repair does not hide the repair. */
const FIRST = "kind IN ('inquiry', 'complaint', 'claim'),";

async function openTicketOf(
  manager: EntityManager,
  number: string,
  customerId: number | null,
): Promise<OpenTicket | null> {
  const one = (column: string) =>
    `(SELECT t.id, t.number, t.kind, t.category, t.state, t.openedAt, o.name AS outletName
      FROM ticket t LEFT JOIN outlet o ON o.id = t.outletId
      WHERE t.${column} = ? AND t.state IN (?) ORDER BY ${FIRST} t.openedAt DESC, t.id DESC LIMIT 1)`;
  const parts = customerId ? ['contactNumber', 'customerId'] : ['contactNumber'];
  const [row] = await manager.query(
    `SELECT f.*, (SELECT v.appointmentAt FROM visit v WHERE v.ticketId = f.id
                  ORDER BY v.number DESC LIMIT 1) AS appointmentAt
     FROM (${parts.map(one).join(' UNION ALL ')} ORDER BY ${FIRST} openedAt DESC, id DESC LIMIT 1) f`,
    customerId ? [number, OPEN_STATES, customerId, OPEN_STATES] : [number, OPEN_STATES],
  );
  if (!row) return null;
  const { openedAt: _, appointmentAt, ...ticket } = row;
  return appointmentAt ? { ...ticket, agreed: true } : ticket;
}
