import type { EntityManager } from 'typeorm';
import type { LineSubject } from '../../domain/contracts/jobs.ts';
import { secondsAfter } from '../../domain/time.ts';
import { THERE } from '../desk/seen.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { lockDesk, moveDesk } from './desks.ts';
import { type CallbackDeps, dialCallback } from './dial-callback.ts';
import { timeOutDeskOffer } from './refuse-offer.ts';
import { finishWrapUp, startWrapUp } from './wrap-up.ts';

/** So long after its conference an agent may still be on a call: longer, and a word of its end was lost. */
const OVER_SECONDS = 10;

/** What of the line and the desks is due: offers nobody took, wrap-ups over, browsers gone, customers to
 * be dialled for an agent who waits, conferences and masked calls not heard of. */
export async function dueInLine(manager: EntityManager, now: Date): Promise<{ subject: LineSubject }[]> {
  const { goneAfterSeconds } = (await policyInForce(manager)).policy.desk;
  const rows: { subject: LineSubject }[] = await manager.query(
    `SELECT CONCAT('offer-', id) AS subject FROM desk_offer WHERE state = 'open' AND expiresAt <= ?
     UNION ALL SELECT CONCAT('desk-', personId) FROM agent_desk WHERE state = 'wrap_up' AND wrapUpUntil <= ?
     UNION ALL SELECT CONCAT('desk-', personId) FROM agent_desk WHERE state = 'available' AND NOT ${THERE}
     UNION ALL SELECT CONCAT('desk-', d.personId) FROM agent_desk d JOIN conference f ON f.contactId = d.contactId
       WHERE d.state = 'on_call' AND f.live = 0 AND f.endedAt <= ?
     UNION ALL SELECT CONCAT('callback-', e.contactId) FROM line_entry e
       WHERE e.state = 'connected' AND e.callSid IS NULL
         AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.contactId = e.contactId)
     UNION ALL SELECT CONCAT('conference-', contactId) FROM conference WHERE live = 1 AND checkAt <= ?
     UNION ALL SELECT CONCAT('masked-', id) FROM masked_call WHERE endedAt IS NULL AND checkAt <= ?`,
    [now, now, goneAfterSeconds, secondsAfter(now, -OVER_SECONDS), now, now],
  );
  return rows;
}

/** Does what is due of it; looked at again under its lock, so that doing it twice changes nothing. */
export async function tendLine(
  deps: CallbackDeps & {
    checkConference: (contactId: number) => Promise<void>;
    checkMasked: (maskedId: number) => Promise<void>;
  },
  { subject }: { subject: LineSubject },
): Promise<void> {
  const [what, digits] = subject.split('-');
  const id = Number(digits);
  const { inTransaction, clock } = deps;
  switch (what) {
    case 'offer':
      return inTransaction((tx) => timeOutDeskOffer(tx, { offerId: id }, clock.now()));
    case 'desk':
      return inTransaction((tx) => tendDesk(tx, id, clock.now()));
    case 'callback':
      return dialCallback(deps, { contactId: id });
    case 'conference':
      return deps.checkConference(id);
    case 'masked':
      return deps.checkMasked(id);
    default:
      throw new Error(`nothing is known of ${subject}`);
  }
}

async function tendDesk(tx: Tx, personId: number, now: Date): Promise<void> {
  const desk = await lockDesk(tx, personId);
  if (desk?.state === 'wrap_up' && desk.wrapUpUntil && desk.wrapUpUntil <= now)
    return finishWrapUp(tx, { personId }, now);
  if (desk?.state === 'on_call' && desk.contactId && (await isOver(tx, desk.contactId)))
    return startWrapUp(tx, { personId, contactId: desk.contactId }, now);
  if (desk?.state !== 'available') return;
  const { goneAfterSeconds } = (await policyInForce(tx)).policy.desk;
  const [there] = await tx.query(`SELECT 1 FROM agent_desk WHERE personId = ? AND ${THERE}`, [
    personId,
    goneAfterSeconds,
  ]);
  if (!there) await moveDesk(tx, desk, { state: 'away' }, now);
}

async function isOver(tx: Tx, contactId: number): Promise<boolean> {
  const [conference] = await tx.query('SELECT live FROM conference WHERE contactId = ?', [contactId]);
  return conference !== undefined && !conference.live;
}
