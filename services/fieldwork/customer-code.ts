import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import type { CodeView } from '../../domain/contracts/fieldwork.ts';
import { DomainError } from '../../domain/errors.ts';
import { CODE_DIGITS, codeState, triesLeft, whyNotSendAgain } from '../../domain/fieldwork/customer-code.ts';
import { formatFen } from '../../domain/money.ts';
import { takesMessages } from '../../domain/phone-number.ts';
import { hoursAfter } from '../../domain/time.ts';
import { CustomerCode, type Quote } from '../../entities/fieldwork.ts';
import type { Ticket, Visit } from '../../entities/ticket.ts';
import { technicianName } from '../dispatch/visit-texts.ts';
import { queueMessage } from '../messages/queue-message.ts';
import type { Tx } from '../transaction.ts';
import { agree, standingQuote } from './approve-quote.ts';
import { type FieldCommand, timeInVisit, visitAtWork } from './at-work.ts';
import { noteInHistory } from './note.ts';

export interface ForCode extends FieldCommand {
  purpose: 'completion' | 'quote';
  quoteRef?: string;
}

/** Hours in which a code may still be asked for at the door. */
const USEFUL_HOURS = 4;

export const completionSubject = (visitId: number): string => `completion-${visitId}`;
export const quoteSubject = (quoteId: number): string => `quote-${quoteId}`;
const hashOf = (subject: string, code: string): string =>
  createHash('sha256').update(`${subject}:${code}`).digest('hex');

export const codeView = (code: CustomerCode | null): CodeView => ({
  state: codeState(code),
  triesLeft: triesLeft(code),
});

/**
 * A fresh code to the customer, by text message. It is in that message alone: no page of ours shows it, and what staff
 * read of the message has it left out (services/messages/shown-body.ts).
 *
 * @returns null when the customer's number takes no text messages
 */
export async function sendCode(
  tx: Tx,
  ticket: Ticket,
  visit: Pick<Visit, 'id' | 'technicianId'>,
  quote: Quote | null,
  now: Date,
): Promise<CustomerCode | null> {
  if (!takesMessages(ticket.contactNumber)) return null;
  const subject = quote ? quoteSubject(quote.id) : completionSubject(visit.id);
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
  const hash = hashOf(subject, code);
  await tx.query(
    `INSERT INTO customer_code (subject, ticketId, visitId, hash, tries, sends, sentAt) VALUES (?, ?, ?, ?, 0, 1, ?)
     ON DUPLICATE KEY UPDATE hash = VALUES(hash), sends = sends + 1, sentAt = VALUES(sentAt)`,
    [subject, ticket.id, visit.id, hash, now],
  );
  const kept = await tx.findOneByOrFail(CustomerCode, { subject });
  const { contactNumber: to, language, id: ticketId, number } = ticket;
  const message = {
    dedupKey: `${subject}-code-${kept.sends}`,
    to,
    language,
    ticketId,
    visitId: visit.id,
    // Whoever leaves without it has no use for it in the morning.
    usefulUntil: hoursAfter(now, USEFUL_HOURS),
  };
  await (quote
    ? queueMessage(
        tx,
        { ...message, template: 'quote_code', params: { number, code, yuan: formatFen(quote.totalFen) } },
        now,
      )
    : queueMessage(
        tx,
        {
          ...message,
          template: 'completion_code',
          params: { number, code, technician: await technicianName(tx, visit.technicianId) },
        },
        now,
      ));
  return kept;
}

/** Asks for the text message, or for another one when the first did not come. */
export async function askForCode(tx: Tx, command: ForCode, now: Date): Promise<CodeView> {
  const { ticket, visit } = await visitAtWork(tx, command);
  const quote = await quoteOf(tx, visit.id, command);
  const kept = await keptCode(tx, visit.id, quote);
  const why = whyNotSendAgain(kept, now);
  if (why === 'too_soon')
    throw new DomainError(
      'wrong_state',
      'The message is on its way. Wait a minute before asking for another.',
    );
  if (why === 'too_often')
    throw new DomainError('wrong_state', 'The code was sent often enough. Go on without it, and say why.');
  if (why) return codeView(kept);
  const sent = await sendCode(tx, ticket, visit, quote, now);
  if (!sent)
    throw new DomainError(
      'invalid',
      "The customer's number takes no text messages. Go on without the code, and say why.",
    );
  return codeView(sent);
}

/**
 * The digits that the customer said. Five wrong ones lock it: the count stays, whatever becomes of the request. A
 * confirmed one stays confirmed.
 */
export async function typeCode(tx: Tx, command: ForCode & { code: string }, now: Date): Promise<CodeView> {
  const { ticket, visit } = await visitAtWork(tx, command);
  const quote = await quoteOf(tx, visit.id, command);
  const kept = await keptCode(tx, visit.id, quote);
  if (!kept || codeState(kept) !== 'sent') return codeView(kept);
  const right = timingSafeEqual(Buffer.from(hashOf(kept.subject, command.code)), Buffer.from(kept.hash));
  if (!right) {
    await tx.query('UPDATE customer_code SET tries = tries + 1 WHERE id = ?', [kept.id]);
    return codeView({ ...kept, tries: kept.tries + 1 });
  }
  const { at } = await timeInVisit(tx, visit.id, command, now);
  await tx.update(CustomerCode, { id: kept.id }, { confirmedAt: at });
  const { personId } = command;
  if (quote) await agree(tx, ticket, quote, { how: 'code', name: null, at, personId }, now);
  else
    await noteInHistory(
      tx,
      ticket,
      { type: 'ticket.code_confirmed', data: { visitId: visit.id }, rule: 'H5' },
      now,
      personId,
    );
  return codeView({ ...kept, confirmedAt: at });
}

async function quoteOf(tx: Tx, visitId: number, { purpose, quoteRef }: ForCode): Promise<Quote | null> {
  if (purpose === 'completion') return null;
  if (!quoteRef) throw new DomainError('invalid', 'Say which quote the code is for.');
  return standingQuote(tx, visitId, quoteRef);
}

const keptCode = (tx: Tx, visitId: number, quote: Quote | null): Promise<CustomerCode | null> =>
  tx.findOneBy(CustomerCode, { subject: quote ? quoteSubject(quote.id) : completionSubject(visitId) });
