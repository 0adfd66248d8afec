import type { HandCall, HandList } from '../../domain/contracts/followup.ts';
import { mayCall, nextCall } from '../../domain/followup/calling-window.ts';
import { asksSurvey, type CallWish } from '../../domain/vocabulary.ts';
import { Obligation } from '../../entities/followup.ts';
import { calleeOf } from '../followup/callee.ts';
import { FOR_A_PERSON, heldSince } from '../followup/claim.ts';
import { householdOf, surveysOfHousehold } from '../followup/household.ts';
import { scriptOfVersion, versionInForce } from '../followup/scripts.ts';
import { ruleFor } from '../numbers/rule-for.ts';
import type { Viewer } from '../people/viewer.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { obligationScope, obligationsById } from './obligations.ts';

/** More is not read out of a household. */
const MOST_TOGETHER = 5;

/** F1, F4: what this person has in hand, and how much else waits for a person. */
export async function handList(tx: Tx, viewer: Viewer, now: Date): Promise<HandList> {
  const [mine]: { id: number }[] = await tx.query(
    "SELECT id FROM obligation WHERE claimedBy = ? AND state IN ('open', 'dialling') ORDER BY claimedAt DESC LIMIT 1",
    [viewer.personId],
  );
  const { sql, params } = obligationScope(viewer);
  const [counts] = await tx.query(
    `SELECT COALESCE(SUM(b.callAt IS NULL OR b.callAt <= ?), 0) AS waiting,
            COALESCE(SUM(b.callAt > ?), 0) AS later
     FROM obligation b WHERE b.state = 'open' AND b.nextActionAt IS NULL AND (b.claimedBy IS NULL OR b.claimedAt < ?)
       AND (b.notBy IS NULL OR b.notBy <> ?) AND ${sql}`,
    [now, now, heldSince(now), viewer.personId, ...params],
  );
  return {
    current: mine ? await handCall(tx, viewer, mine.id, now) : null,
    waiting: Number(counts.waiting),
    later: Number(counts.later),
  };
}

async function handCall(tx: Tx, viewer: Viewer, id: number, now: Date): Promise<HandCall | null> {
  const obligation = await tx.findOneByOrFail(Obligation, { id });
  const [view] = await obligationsById(tx, viewer, [id]);
  if (!view || !obligation.claimedAt) return null;
  const callee = await calleeOf(tx, obligation);
  const { followup } = (await policyInForce(tx)).policy;
  const zone = organisationZone();
  const mayNow = mayCall(now, callee, followup, zone);
  const rule = await ruleFor(tx, obligation.number, ['do_not_call'], now);
  return {
    obligation: view,
    claimedAt: obligation.claimedAt.toISOString(),
    callAt: view.callAt,
    ...(await customerBehind(tx, obligation)),
    mayCallFrom: mayNow ? null : nextCall(now, callee, followup, zone).toISOString(),
    doNotCall: rule?.reason ?? null,
    tries: await triesOf(tx, obligation),
    ...(await questionsOf(tx, obligation)),
    answers: await tx.query('SELECT question, value FROM survey_answer WHERE obligationId = ? ORDER BY id', [
      id,
    ]),
    together: await togetherWith(tx, viewer, obligation, now),
  };
}

/** F2: by the version that it is asked by, else by the one in force. */
async function questionsOf(
  tx: Tx,
  { kind, ticketId, scriptVersion }: Obligation,
): Promise<Pick<HandCall, 'script' | 'ticketKind'>> {
  if (!asksSurvey(kind)) return { script: null, ticketKind: null };
  const [ticket] = await tx.query('SELECT kind FROM ticket WHERE id = ?', [ticketId]);
  const script = await scriptOfVersion(tx, scriptVersion ?? (await versionInForce(tx)));
  return { script, ticketKind: ticket?.kind ?? null };
}

async function customerBehind(
  tx: Tx,
  { ticketId, contactId }: Obligation,
): Promise<{ customerId: number | null; callWish: CallWish | null }> {
  const [row] = await tx.query(
    `SELECT c.id AS customerId, c.callWish FROM customer c WHERE c.id = ${ticketId ? '(SELECT customerId FROM ticket WHERE id = ?)' : '(SELECT customerId FROM contact WHERE id = ?)'}`,
    [ticketId ?? contactId],
  );
  return row ?? { customerId: null, callWish: null };
}

/** The carrier's word of each call, and a person's of what came of theirs. */
async function triesOf(tx: Tx, { id, ticketId, contactId }: Obligation): Promise<HandCall['tries']> {
  const calls: Try[] = await tx.query(
    `SELECT a.grantedAt AS at, a.outcome, p.name AS \`by\`, NULL AS note
     FROM attempt_obligation x JOIN attempt a ON a.id = x.attemptId
     LEFT JOIN line_entry e ON e.contactId = a.contactId LEFT JOIN person p ON p.id = e.personId
     WHERE x.obligationId = ? ORDER BY a.id`,
    [id],
  );
  const about = ticketId
    ? { column: 'ticketId', value: ticketId }
    : { column: 'contactId', value: contactId };
  const said: Try[] = await tx.query(
    `SELECT v.at, JSON_VALUE(v.data, '$.outcome') AS outcome, JSON_VALUE(v.data, '$.note') AS note, p.name AS \`by\`
     FROM event v LEFT JOIN person p ON p.id = v.actorId
     WHERE v.${about.column} = ? AND v.type = 'obligation.tried' AND JSON_VALUE(v.data, '$.obligationId') = ? ORDER BY v.id`,
    [about.value, id],
  );
  return [...calls, ...said]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest }));
}
type Try = Omit<HandCall['tries'][number], 'at'> & { at: Date };

/** F1: a household is asked about all its tickets at once. */
async function togetherWith(
  tx: Tx,
  viewer: Viewer,
  obligation: Obligation,
  now: Date,
): Promise<HandCall['together']> {
  if (obligation.kind !== 'survey') return [];
  const household = await householdOf(tx, obligation);
  const theirs = surveysOfHousehold(obligation, household, 'b.id', `b.id <> ? AND ${FOR_A_PERSON}`, [
    obligation.id,
    now,
  ]);
  const rows: { id: number }[] = await tx.query(`${theirs.sql} LIMIT ${MOST_TOGETHER}`, theirs.params);
  return obligationsById(
    tx,
    viewer,
    rows.map(({ id }) => id),
  );
}
