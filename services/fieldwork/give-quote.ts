import { nextActions } from '../../domain/dispatch/service-chain.ts';
import { lineFen, type QuoteLine, quoteTotal } from '../../domain/fieldwork/quote.ts';
import { type PriceItem, Quote, QuoteLineRow } from '../../entities/fieldwork.ts';
import { ServiceAction, type Ticket, type Visit } from '../../entities/ticket.ts';
import { recordActionOn } from '../dispatch/record-action.ts';
import type { Tx } from '../transaction.ts';
import { insertRow } from '../write-row.ts';
import { type FieldCommand, timeInVisit, visitAtWork } from './at-work.ts';
import { noteInHistory } from './note.ts';

export interface GiveQuote extends FieldCommand {
  ref: string;
  lines: QuoteLine[];
}

/**
 * H5: what the work will cost, line by line, before it begins. The sum is counted here, never taken from a phone; a
 * price that is not the list's stays visible beside the list's. Another quote replaces the one before, agreed or not:
 * it needs the customer's word anew. The same one sent again is the same one.
 */
export async function giveQuote(tx: Tx, command: GiveQuote, now: Date): Promise<Quote> {
  const known = await tx.findOneBy(Quote, { ref: command.ref, ticketId: command.ticketId });
  if (known) return known;
  const { ticket, visit } = await visitAtWork(tx, command);
  const { at } = await timeInVisit(tx, visit.id, command, now);
  await tx.query(`UPDATE quote SET state = 'replaced' WHERE visitId = ? AND state <> 'replaced'`, [visit.id]);
  const version = (await tx.countBy(Quote, { visitId: visit.id })) + 1;
  const totalFen = quoteTotal(command.lines);
  const { ref, personId } = command;
  const row = {
    ref,
    ticketId: ticket.id,
    visitId: visit.id,
    version,
    state: 'given',
    totalFen,
    at,
    personId,
  };
  const quoteId = await insertRow(tx, 'quote', row);
  await keepLines(tx, quoteId, command.lines);
  await recordFirst(tx, ticket, visit, command, now);
  const data = { visitId: visit.id, quoteId, version, totalFen };
  await noteInHistory(tx, ticket, { type: 'ticket.quoted', data, rule: 'H5' }, now, personId);
  return tx.findOneByOrFail(Quote, { id: quoteId });
}

async function keepLines(tx: Tx, quoteId: number, lines: QuoteLine[]): Promise<void> {
  const codes = lines.flatMap(({ code }) => code ?? []);
  const items =
    codes.length === 0
      ? []
      : await tx.query('SELECT code, unitFen FROM price_item WHERE code IN (?)', [codes]);
  const listed = new Map(items.map((item: Pick<PriceItem, 'code' | 'unitFen'>) => [item.code, item.unitFen]));
  await tx.insert(
    QuoteLineRow,
    lines.map((line, position) => ({
      ...line,
      quoteId,
      position,
      listFen: line.code === null ? null : ((listed.get(line.code) as number | undefined) ?? null),
      amountFen: lineFen(line),
    })),
  );
}

/** The first quote of a visit is the action of the chain; one made after the work has begun does not pretend to be. */
async function recordFirst(
  tx: Tx,
  ticket: Ticket,
  visit: Visit,
  command: GiveQuote,
  now: Date,
): Promise<void> {
  const done = await tx.findBy(ServiceAction, { visitId: visit.id });
  if (!nextActions(done.map(({ action }) => action)).includes('quote')) return;
  const actor = { kind: 'person', id: command.personId } as const;
  await recordActionOn(tx, ticket, { ...command, action: 'quote', actor }, now);
}
