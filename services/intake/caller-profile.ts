import type { EntityManager } from 'typeorm';
import { isDiallable } from '../../domain/phone-number.ts';
import { OPEN_STATES, type TicketKind, type TicketState } from '../../domain/vocabulary.ts';

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
}

/** H9: what is known of a caller before they explain. */
export interface CallerProfile {
  customer: { id: number; name: string; gender: string } | null;
  appliance: ApplianceOnFile | null;
  site: SiteOnFile | null;
  ticket: OpenTicket | null;
}

const NOBODY: CallerProfile = { customer: null, appliance: null, site: null, ticket: null };

/**
 * The customer behind a number, with the appliance bought last, its site, and the ticket that is open. A number
 * that several customers share names none of them; a number that cannot be rung (hidden, a switchboard's short
 * code) stands for nobody.
 *
 * @param number E.164
 */
export async function callerProfile(manager: EntityManager, number: string): Promise<CallerProfile> {
  if (!isDiallable(number)) return NOBODY;
  const rows: ProfileRow[] = await manager.query(PROFILE, [number]);
  const [first] = rows;
  const known = first && rows.every(({ customerId }) => customerId === first.customerId) ? first : null;
  const ticket = await openTicketOf(manager, number, known?.customerId ?? null);
  if (!known) return { ...NOBODY, ticket };
  return {
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
  customerId: number;
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

const PROFILE = `
  SELECT c.id AS customerId, c.name, c.gender, a.id AS applianceId, a.category, a.brandId,
         b.name AS brandName, b.nameEn AS brandNameEn, s.id AS siteId, s.districtCode, s.address
  FROM phone_number p JOIN customer c ON c.id = p.customerId
  LEFT JOIN appliance a ON a.customerId = c.id
  LEFT JOIN brand b ON b.id = a.brandId
  LEFT JOIN site s ON s.id = COALESCE(a.siteId, (SELECT MAX(o.id) FROM site o WHERE o.customerId = c.id))
  WHERE p.number = ? ORDER BY a.purchasedOn DESC, a.id DESC LIMIT 30`;

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
    `${parts.map(one).join(' UNION ALL ')} ORDER BY ${FIRST} openedAt DESC, id DESC LIMIT 1`,
    customerId ? [number, OPEN_STATES, customerId, OPEN_STATES] : [number, OPEN_STATES],
  );
  if (!row) return null;
  const { openedAt: _, ...ticket } = row;
  return ticket;
}
