import { DomainError } from '../../domain/errors.ts';
import { codeState } from '../../domain/fieldwork/customer-code.ts';
import { chargeAgreement, quoteInForce, workedUnquoted } from '../../domain/fieldwork/quote.ts';
import type { CodeAbsence, PaymentMethod } from '../../domain/fieldwork/words.ts';
import { CustomerCode, Quote, VisitClosing } from '../../entities/fieldwork.ts';
import { ServiceAction, type Visit } from '../../entities/ticket.ts';
import type { Tx } from '../transaction.ts';
import { type Done, timeInVisit } from './at-work.ts';
import { completionSubject } from './customer-code.ts';

/** What is said of the money and of the customer's code when work is finished. */
export interface CloseVisit extends Done {
  chargeFen: number;
  method?: PaymentMethod;
  receiptNumber?: string;
  differsReason?: string;
  codeAbsence?: CodeAbsence;
}

/**
 * F2, H5: the charge is what the customer agreed to, or it is said why not; and either their code was confirmed, or it
 * is said why it was not. Saying nothing is kept as that, and counted with the rest.
 *
 * @returns when it was finished
 */
export async function closeVisit(
  tx: Tx,
  visit: Visit,
  command: CloseVisit,
  now: Date,
): Promise<{ at: Date }> {
  const quotes = await tx.find(Quote, { where: { visitId: visit.id }, order: { version: 'ASC' } });
  const quotedFen = quoteInForce(quotes)?.totalFen ?? null;
  const { chargeFen, method = null, receiptNumber, differsReason, codeAbsence } = command;
  const differs = chargeAgreement(chargeFen, quotedFen) === 'differs';
  if (differs && !differsReason)
    throw new DomainError('invalid', 'The charge is not what the customer agreed to. Say why.');
  const code = await tx.findOneBy(CustomerCode, { subject: completionSubject(visit.id) });
  const state = codeState(code);
  const { at } = await timeInVisit(tx, visit.id, command, now);
  await tx.insert(VisitClosing, {
    visitId: visit.id,
    ticketId: visit.ticketId,
    method,
    amountFen: chargeFen,
    quotedFen,
    differsReason: differs ? differsReason : null,
    receiptNumber: receiptNumber || null,
    codeAbsence:
      state === 'confirmed' ? null : state === 'locked' ? 'tries_spent' : (codeAbsence ?? 'unsaid'),
    workedUnquoted: await unquoted(tx, visit.id, quotes),
    at,
  });
  return { at };
}

async function unquoted(tx: Tx, visitId: number, quotes: Quote[]): Promise<boolean> {
  const actions = await tx.findBy(ServiceAction, { visitId });
  return workedUnquoted(
    actions.map(({ action, at }) => ({ action, at: at.toISOString() })),
    quotes.map(({ approvedAt }) => ({ approvedAt: approvedAt?.toISOString() ?? null })),
  );
}
