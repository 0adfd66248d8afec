import { DomainError } from '../../domain/errors.ts';
import { firstQuestion, isAnswer, nextQuestion, type SurveyScript } from '../../domain/followup/script.ts';
import type { Settlement, TicketKind } from '../../domain/vocabulary.ts';
import { Obligation, SurveyAnswer } from '../../entities/followup.ts';
import { Ticket } from '../../entities/ticket.ts';
import type { Tx } from '../transaction.ts';
import { answersTo } from './answers-to.ts';
import { concludeIfSaid } from './conclude.ts';
import { keepAnswer } from './keep-answer.ts';
import { pinScript, scriptOfVersion, versionInForce } from './scripts.ts';

/** What somebody wrote to a question; `words` in place of a remark that is spoken. */
export interface WrittenAnswer {
  question: string;
  value: number | null;
  words?: string;
}

export interface AnswerInWriting {
  obligationId: number;
  answers: WrittenAnswer[];
  settlement: Extract<Settlement, 'text_reply' | 'web'>;
  /** The message or the page. */
  cause: string;
}

/**
 * F1, F2: a survey answered by text message or on its page. Each question's first answer stands, so that the same once
 * more changes nothing; whoever has said whether it was solved has been followed up, with what that leads to (F3). A poor
 * score alone makes its case, and the survey stays open.
 *
 * @returns the ticket's number when it was reopened now
 * @throws DomainError not_found
 */
export async function answerInWriting(
  tx: Tx,
  { obligationId, answers, settlement, cause }: AnswerInWriting,
  now: Date,
): Promise<{ reopened: string | null }> {
  const obligation = await tx.findOne(Obligation, {
    where: { id: obligationId, kind: 'survey' },
    lock: { mode: 'pessimistic_write' },
  });
  if (!obligation) throw new DomainError('not_found', 'There is no such survey.');
  const scriptVersion = await pinScript(tx, obligationId, await versionInForce(tx));
  const given = { contactId: null, actor: { kind: 'caller' as const }, cause };
  for (const answer of answers) await keepAnswer(tx, obligation, { ...answer, scriptVersion }, given, now);
  const how = { settlement, exhausted: false, rule: 'F1', actor: given.actor, contactId: null } as const;
  return concludeIfSaid(tx, obligation, how, now);
}

/**
 * Whether something else was answered before to one of these questions, which would stand: somebody has to look at it.
 * Holds the survey.
 */
export async function standsOtherwise(
  tx: Tx,
  { obligationId, answers }: Pick<AnswerInWriting, 'obligationId' | 'answers'>,
): Promise<boolean> {
  await tx.findOne(Obligation, { where: { id: obligationId }, lock: { mode: 'pessimistic_write' } });
  const stands: Record<string, number | null | undefined> = await answersTo(tx, obligationId);
  return answers.some(({ question, value }) => (stands[question] ?? value) !== value);
}

/** A survey as its page shows it. */
export interface LinkedSurvey {
  obligation: Obligation;
  ticket: Ticket;
  script: SurveyScript;
  /** It has been said whether it was solved: there is nothing more to ask. */
  answered: boolean;
}

/** @throws DomainError not_found */
export async function linkedSurvey(tx: Tx, obligationId: number): Promise<LinkedSurvey> {
  const obligation = await tx.findOneBy(Obligation, { id: obligationId, kind: 'survey' });
  const ticket = obligation?.ticketId ? await tx.findOneBy(Ticket, { id: obligation.ticketId }) : null;
  if (!obligation || !ticket) throw new DomainError('not_found', 'There is no such survey.');
  const version = obligation.scriptVersion ?? (await versionInForce(tx));
  const script = (await scriptOfVersion(tx, version)) ?? (await scriptOfVersion(tx, 0));
  if (!script) throw new DomainError('not_found', 'There is no such script.');
  const answered = await tx.existsBy(SurveyAnswer, { obligationId, question: 'solved' });
  return { obligation, ticket, script, answered };
}

/**
 * F2: what was sent from the page, as far as the script asks for it. What is spoken on the phone is written here, and
 * may be left out.
 *
 * @throws DomainError invalid where a question has no answer of its own
 */
export function answersAlong(
  script: SurveyScript,
  kind: TicketKind,
  given: readonly WrittenAnswer[],
): WrittenAnswer[] {
  const answers: WrittenAnswer[] = [];
  let question = firstQuestion(script, kind);
  while (question) {
    const { key } = question;
    const answer = given.find((one) => one.question === key);
    const value = answer?.value ?? null;
    if (!isAnswer(question, value))
      throw new DomainError('invalid', `There is no answer to ${key}.`, { key });
    const words = answer?.words?.trim();
    if (value !== null) answers.push({ question: key, value });
    else if (words) answers.push({ question: key, value, words });
    question = nextQuestion(script, key, value, kind);
  }
  return answers;
}
