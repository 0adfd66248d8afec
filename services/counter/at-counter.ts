import { DomainError } from '../../domain/errors.ts';
import { normaliseNumber } from '../../domain/phone-number.ts';
import type { TicketKind } from '../../domain/vocabulary.ts';
import { customersBehind } from '../intake/own-call.ts';
import { sameMatter } from '../intake/same-matter.ts';
import { canSee, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { theirCustomers } from './their-customers.ts';

export interface AtCounter {
  contactNumber: string;
  kind: TicketKind;
  category: string;
  separate?: boolean;
  customerId?: number;
  applianceId?: number;
  siteId?: number;
  aboutTicketId?: number;
}

/**
 * Whose files may be chosen from at this counter: the store's own customers behind the number, and whoever owns what
 * was chosen, if they are the store's own.
 *
 * @throws duplicate when the same matter of theirs is open, with whatever store (H8)
 * @throws not_found for a ticket complained about that is not theirs to see
 */
export async function customersAtCounter(tx: Tx, viewer: Viewer, asked: AtCounter): Promise<number[]> {
  const number = normaliseNumber(asked.contactNumber);
  const owners: { customerId: number }[] = await tx.query(
    `SELECT customerId FROM appliance WHERE id = ?
     UNION SELECT customerId FROM site WHERE id = ? AND customerId IS NOT NULL
     UNION SELECT id FROM customer WHERE id = ?`,
    [asked.applianceId ?? 0, asked.siteId ?? 0, asked.customerId ?? 0],
  );
  const all = [...(await customersBehind(tx, number, null)), ...owners.map(({ customerId }) => customerId)];
  const customerIds = await theirCustomers(tx, viewer, [...new Set(all)]);
  const { kind, category } = asked;
  // Wherever it is open: which ticket it is, the counter has from the look-up.
  if (!asked.separate && (await sameMatter(tx, { number, customerIds: all, kind, category }))) {
    throw new DomainError(
      'duplicate',
      'The same matter is open already. Chase it, or say that it is another.',
    );
  }
  if (asked.aboutTicketId && !(await isTheirs(tx, viewer, asked.aboutTicketId))) {
    throw new DomainError('not_found', 'There is no such ticket.');
  }
  return customerIds;
}

async function isTheirs(tx: Tx, viewer: Viewer, ticketId: number): Promise<boolean> {
  const [ticket] = await tx.query('SELECT regionId, storeId, outletId FROM ticket WHERE id = ?', [ticketId]);
  return Boolean(ticket) && canSee(viewer, ticket);
}
