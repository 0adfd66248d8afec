import { minutesAfter, secondsAfter } from '../../domain/time.ts';
import { quietUntil } from '../../domain/visits/quiet.ts';
import { quietHours } from '../../domain/visits/steps.ts';
import type { MessageState } from '../../domain/vocabulary.ts';
import { appendEvents } from '../outbox.ts';
import { policyInForce } from '../policy.ts';
import { type Carrier, CarrierError, type Clock } from '../ports.ts';
import type { LinkMaker } from '../signed-link.ts';
import type { InTransaction, Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { recordMessageStatus } from './record-message-status.ts';
import { withLink } from './visit-link.ts';

export interface SendDeps {
  inTransaction: InTransaction;
  carrier: Carrier;
  clock: Clock;
  /** What the links to customers are made with. */
  links: LinkMaker;
}

/** Minutes until the next try after the first, second … that failed; after the last one the message has failed. */
const RETRY_MINUTES = [1, 5, 15, 60, 240];
/** Minutes after which the carrier is asked what became of a message whose answer was not heard. */
const ASK_MINUTES = 2;
/** The carrier tells times to the second, by a clock of its own. */
const CLOCK_SECONDS = 60;
const NOT_THERE = 'carrier does not have it';

interface DueMessage {
  id: number;
  toNumber: string;
  body: string;
  template: string;
  ticketId: number | null;
  state: MessageState;
  attempts: number;
  createdAt: Date;
  askedAt: Date | null;
  anyHour: number;
  usefulUntil: Date | null;
}

/**
 * H4: sends one message that is due. Whoever turns it to `sending` asks the carrier, so two workers never both do, and
 * a message is never asked for again while it is not known what the carrier did: when its answer is not heard (a
 * time-out, a 5xx, a worker that died), its list of messages says whether it took it, and only one that is not there
 * is sent again. Not due, sent already or in another's hands: does nothing.
 */
export async function sendQueuedMessage(deps: SendDeps, { messageId }: { messageId: number }): Promise<void> {
  const message = await deps.inTransaction((tx) => claim(tx, messageId, deps.clock.now()));
  if (!message) return;
  try {
    if (message.state === 'sending') await lookUp(deps, message);
    else await ask(deps, message);
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    await putOff(deps, message, error);
  }
}

async function ask(deps: SendDeps, message: DueMessage): Promise<void> {
  const sid = await deps.carrier.sendMessage({
    to: message.toNumber,
    body: withLink(message, deps.links),
    statusPath: `/twilio/message-status/${message.id}`,
  });
  await markSent(deps, message, sid);
}

/** Compare-and-set on the state and the due time: one winner. @returns the message as it stood before */
async function claim(tx: Tx, messageId: number, now: Date): Promise<DueMessage | null> {
  const [message]: DueMessage[] = await tx.query(
    `SELECT id, toNumber, body, template, ticketId, state, attempts, createdAt, askedAt, anyHour, usefulUntil
     FROM message WHERE id = ? AND state IN ('queued', 'sending') AND nextActionAt <= ?`,
    [messageId, now],
  );
  if (!message) return null;
  if (message.state === 'queued' && !(await mayGoNow(tx, message, now))) return null;
  const asking = message.state === 'queued' ? ', attempts = attempts + 1, askedAt = ?' : '';
  const { affectedRows } = await tx.query(
    `UPDATE message SET state = 'sending', nextActionAt = ?${asking} WHERE id = ? AND state = ? AND nextActionAt <= ?`,
    [minutesAfter(now, ASK_MINUTES), ...(asking ? [now] : []), messageId, message.state, now],
  );
  if (affectedRows !== 1) return null;
  return asking ? { ...message, attempts: message.attempts + 1, askedAt: now } : message;
}

/** At night it is put off to the morning, save of a rescue; what is of no use any more is not sent. */
async function mayGoNow(tx: Tx, { id, anyHour, usefulUntil }: DueMessage, now: Date): Promise<boolean> {
  const { policy } = await policyInForce(tx);
  const at = anyHour ? now : quietUntil(now, quietHours(policy), organisationZone());
  if (usefulUntil && usefulUntil <= at) {
    await tx.query(
      "UPDATE message SET state = 'withdrawn', nextActionAt = NULL WHERE id = ? AND state = 'queued'",
      [id],
    );
    return false;
  }
  if (at > now)
    await tx.query("UPDATE message SET nextActionAt = ? WHERE id = ? AND state = 'queued'", [at, id]);
  return at <= now;
}

/** What the carrier's list says of a message of which nothing was heard. */
async function lookUp(deps: SendDeps, message: DueMessage): Promise<void> {
  const { carrier, inTransaction, clock, links } = deps;
  const askedAt = message.askedAt ?? message.createdAt;
  const listed = await carrier.listMessagesTo(
    message.toNumber,
    secondsAfter(askedAt, -CLOCK_SECONDS),
    minutesAfter(clock.now(), 1),
  );
  const body = withLink(message, links).trim();
  const candidates = listed.filter((one) => one.body.trim() === body);
  const found = await inTransaction(async (tx) => {
    const taken: { sid: string }[] = candidates.length
      ? await tx.query('SELECT sid FROM message WHERE sid IN (?) AND id <> ?', [
          candidates.map(({ sid }) => sid),
          message.id,
        ])
      : [];
    return candidates.find(({ sid }) => !taken.some((one) => one.sid === sid));
  });
  if (!found) {
    const error = new CarrierError(NOT_THERE, { again: true, untouched: true });
    await putOff(deps, message, error);
    return;
  }
  await markSent(deps, message, found.sid);
  const { status, errorCode } = found;
  await inTransaction((tx) =>
    recordMessageStatus(tx, { messageId: message.id, status, errorCode }, clock.now()),
  );
}

/** The carrier's word on the message may have come before its answer: then only the sid is added. */
async function markSent({ inTransaction, clock }: SendDeps, message: DueMessage, sid: string): Promise<void> {
  await inTransaction(async (tx) => {
    const now = clock.now();
    await tx.query('UPDATE message SET sid = ? WHERE id = ?', [sid, message.id]);
    const { affectedRows } = await tx.query(
      "UPDATE message SET state = 'sent', nextActionAt = NULL, error = NULL WHERE id = ? AND state = 'sending'",
      [message.id],
    );
    if (affectedRows !== 1) return;
    const ticketId = message.ticketId ?? undefined;
    const data = { template: message.template };
    await appendEvents(tx, [{ type: 'message.sent', data, ticketId, rule: 'H4', rooms: [] }], now);
  });
}

/**
 * Nothing was done and it may go through later: queued again. Nobody knows what was done: it stays as it is, and the
 * carrier's list is asked. The request itself is wrong, or the tries are spent: failed.
 */
async function putOff(
  { inTransaction, clock }: SendDeps,
  { id, attempts, state }: DueMessage,
  error: CarrierError,
): Promise<void> {
  const unknown = !error.untouched || (state === 'sending' && error.message !== NOT_THERE);
  const wait = error.again ? RETRY_MINUTES[attempts - 1] : undefined;
  const next: MessageState = unknown ? 'sending' : wait === undefined ? 'failed' : 'queued';
  const minutes = unknown ? ASK_MINUTES : wait;
  await inTransaction((tx) =>
    tx.query(`UPDATE message SET state = ?, nextActionAt = ?, error = ? WHERE id = ? AND state = 'sending'`, [
      next,
      minutes === undefined ? null : minutesAfter(clock.now(), minutes),
      error.message.slice(0, 200),
      id,
    ]),
  );
}
