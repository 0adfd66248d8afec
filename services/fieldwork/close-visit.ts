import { DomainError } from '../../domain/errors.ts';
import { type CodeState, codeState } from '../../domain/fieldwork/customer-code.ts';
import { chargeAgreement, quoteInForce, workedUnquoted } from '../../domain/fieldwork/quote.ts';
import type { CodeAbsence, PaymentMethod } from '../../domain/fieldwork/words.ts';
import { takesMessages } from '../../domain/phone-number.ts';
import { CustomerCode, Quote, VisitClosing } from '../../entities/fieldwork.ts';
import { ServiceAction, type Ticket, type Visit } from '../../entities/ticket.ts';
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
 * is said why it was not. Saying nothing is refused, except where no code could ever come or it is locked.
 *
 * @returns when it was finished
 * @throws `invalid` when a charge that differs has no reason, `code_missing` when the code has none
 */
export async function closeVisit(
  tx: Tx,
  ticket: Pick<Ticket, 'contactNumber'>,
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
  const code = codeState(await tx.findOneBy(CustomerCode, { subject: completionSubject(visit.id) }));
  const absence = whyWithoutCode(code, ticket.contactNumber, codeAbsence);
  if (absence === undefined)
    throw new DomainError(
      'code_missing',
      'Enter the completion code that the customer has in a text message, or say why it lacks (codeAbsence).',
    );
  const { at } = await timeInVisit(tx, visit.id, command, now);
  await tx.insert(VisitClosing, {
    visitId: visit.id,
    ticketId: visit.ticketId,
    method,
    amountFen: chargeFen,
    quotedFen,
    differsReason: differs ? differsReason : null,
    receiptNumber: receiptNumber || null,
    codeAbsence: absence,
    workedUnquoted: await unquoted(tx, visit.id, quotes),
    at,
  });
  return { at };
}

/** Null when the code was confirmed; undefined when a reason is owed. */
function whyWithoutCode(
  code: CodeState,
  number: string,
  said: CodeAbsence | undefined,
): CodeAbsence | null | undefined {
  if (code === 'confirmed') return null;
  if (code === 'locked') return 'tries_spent';
  return said ?? (takesMessages(number) ? undefined : 'no_text_phone');
}

async function unquoted(tx: Tx, visitId: number, quotes: Quote[]): Promise<boolean> {
  const actions = await tx.findBy(ServiceAction, { visitId });
  return workedUnquoted(
    actions.map(({ action, at }) => ({ action, at: at.toISOString() })),
    quotes.map(({ approvedAt }) => ({ approvedAt: approvedAt?.toISOString() ?? null })),
  );
}
