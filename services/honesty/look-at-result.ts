import { checkKey } from '../../domain/followup/obligation-key.ts';
import { DIAL_PRIORITY } from '../../domain/followup/priority.ts';
import { isDrawn } from '../../domain/honesty/draw.ts';
import { isDiallable } from '../../domain/phone-number.ts';
import { hoursAfter } from '../../domain/time.ts';
import { Obligation } from '../../entities/followup.ts';
import { answersTo } from '../followup/answers-to.ts';
import { ruleFor } from '../numbers/rule-for.ts';
import { appendEvents } from '../outbox.ts';
import { policyInForce } from '../policy.ts';
import { roomsOfTicketId } from '../tickets.ts';
import { isDuplicate, type Tx } from '../transaction.ts';
import { raiseOutletNumbers } from './outlet-numbers.ts';

/**
 * S9: what is cheap to see as soon as a survey is settled: the number of one of the outlet's own people; and whether it
 * is drawn for a second call, by an agent other than who made the first. What was not solved is not asked about again:
 * the job is open again, and may be repaired by then. Nor is whoever does not want to be called.
 *
 * @param personId who made the first; null for the telephone, and for the customer alone
 */
export async function lookAtResult(
  tx: Tx,
  survey: Obligation,
  personId: number | null,
  now: Date,
): Promise<void> {
  if (survey.kind !== 'survey') return;
  await raiseOutletNumbers(tx, { obligationId: survey.id }, now);
  const { policy } = await policyInForce(tx);
  if (!isDiallable(survey.number) || !isDrawn(survey.id, policy.honesty.checkShare)) return;
  if ((await answersTo(tx, survey.id)).solved === 0) return;
  if (await ruleFor(tx, survey.number, ['do_not_call'], now)) return;
  const { ticketId, resolutionNo, number, language, regionId, storeId, outletId, brandId } = survey;
  try {
    const { identifiers } = await tx.insert(Obligation, {
      dedupKey: checkKey(survey.id),
      kind: 'check',
      ticketId,
      resolutionNo,
      number,
      language,
      regionId,
      storeId,
      outletId,
      brandId,
      state: 'open',
      priority: DIAL_PRIORITY.check,
      openedAt: now,
      dueAt: hoursAfter(now, policy.followup.withinHours),
      // Nobody dials by itself: it is in the list of what waits for a person.
      nextActionAt: null,
      surveyId: survey.id,
      notBy: personId,
    });
    const obligationId = Number(identifiers[0]?.id);
    await appendEvents(
      tx,
      [
        {
          type: 'obligation.opened',
          data: { obligationId, kind: 'check' },
          ticketId: ticketId ?? undefined,
          rule: 'S9',
          rooms: await roomsOfTicketId(tx, ticketId),
        },
      ],
      now,
    );
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}
