import type { SurveyAnswers } from '../../domain/cases/decide.ts';
import type { Obligation } from '../../entities/followup.ts';
import { Ticket } from '../../entities/ticket.ts';
import { answersTo } from '../followup/answers-to.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { raise } from './raise.ts';

/**
 * S9: lays what a second call heard beside the first. Another word on whether it was solved, or a score that is far from
 * the first, is a disagreement, and raised as a doubt. Where the job was done again since, the second call heard of other
 * work, and nothing is compared.
 *
 * @returns whether they disagree
 */
export async function compareCheck(
  tx: Tx,
  { id, surveyId, ticketId, resolutionNo, regionId, storeId, outletId }: Obligation,
  second: SurveyAnswers,
  now: Date,
): Promise<boolean> {
  if (!surveyId) return false;
  const ticket = ticketId ? await tx.findOneBy(Ticket, { id: ticketId }) : null;
  if (ticket && ticket.resolutionNo > (resolutionNo ?? 0)) return false;
  const { scoreGap } = (await policyInForce(tx)).policy.honesty;
  const first = await answersTo(tx, surveyId);
  const far = (question: 'solved' | 'score', gap: number) => {
    const [one, other] = [first[question], second[question]];
    return typeof one === 'number' && typeof other === 'number' && Math.abs(one - other) >= gap;
  };
  if (!far('solved', 1) && !far('score', scoreGap)) return false;
  const figures = Object.fromEntries(
    (['solved', 'score'] as const).flatMap((question) => [
      ...(typeof first[question] === 'number' ? [[`${question}First`, first[question]]] : []),
      ...(typeof second[question] === 'number' ? [[`${question}Second`, second[question]]] : []),
    ]),
  );
  const obligationIds = [surveyId, id];
  await raise(
    tx,
    { kind: 'disagreement', about: id, regionId, storeId, outletId, figures, obligationIds },
    now,
  );
  return true;
}
