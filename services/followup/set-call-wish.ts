import type { Actor } from '../../domain/contracts/events.ts';
import { nextCall } from '../../domain/followup/calling-window.ts';
import type { CallWish } from '../../domain/vocabulary.ts';
import { Obligation } from '../../entities/followup.ts';
import { appendEvents } from '../outbox.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { calleeOf } from './callee.ts';

export interface SetCallWish {
  customerId: number;
  wish: CallWish;
  /** Where it was said. */
  ticketId?: number;
  contactId?: number;
  actor: Actor;
}

/**
 * F1: at what time of the day a customer wishes to be called, from now on; what is owed to them already is moved there.
 * The same wish again changes nothing.
 */
export async function setCallWish(tx: Tx, command: SetCallWish, now: Date): Promise<void> {
  const { customerId, wish, ticketId, contactId, actor } = command;
  const { affectedRows } = await tx.query('UPDATE customer SET callWish = ? WHERE id = ? AND callWish <> ?', [
    wish,
    customerId,
    wish,
  ]);
  if (affectedRows === 0) return;
  const { followup } = (await policyInForce(tx)).policy;
  const owed: { id: number }[] = await tx.query(
    `SELECT b.id FROM ticket t JOIN obligation b ON b.ticketId = t.id
     WHERE t.customerId = ? AND b.kind = 'survey' AND b.state = 'open' AND b.nextActionAt IS NOT NULL ORDER BY b.id`,
    [customerId],
  );
  for (const { id } of owed) {
    const obligation = await tx.findOne(Obligation, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (obligation?.state !== 'open' || !obligation.nextActionAt) continue;
    const after = obligation.nextActionAt > now ? obligation.nextActionAt : now;
    const nextActionAt = nextCall(after, await calleeOf(tx, obligation), followup, organisationZone());
    await tx.update(Obligation, { id }, { nextActionAt });
  }
  await appendEvents(
    tx,
    [{ type: 'customer.call_wish', data: { customerId, wish }, ticketId, contactId, rule: 'F1', rooms: [] }],
    now,
    actor,
  );
}
