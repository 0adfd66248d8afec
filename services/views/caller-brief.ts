import type { CallerBrief } from '../../domain/contracts/desk.ts';
import { DomainError } from '../../domain/errors.ts';
import { localDay } from '../../domain/time.ts';
import { isOpen, OPEN_STATES } from '../../domain/vocabulary.ts';
import { customersBehind, ownCallCondition } from '../intake/own-call.ts';
import { ruleFor } from '../numbers/rule-for.ts';
import { maySupervise, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

/**
 * Screen pop (H9): who calls, what they own, what is open, and how we last spoke. A number that several customers
 * share names none of them: they are the household, and what is on file of all of them is shown.
 *
 * @throws not_found for a call that is none of this person's
 */
export async function callerBrief(
  tx: Tx,
  viewer: Viewer,
  contactId: number,
  now: Date,
): Promise<CallerBrief> {
  const contact = await theirContact(tx, viewer, contactId, now);
  const { number } = contact;
  const ids = await customersBehind(tx, number, contact.customerId);
  const brief = await briefOf(tx, { number, ids, knownId: contact.customerId }, now);
  const rule = await ruleFor(tx, number, ['blocked', 'nuisance', 'do_not_call'], now);
  return {
    ...brief,
    rule: rule && { kind: rule.kind, reason: rule.reason },
    calls: await callsOf(tx, contactId, number, contact.customerId),
  };
}

/**
 * What is on file of these customers and of that number.
 *
 * @param knownId the one of them who is known to be asking
 */
export async function briefOf(
  tx: Tx,
  { number, ids, knownId = null }: { number: string; ids: number[]; knownId?: number | null },
  now: Date,
): Promise<CallerBrief> {
  const people: NonNullable<CallerBrief['customer']>[] =
    ids.length === 0
      ? []
      : await tx.query(
          'SELECT id, name, gender, callWish FROM customer WHERE id IN (?) ORDER BY FIELD(id, ?)',
          [ids, ids],
        );
  const customer = knownId || people.length === 1 ? (people[0] ?? null) : null;
  const [sites, appliances] = [await sitesOf(tx, ids), await appliancesOf(tx, ids, now)];
  return {
    customer,
    rule: null,
    household: people.filter(({ id }) => id !== customer?.id).map(({ id, name }) => ({ id, name })),
    sites,
    appliances,
    tickets: await ticketsOf(tx, number, ids),
    calls: [],
  };
}

/** Whoever has the call in hand, had it just now or is offered it, and those who supervise. */
async function theirContact(
  tx: Tx,
  viewer: Viewer,
  contactId: number,
  now: Date,
): Promise<{ number: string; customerId: number | null }> {
  const own = ownCallCondition(viewer.personId, now);
  const [contact] = await tx.query(
    `SELECT c.number, c.customerId,
            ${own.sql} OR
            EXISTS (SELECT 1 FROM desk_offer o WHERE o.personId = ? AND o.contactId = c.id AND o.state = 'open') AS theirs
     FROM contact c WHERE c.id = ?`,
    [...own.params, viewer.personId, contactId],
  );
  if (!contact || !(Number(contact.theirs) || maySupervise(viewer))) {
    throw new DomainError('not_found', 'There is no such call on your desk.');
  }
  return contact;
}

/** Homes on file, the latest first; one address is shown once. */
async function sitesOf(tx: Tx, customerIds: number[]): Promise<CallerBrief['sites']> {
  if (customerIds.length === 0) return [];
  return tx.query(
    `SELECT MAX(id) AS id, customerId, districtCode, address FROM site WHERE customerId IN (?) AND address IS NOT NULL
     GROUP BY customerId, districtCode, address ORDER BY id DESC LIMIT 10`,
    [customerIds],
  );
}

async function appliancesOf(tx: Tx, customerIds: number[], now: Date): Promise<CallerBrief['appliances']> {
  if (customerIds.length === 0) return [];
  const today = localDay(now, organisationZone());
  const rows: Omit<CallerBrief['appliances'][number], 'inWarranty'>[] = await tx.query(
    `SELECT a.id, a.customerId, a.siteId, a.category, a.brandId, b.name AS brandName, a.model, a.serialNumber,
            a.purchasedOn, a.warrantyUntil
     FROM appliance a LEFT JOIN brand b ON b.id = a.brandId
     WHERE a.customerId IN (?) ORDER BY a.purchasedOn DESC, a.id DESC LIMIT 20`,
    [customerIds],
  );
  return rows.map((row) => ({
    ...row,
    inWarranty: row.warrantyUntil !== null && row.warrantyUntil >= today,
  }));
}

type TicketRow = Omit<CallerBrief['tickets'][number], 'open' | 'openedAt' | 'appointmentAt'> & {
  openedAt: Date;
  appointmentAt: Date | null;
};

/** The open ones first, whoever in the household asked for them. */
async function ticketsOf(tx: Tx, number: string, ids: number[]): Promise<CallerBrief['tickets']> {
  const parts = [
    ...(number === '' ? [] : [{ sql: 't.contactNumber = ?', value: number }]),
    ...(ids.length === 0 ? [] : [{ sql: 't.customerId IN (?)', value: ids }]),
  ];
  if (parts.length === 0) return [];
  const one = ({ sql }: { sql: string }) =>
    `(SELECT t.id FROM ticket t WHERE ${sql} ORDER BY t.state IN (?) DESC, t.openedAt DESC LIMIT 10)`;
  const rows: TicketRow[] = await tx.query(
    `SELECT t.id, t.number, t.kind, t.category, t.state, t.priority, t.openedAt, t.chaseCount, t.version,
            o.name AS outletName,
            (SELECT v.appointmentAt FROM visit v WHERE v.ticketId = t.id ORDER BY v.number DESC LIMIT 1) AS appointmentAt
     FROM (${parts.map(one).join(' UNION ')}) own JOIN ticket t ON t.id = own.id
     LEFT JOIN outlet o ON o.id = t.outletId
     ORDER BY t.state IN (?) DESC, t.openedAt DESC LIMIT 10`,
    [...parts.flatMap(({ value }) => [value, OPEN_STATES]), OPEN_STATES],
  );
  return rows.map((row) => ({
    ...row,
    open: isOpen(row.state),
    openedAt: row.openedAt.toISOString(),
    appointmentAt: row.appointmentAt?.toISOString() ?? null,
  }));
}

/** How we last spoke: calls of that number, and of the customer by other numbers. */
async function callsOf(
  tx: Tx,
  contactId: number,
  number: string,
  customerId: number | null,
): Promise<CallerBrief['calls']> {
  const parts = [
    ...(number === '' ? [] : [{ column: 'number', value: number }]),
    ...(customerId ? [{ column: 'customerId', value: customerId }] : []),
  ];
  if (parts.length === 0) return [];
  const one = ({ column }: { column: string }) =>
    `(SELECT id FROM contact WHERE ${column} = ? AND id <> ? ORDER BY id DESC LIMIT 8)`;
  const rows: (Omit<CallerBrief['calls'][number], 'startedAt'> & { startedAt: Date })[] = await tx.query(
    `SELECT c.id, c.direction, c.startedAt, c.disposition, c.subject, c.note, p.name AS agentName
     FROM (${parts.map(one).join(' UNION ')}) own JOIN contact c ON c.id = own.id
     LEFT JOIN line_entry l ON l.contactId = c.id LEFT JOIN person p ON p.id = l.personId
     ORDER BY c.startedAt DESC, c.id DESC LIMIT 8`,
    parts.flatMap(({ value }) => [value, contactId]),
  );
  return rows.map((row) => ({ ...row, startedAt: row.startedAt.toISOString() }));
}
