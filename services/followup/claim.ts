import { DomainError } from '../../domain/errors.ts';
import { DIAL_PRIORITIES, RULE_OF_CALL } from '../../domain/followup/priority.ts';
import { minutesAfter } from '../../domain/time.ts';
import { asksSurvey } from '../../domain/vocabulary.ts';
import { Obligation } from '../../entities/followup.ts';
import { appendEvents } from '../outbox.ts';
import { roomsOfTicketId } from '../tickets.ts';
import type { Tx } from '../transaction.ts';
import { pinScript, versionInForce } from './scripts.ts';

/** Whoever went home with a call in hand does not keep it from the others. */
const CLAIM_MINUTES = 30;
/** Whoever took one since has it still. */
export const heldSince = (now: Date): Date => minutesAfter(now, -CLAIM_MINUTES);
/** Looked at in one go: as many colleagues may take one in the same moment. */
const LOOKED_AT = 20;

/** What waits for a person now, over `b`; one parameter: now. */
export const FOR_A_PERSON =
  "b.state = 'open' AND b.nextActionAt IS NULL AND (b.callAt IS NULL OR b.callAt <= ?)";

/** Nobody else has it in hand, and it is no second call of who made the first (S9); parameters as `freeParams` gives them. */
const FREE =
  '(b.claimedBy IS NULL OR b.claimedBy = ? OR b.claimedAt < ?) AND (b.notBy IS NULL OR b.notBy <> ?)';
const freeParams = (personId: number, now: Date) => [personId, heldSince(now), personId];

/** Whether a colleague has it in hand. */
export const isTakenFrom = (
  { claimedBy, claimedAt }: Pick<Obligation, 'claimedBy' | 'claimedAt'>,
  personId: number,
  now: Date,
): boolean =>
  claimedBy !== null && claimedBy !== personId && claimedAt !== null && claimedAt >= heldSince(now);

/**
 * F1, F4: the next call for a person, the most urgent first, then whichever became owed first. What this person had in
 * hand is given back. One conditional update each decides, so that two never have the same one.
 *
 * @param scope which of them the person may see, over `b`
 * @returns null when nothing waits
 */
export async function claimNext(
  tx: Tx,
  { personId, scope, not }: { personId: number; scope: { sql: string; params: unknown[] }; not?: number },
  now: Date,
): Promise<number | null> {
  await giveBackClaims(tx, personId, now);
  for (const priority of DIAL_PRIORITIES) {
    // By priority, since each by itself is read off an index in the order of its ids.
    const rows: { id: number }[] = await tx.query(
      `SELECT b.id FROM obligation b WHERE ${FOR_A_PERSON} AND b.priority = ? AND ${FREE} AND ${scope.sql} AND b.id <> ?
       ORDER BY b.id LIMIT ${LOOKED_AT}`,
      [now, priority, ...freeParams(personId, now), ...scope.params, not ?? 0],
    );
    for (const { id } of rows) if (await take(tx, id, personId, now)) return id;
  }
  return null;
}

/** @throws DomainError wrong_state when a colleague has it, or nobody has to call any more */
export async function claimOne(
  tx: Tx,
  { obligationId, personId }: { obligationId: number; personId: number },
  now: Date,
): Promise<void> {
  await giveBackClaims(tx, personId, now, obligationId);
  if (!(await take(tx, obligationId, personId, now, true)))
    throw new DomainError(
      'wrong_state',
      'A colleague has this call in hand, or it waits for nobody any more.',
    );
}

/** What this person has in hand is for anybody again; a call that is being dialled stays with them. */
export async function giveBackClaims(tx: Tx, personId: number, now: Date, but = 0): Promise<void> {
  const held = await tx.find(Obligation, { where: { claimedBy: personId, state: 'open' } });
  for (const obligation of held) {
    if (obligation.id === but) continue;
    const { affected } = await tx.update(
      Obligation,
      { id: obligation.id, claimedBy: personId },
      { claimedBy: null, claimedAt: null },
    );
    if (affected === 1) await tell(tx, obligation, null, personId, now);
  }
}

async function take(tx: Tx, id: number, personId: number, now: Date, evenLater = false): Promise<boolean> {
  const { affectedRows } = await tx.query(
    `UPDATE obligation b SET b.claimedBy = ?, b.claimedAt = ? WHERE b.id = ? AND ${FREE} AND ${FOR_A_PERSON}`,
    [personId, now, id, ...freeParams(personId, now), evenLater ? FAR : now],
  );
  if (affectedRows !== 1) return false;
  const obligation = await tx.findOneByOrFail(Obligation, { id });
  // The questions that are read out now are the ones it is settled by.
  if (asksSurvey(obligation.kind)) await pinScript(tx, id, await versionInForce(tx));
  await tell(tx, obligation, personId, personId, now);
  return true;
}
/** Whoever picks one out of the list may call before the time that was put down. */
const FAR = new Date('9999-01-01T00:00:00Z');

export async function tell(
  tx: Tx,
  { id: obligationId, ticketId, kind }: Obligation,
  personId: number | null,
  by: number,
  now: Date,
): Promise<void> {
  await appendEvents(
    tx,
    [
      {
        type: 'obligation.claimed',
        data: { obligationId, personId },
        ticketId: ticketId ?? undefined,
        rule: RULE_OF_CALL[kind],
        rooms: await roomsOfTicketId(tx, ticketId),
      },
    ],
    now,
    { kind: 'person', id: by },
  );
}
