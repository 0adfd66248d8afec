import { nextTry } from '../../domain/followup/calling-window.ts';
import { SURVEY_TEXT } from '../../domain/followup/obligation-key.ts';
import { hoursAfter } from '../../domain/time.ts';
import { Obligation } from '../../entities/followup.ts';
import { Ticket } from '../../entities/ticket.ts';
import { queueMessage } from '../messages/queue-message.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { calleeOf } from './callee.ts';
import { pinScript, versionInForce } from './scripts.ts';
import { settle } from './settle.ts';
import { SURVEY_LINK_HOURS } from './survey-link.ts';

/**
 * F1: nobody was reached, and it is not being dialled any more. Another try comes at a different hour; after the last one
 * a text message goes out, and at yet another hour a person has it. What a person has in hand already stays with them.
 *
 * @param seed the same for those that were asked about together, so that they are so again
 */
export async function tryAgain(
  tx: Tx,
  obligation: Obligation,
  { seed }: { seed: number },
  now: Date,
): Promise<void> {
  const { id } = obligation;
  if (obligation.nextActionAt === null) {
    await tx.update(Obligation, { id }, { state: 'open' });
    return;
  }
  const { followup } = (await policyInForce(tx)).policy;
  const callee = { ...(await calleeOf(tx, obligation)), seed };
  const again = nextTry(now, callee, followup, organisationZone());
  if (obligation.attempts < followup.maxAttempts) {
    await tx.update(Obligation, { id }, { state: 'open', nextActionAt: again });
    return;
  }
  if (obligation.kind !== 'survey' || !obligation.ticketId) {
    await settle(tx, obligation, { settlement: 'attempts_spent', exhausted: true, rule: 'F5' }, now);
    return;
  }
  await tx.update(Obligation, { id }, { state: 'open', nextActionAt: null, callAt: again });
  const ticket = await tx.findOneByOrFail(Ticket, { id: obligation.ticketId });
  // The text puts the first question.
  await pinScript(tx, id, await versionInForce(tx));
  await queueMessage(
    tx,
    {
      dedupKey: `${SURVEY_TEXT}${id}`,
      to: obligation.number,
      template: 'survey_missed',
      language: ticket.language,
      params: { number: ticket.number, obligationId: id },
      usefulUntil: hoursAfter(now, SURVEY_LINK_HOURS),
      ticketId: ticket.id,
    },
    now,
  );
}
