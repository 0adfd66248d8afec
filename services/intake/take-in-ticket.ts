import type { Actor } from '../../domain/contracts/events.ts';
import { DomainError } from '../../domain/errors.ts';
import { normaliseNumber } from '../../domain/phone-number.ts';
import { isFieldKind, type Priority, type Source, type TicketKind } from '../../domain/vocabulary.ts';
import type { Tx } from '../transaction.ts';
import { type OpenedTicket, openTicket } from './open-ticket.ts';
import { type IntakeReference, loadReference } from './reference.ts';

export interface TakeInTicket {
  kind: TicketKind;
  category: string;
  priority: Priority;
  contactNumber: string;
  customerName?: string;
  districtCode?: string;
  address?: string;
  description?: string;
  source: Extract<Source, 'counter' | 'agent' | 'import'>;
  actor: Actor;
  /** What the process holds in memory; read from the database when absent. */
  reference?: IntakeReference;
}

/** H3: a request taken in at a counter, by an agent or by another system: the same way as a call. */
export async function takeInTicket(tx: Tx, command: TakeInTicket, now: Date): Promise<OpenedTicket> {
  const { category, districtCode, address, contactNumber } = command;
  const { categories } = command.reference ?? (await loadReference(tx));
  if (!categories.some(({ code }) => code === category)) {
    throw new DomainError('invalid', 'There is no such product category.');
  }
  if (isFieldKind(command.kind) && !districtCode) {
    throw new DomainError('invalid', 'Say in which district the work is to be done.');
  }
  if (normaliseNumber(contactNumber) === '') {
    throw new DomainError('invalid', 'Give a number to reach the customer, with its area code.');
  }
  return openTicket(
    tx,
    {
      ...command,
      language: 'zh',
      place: districtCode ? { districtCode, address: address || null, spokenAddress: null } : null,
    },
    now,
  );
}
