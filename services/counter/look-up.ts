import type { z } from 'zod';
import type { CounterBrief, counterQuery } from '../../domain/contracts/counter.ts';
import { DomainError } from '../../domain/errors.ts';
import { maskNumber, normaliseNumber } from '../../domain/phone-number.ts';
import { OPEN_STATES, type TicketState } from '../../domain/vocabulary.ts';
import { customersBehind } from '../intake/own-call.ts';
import { scopeCondition, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { briefOf } from '../views/caller-brief.ts';
import { theirCustomers } from './their-customers.ts';

/**
 * H3, H9: who stands at the counter, by the number, the receipt or the serial number that they bring: what they own,
 * under warranty or not, and what is open already (H8). Of another store's customers nothing is shown but that they are
 * on file, and of their open tickets number and state: what is chased is not opened a second time.
 */
export async function lookUpAtCounter(
  tx: Tx,
  viewer: Viewer,
  query: z.output<typeof counterQuery>,
  now: Date,
): Promise<CounterBrief> {
  const number = query.phone ? normaliseNumber(query.phone) : '';
  const found = await whoIsBehind(tx, query, number);
  const ids = await theirCustomers(tx, viewer, found);
  const brief = await briefOf(tx, { number: '', ids }, now);
  const visible = await visibleAmong(
    tx,
    viewer,
    brief.tickets.map(({ id }) => id),
  );
  const tickets = brief.tickets.filter(({ id }) => visible.has(id));
  const open = await openTicketsBehind(tx, { number, ids: found });
  const seen = await visibleAmong(
    tx,
    viewer,
    open.map(({ id }) => id),
  );
  const [onFile] =
    query.phone || ids.length === 0
      ? []
      : await tx.query('SELECT number FROM phone_number WHERE customerId = ? ORDER BY id LIMIT 1', [ids[0]]);
  return {
    brief: { ...brief, tickets },
    elsewhere: found.length > 0 && ids.length === 0,
    openElsewhere: open
      .filter(({ id }) => !seen.has(id))
      .map(({ number: ticketNumber, state }) => ({ number: ticketNumber, state })),
    number: onFile ? maskNumber(onFile.number) : null,
  };
}

/** What somebody at a counter brings. */
export type Shown = z.output<typeof counterQuery>;

/** @throws DomainError invalid when they bring nothing */
export async function whoIsBehind(tx: Tx, { receipt, serial }: Shown, number: string): Promise<number[]> {
  if (number !== '') return customersBehind(tx, number, null);
  if (!receipt && !serial) throw new DomainError('invalid', 'Give a number, a receipt or a serial number.');
  const rows: { customerId: number }[] = receipt
    ? await tx.query(
        'SELECT DISTINCT a.customerId FROM sale s JOIN appliance a ON a.id = s.applianceId WHERE s.receiptNo = ? LIMIT 5',
        [receipt],
      )
    : await tx.query('SELECT DISTINCT customerId FROM appliance WHERE serialNumber = ? LIMIT 5', [serial]);
  return rows.map(({ customerId }) => customerId);
}

/** H8: what is open of these customers and of that number, wherever it is; the newest first. */
export async function openTicketsBehind(
  tx: Tx,
  { number, ids }: { number: string; ids: number[] },
): Promise<{ id: number; number: string; state: TicketState }[]> {
  const parts = [
    ...(number === '' ? [] : [{ sql: 'contactNumber = ?', value: number }]),
    ...(ids.length === 0 ? [] : [{ sql: 'customerId IN (?)', value: ids }]),
  ];
  if (parts.length === 0) return [];
  const rows = await tx.query(
    `${parts.map(({ sql }) => `(SELECT id, number, state FROM ticket WHERE ${sql} AND state IN (?))`).join(' UNION ')}
     ORDER BY id DESC LIMIT 10`,
    parts.flatMap(({ value }) => [value, OPEN_STATES]),
  );
  return rows;
}

async function visibleAmong(tx: Tx, viewer: Viewer, ids: number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const scope = scopeCondition(viewer, 't');
  const rows: { id: number }[] = await tx.query(
    `SELECT t.id FROM ticket t WHERE t.id IN (?) AND ${scope.sql}`,
    [ids, ...scope.params],
  );
  return new Set(rows.map(({ id }) => id));
}
