import {
  CALLS_ROOM,
  outletRoom,
  PROVINCE_ROOM,
  regionRoom,
  storeRoom,
} from '../../domain/contracts/events.ts';
import { maskNumber } from '../../domain/phone-number.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { prepared } from '../../entities/data-source.ts';
import type { Tx } from '../transaction.ts';

/** Who asks, and what their place in the organisation lets them see. */
export interface Viewer {
  personId: number;
  username: string;
  name: string;
  language: string;
  roles: Role[];
  scope: { province: boolean; regionIds: number[]; storeIds: number[]; outletIds: number[] };
  placeName: string;
}

export interface TicketScope {
  regionId: number | null;
  storeId: number | null;
  outletId: number | null;
}

export const hasRole = (viewer: Viewer, ...roles: Role[]): boolean =>
  viewer.roles.some((role) => roles.includes(role));

/** Roles of the customer-service centre: they speak with customers, and need their numbers. */
const CENTRE: Role[] = ['agent', 'dispatcher', 'administrator'];
export const isCentre = (viewer: Viewer): boolean => hasRole(viewer, ...CENTRE);

/** Roles that take requests in; they look up by a customer's number whether one is open already (H8). */
export const INTAKE: Role[] = [...CENTRE, 'store_supervisor', 'category_supervisor'];

/** Who may listen in and change an agent's state; over the whole province alone, since the line is one. */
export const SUPERVISORS: Role[] = ['headquarters_manager', 'administrator', 'dispatcher'];
/** Who puts a recording on legal hold. */
export const HOLDERS: Role[] = ['headquarters_manager', 'administrator'];
export const maySupervise = (viewer: Viewer): boolean =>
  viewer.scope.province && hasRole(viewer, ...SUPERVISORS);

/** Works for an outlet and has no other place: other outlets are no business of theirs. */
export const isOutletOnly = ({ scope }: Viewer): boolean =>
  !scope.province && scope.regionIds.length === 0 && scope.storeIds.length === 0;

/**
 * A person's assignments valid on a day, made one scope: headquarters sees the province, the others their branch
 * of the tree. One query, since every request begins with it.
 *
 * @param who 'person' by id, 'session' by the hash of its token while it has not expired
 * @returns null for someone unknown or no longer active
 */
export async function loadViewer(
  tx: Tx,
  who: { personId: number } | { tokenHash: string; now: Date },
  today: string,
): Promise<Viewer | null> {
  const [person, params] =
    'personId' in who
      ? ['person p ON p.id = ?', [who.personId]]
      : [
          'session s ON s.tokenHash = ? AND s.expiresAt > ? JOIN person p ON p.id = s.personId',
          [who.tokenHash, who.now],
        ];
  const rows: ViewerRow[] = await prepared(
    tx,
    `SELECT p.id AS personId, p.username, p.name, p.language, a.role, a.unitId, a.outletId, u.kind,
            COALESCE(u.name, o.name) AS placeName
     FROM (SELECT 1) one JOIN ${person}
     LEFT JOIN assignment a ON a.personId = p.id AND a.validFrom <= ? AND (a.validTo IS NULL OR a.validTo >= ?)
     LEFT JOIN unit u ON u.id = a.unitId LEFT JOIN outlet o ON o.id = a.outletId
     WHERE p.active ORDER BY a.id`,
    [...params, today, today],
  );
  const [first] = rows;
  if (!first) return null;
  const assignments = rows.filter(({ role }) => role !== null);
  const ids = (kind: string) =>
    assignments.filter((row) => row.kind === kind).map((row) => row.unitId as number);
  return {
    personId: first.personId,
    username: first.username,
    name: first.name,
    language: first.language,
    roles: [...new Set(assignments.map(({ role }) => role as Role))],
    scope: {
      province: assignments.some((row) => row.kind === 'headquarters'),
      regionIds: ids('region'),
      storeIds: ids('store'),
      outletIds: assignments.flatMap(({ outletId }) => (outletId ? [outletId] : [])),
    },
    placeName: first.placeName ?? '',
  };
}

interface ViewerRow {
  personId: number;
  username: string;
  name: string;
  language: string;
  role: Role | null;
  unitId: number | null;
  outletId: number | null;
  kind: string | null;
  placeName: string | null;
}

export function canSee(viewer: Viewer, ticket: TicketScope): boolean {
  const { province, regionIds, storeIds, outletIds } = viewer.scope;
  return (
    province ||
    (ticket.regionId !== null && regionIds.includes(ticket.regionId)) ||
    (ticket.storeId !== null && storeIds.includes(ticket.storeId)) ||
    (ticket.outletId !== null && outletIds.includes(ticket.outletId))
  );
}

/**
 * The same as SQL, over a table with regionId, storeId and outletId.
 *
 * @param alias of that table
 * @returns a condition and its parameters; matches nothing for someone without any place
 */
export function scopeCondition(viewer: Viewer, alias: string): { sql: string; params: unknown[] } {
  const { province, regionIds, storeIds, outletIds } = viewer.scope;
  if (province) return { sql: '1 = 1', params: [] };
  const parts = (
    [
      ['regionId', regionIds],
      ['storeId', storeIds],
      ['outletId', outletIds],
    ] as const
  ).filter(([, ids]) => ids.length > 0);
  if (parts.length === 0) return { sql: '1 = 0', params: [] };
  return {
    sql: `(${parts.map(([column]) => `${alias}.${column} IN (?)`).join(' OR ')})`,
    params: parts.map(([, ids]) => ids),
  };
}

/** The rooms they may open; the first is theirs. Live calls are for the customer-service centre and headquarters. */
export function roomsFor(viewer: Viewer): string[] {
  const { province, regionIds, storeIds, outletIds } = viewer.scope;
  return [
    ...(province ? [PROVINCE_ROOM] : []),
    ...regionIds.map(regionRoom),
    ...storeIds.map(storeRoom),
    ...outletIds.map(outletRoom),
    ...(province ? [CALLS_ROOM] : []),
  ];
}

/** Whether a room may be opened; whoever sees the province sees each part of it. */
export const mayOpen = (viewer: Viewer, room: string): boolean =>
  roomsFor(viewer).includes(room) || (viewer.scope.province && /^(region|store|outlet)\.\d+$/.test(room));

/**
 * A customer's number as this person may see it: in full for those who speak with customers. Outlets never see it;
 * they reach their customers through the hotline (services/masked).
 */
export const numberFor = (viewer: Viewer, number: string): string =>
  isCentre(viewer) ? number : maskNumber(number);

/** Roles that answer for how a customer was served, and may have to go there (C1–C3). */
const ANSWERABLE: Role[] = [...INTAKE, 'region_manager', 'headquarters_manager'];

/**
 * A customer's address as this person may see it: in full for those who take requests in or answer for the work,
 * and for the outlet from being asked until the work is done.
 */
export function addressFor(
  viewer: Viewer,
  address: string | null,
  ticket: TicketScope & { state: string },
): string | null {
  if (address === null || seesAddress(viewer, ticket)) return address;
  return `${address.slice(0, 4)}***`;
}

/** Whether they may know where exactly the customer lives. */
export const seesAddress = (viewer: Viewer, ticket: TicketScope & { state: string }): boolean =>
  hasRole(viewer, ...ANSWERABLE) || isWith(viewer, ticket, ['offered', 'accepted', 'in_progress']);

const isWith = (
  viewer: Viewer,
  { outletId, state }: TicketScope & { state: string },
  states: string[],
): boolean => outletId !== null && viewer.scope.outletIds.includes(outletId) && states.includes(state);
