import type { Signed } from '../../domain/contracts/fieldwork.ts';
import { DomainError } from '../../domain/errors.ts';
import type { ApprovalWay } from '../../domain/fieldwork/words.ts';
import { Quote } from '../../entities/fieldwork.ts';
import type { Ticket } from '../../entities/ticket.ts';
import type { Tx } from '../transaction.ts';
import { type FieldCommand, timeInVisit, visitAtWork } from './at-work.ts';
import { noteInHistory } from './note.ts';
import { keepSignature } from './sign.ts';

export interface ApproveQuote extends FieldCommand {
  quoteRef: string;
  signed: Signed;
}

/** H5: the customer agrees to the quote that stands, with their signature on the phone's screen. */
export async function approveQuote(tx: Tx, command: ApproveQuote, now: Date): Promise<void> {
  const { ticket, visit } = await visitAtWork(tx, command);
  const quote = await standingQuote(tx, visit.id, command.quoteRef);
  const { at } = await timeInVisit(tx, visit.id, command, now);
  const { signed } = command;
  await keepSignature(tx, signed, {
    ticketId: ticket.id,
    visitId: visit.id,
    purpose: 'quote',
    quoteId: quote.id,
    at,
  });
  await agree(
    tx,
    ticket,
    quote,
    { how: 'signature', name: signed.name, at, personId: command.personId },
    now,
  );
}

/** The quote by its reference, if no other one was made since. */
export async function standingQuote(tx: Tx, visitId: number, ref: string): Promise<Quote> {
  const quote = await tx.findOneBy(Quote, { ref, visitId });
  if (!quote) throw new DomainError('not_found', 'There is no such quote on this visit.');
  if (quote.state === 'replaced')
    throw new DomainError(
      'wrong_state',
      'Another quote was made since. The customer has to agree to that one.',
    );
  return quote;
}

/** One winner: a quote is agreed to once. */
export async function agree(
  tx: Tx,
  ticket: Ticket,
  quote: Quote,
  { how, name, at, personId }: { how: ApprovalWay; name: string | null; at: Date; personId: number },
  now: Date,
): Promise<void> {
  const { affectedRows } = await tx.query(
    `UPDATE quote SET state = 'approved', approvedAt = ?, approvedHow = ?, approverName = ? WHERE id = ? AND state = 'given'`,
    [at < quote.at ? quote.at : at, how, name, quote.id],
  );
  if (affectedRows !== 1) return;
  const data = { visitId: quote.visitId, quoteId: quote.id, how, totalFen: quote.totalFen };
  await noteInHistory(tx, ticket, { type: 'ticket.quote_approved', data, rule: 'H5' }, now, personId);
}
