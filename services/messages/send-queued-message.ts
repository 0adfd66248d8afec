import { minutesAfter } from '../../domain/time.ts';
import { appendEvents } from '../outbox.ts';
import { type Carrier, CarrierError, type Clock } from '../ports.ts';
import type { InTransaction } from '../transaction.ts';

export interface SendDeps {
  inTransaction: InTransaction;
  carrier: Carrier;
  clock: Clock;
}

/** Minutes until the next try after the first, second … that failed; after the last one the message has failed. */
const RETRY_MINUTES = [1, 5, 15, 60, 240];
/** Minutes after which a sender that was never heard of again is taken for dead. */
const CLAIM_MINUTES = 2;

interface QueuedMessage {
  id: number;
  toNumber: string;
  body: string;
  template: string;
  ticketId: number | null;
  attempts: number;
}

/**
 * H4: sends one message that is due. Whoever raises its attempts sends it, so two workers never both do. When
 * the carrier's answer is not known, it is tried again: the same text twice is better than none. Not due, sent
 * already or claimed by another: does nothing.
 */
export async function sendQueuedMessage(deps: SendDeps, { messageId }: { messageId: number }): Promise<void> {
  const message = await claim(deps, messageId);
  if (!message) return;
  try {
    const sid = await deps.carrier.sendMessage({
      to: message.toNumber,
      body: message.body,
      statusPath: `/twilio/message-status/${messageId}`,
    });
    await markSent(deps, message, sid);
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    await putOff(deps, message, error);
  }
}

/** Compare-and-set on the state and the due time: one winner, whose claim lapses should it die. */
async function claim({ inTransaction, clock }: SendDeps, messageId: number): Promise<QueuedMessage | null> {
  return inTransaction(async (tx) => {
    const now = clock.now();
    const { affectedRows } = await tx.query(
      `UPDATE message SET attempts = attempts + 1, nextActionAt = ?
       WHERE id = ? AND state = 'queued' AND nextActionAt <= ?`,
      [minutesAfter(now, CLAIM_MINUTES), messageId, now],
    );
    if (affectedRows !== 1) return null;
    const [row] = await tx.query(
      'SELECT id, toNumber, body, template, ticketId, attempts FROM message WHERE id = ?',
      [messageId],
    );
    return row;
  });
}

/** The carrier's word on the message may have come before its answer: then only the sid is added. */
async function markSent(
  { inTransaction, clock }: SendDeps,
  message: QueuedMessage,
  sid: string,
): Promise<void> {
  await inTransaction(async (tx) => {
    const now = clock.now();
    await tx.query('UPDATE message SET sid = ? WHERE id = ?', [sid, message.id]);
    const { affectedRows } = await tx.query(
      "UPDATE message SET state = 'sent', nextActionAt = NULL, error = NULL WHERE id = ? AND state = 'queued'",
      [message.id],
    );
    if (affectedRows !== 1) return;
    const ticketId = message.ticketId ?? undefined;
    const data = { template: message.template };
    await appendEvents(tx, [{ type: 'message.sent', data, ticketId, rule: 'H4', rooms: [] }], now);
  });
}

async function putOff(
  { inTransaction, clock }: SendDeps,
  { id, attempts }: QueuedMessage,
  error: CarrierError,
): Promise<void> {
  const wait = error.again ? RETRY_MINUTES[attempts - 1] : undefined;
  await inTransaction((tx) =>
    tx.query(`UPDATE message SET state = ?, nextActionAt = ?, error = ? WHERE id = ? AND state = 'queued'`, [
      wait === undefined ? 'failed' : 'queued',
      wait === undefined ? null : minutesAfter(clock.now(), wait),
      error.message.slice(0, 200),
      id,
    ]),
  );
}
