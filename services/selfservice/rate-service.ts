import { DomainError } from '../../domain/errors.ts';
import { minutesAfter } from '../../domain/time.ts';
import type { TicketKind } from '../../domain/vocabulary.ts';
import { Obligation, SurveyAnswer } from '../../entities/followup.ts';
import { concludeIfSaid } from '../followup/conclude.ts';
import { keepAnswer } from '../followup/keep-answer.ts';
import { pinScript } from '../followup/scripts.ts';
import type { Recorded } from '../intake/keep-recording.ts';
import { notePurpose } from '../intake/note-purpose.ts';
import type { Tx } from '../transaction.ts';

/** Nobody dials a customer who is just rating. */
const PEACE_MINUTES = 30;

export interface RatingBrief {
  obligationId: number;
  ticketId: number;
  ticketNumber: string;
  ticketKind: TicketKind;
  category: string | null;
  resolutionNo: number;
  outletName: string | null;
  scriptVersion: number;
}

/**
 * F2: a customer rates their last service of their own accord, before anybody called them.
 *
 * @param scriptVersion that it is asked by, unless it was begun to be asked by another
 *
 * @throws DomainError wrong_state when no survey is owed any more, or they are just being called for it
 */
export async function beginRating(
  tx: Tx,
  { ticketId, scriptVersion }: { ticketId: number; scriptVersion: number },
  now: Date,
): Promise<RatingBrief> {
  const [row] = await tx.query(
    `SELECT o.id AS obligationId, t.id AS ticketId, t.number AS ticketNumber, t.kind AS ticketKind, t.category,
            t.resolutionNo, o.nextActionAt,
            (SELECT u.name FROM visit v JOIN outlet u ON u.id = v.outletId WHERE v.ticketId = t.id
             ORDER BY v.number DESC LIMIT 1) AS outletName
     FROM ticket t JOIN obligation o ON o.ticketId = t.id AND o.resolutionNo = t.resolutionNo AND o.kind = 'survey'
     WHERE t.id = ? AND t.state = 'done' AND o.state = 'open'`,
    [ticketId],
  );
  if (!row) throw new DomainError('wrong_state', 'There is nothing to be rated any more.');
  const { nextActionAt, ...brief } = row as Omit<RatingBrief, 'scriptVersion'> & {
    nextActionAt: Date | null;
  };
  const later = minutesAfter(now, PEACE_MINUTES);
  if (nextActionAt && nextActionAt < later) {
    const { affected } = await tx.update(
      Obligation,
      { id: brief.obligationId, state: 'open' },
      { nextActionAt: later },
    );
    if (affected !== 1) throw new DomainError('wrong_state', 'They are just being called for it.');
  }
  return { ...brief, scriptVersion: await pinScript(tx, brief.obligationId, scriptVersion) };
}

export interface RateService {
  obligationId: number;
  contactId: number;
  callSid: string;
  /** Its key in the script of that version. */
  question: string;
  scriptVersion: number;
  /** On the question's scale; null for what was spoken. */
  value: number | null;
  recording?: Recorded;
}

/**
 * F2: keeps one answer. Whoever has said whether it was solved has been followed up (F1), so that word settles the
 * survey there and then, however far the rest goes; what they say has its consequences at once (F3).
 */
export async function rateService(tx: Tx, command: RateService, now: Date): Promise<void> {
  const { obligationId, contactId, callSid: cause, question, scriptVersion, value, recording } = command;
  const obligation = await tx.findOne(Obligation, {
    where: { id: obligationId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!obligation?.ticketId) throw new DomainError('not_found', 'There is no such follow-up.');
  const { ticketId } = obligation;
  const given = { contactId, cause, actor: { kind: 'caller' as const } };
  await keepAnswer(tx, obligation, { question, scriptVersion, value, recording }, given, now);
  await notePurpose(tx, contactId, ticketId, 'rated');
  const how = { settlement: 'rated', exhausted: false, rule: 'F1', actor: given.actor, contactId } as const;
  await concludeIfSaid(tx, obligation, how, now);
}

/** What came of it: the ticket's number when it was reopened. */
export async function ratingOutcome(
  tx: Tx,
  { obligationId }: { obligationId: number },
): Promise<{ reopened: string[] }> {
  const solved = await tx.findOneBy(SurveyAnswer, { obligationId, question: 'solved' });
  if (solved?.value !== 0) return { reopened: [] };
  const [ticket] = await tx.query(
    `SELECT t.number FROM obligation o JOIN ticket t ON t.id = o.ticketId
     WHERE o.id = ? AND t.state = 'manual' AND t.resolutionNo = o.resolutionNo`,
    [obligationId],
  );
  return { reopened: ticket ? [ticket.number] : [] };
}
