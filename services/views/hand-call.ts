import type { HandCall, HandList } from '../../domain/contracts/followup.ts';
import { mayCall, nextCall } from '../../domain/followup/calling-window.ts';
import { asksSurvey } from '../../domain/vocabulary.ts';
import type { Obligation } from '../../entities/followup.ts';
import { calleeByHand } from '../followup/callee.ts';
import { ANY_PRIORITY, heldSince, IS_ITS_TIME, WAITS_FOR_A_PERSON } from '../followup/for-a-person.ts';
import { askedToday } from '../followup/home.ts';
import { householdOf } from '../followup/household.ts';
import { scriptOfVersion, versionInForce } from '../followup/scripts.ts';
import { ruleFor } from '../numbers/rule-for.ts';
import type { Viewer } from '../people/viewer.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { obligationScope, obligationsById } from './obligations.ts';

/** F1, F4: what this person has in hand, and how much else waits for a person. */
export async function handList(tx: Tx, viewer: Viewer, now: Date): Promise<HandList> {
  // What was taken in one moment is one home's.
  const mine: Obligation[] = await tx.query(
    `SELECT b.* FROM obligation b WHERE b.claimedBy = ? AND b.state IN ('open', 'dialling') AND b.claimedAt = (
       SELECT MAX(o.claimedAt) FROM obligation o WHERE o.claimedBy = ? AND o.state IN ('open', 'dialling'))
     ORDER BY b.priority, b.id`,
    [viewer.personId, viewer.personId],
  );
  const { sql, params } = obligationScope(viewer);
  const [counts] = await tx.query(
    `SELECT COALESCE(SUM(${IS_ITS_TIME}), 0) AS waiting, COALESCE(SUM(b.callAt > ?), 0) AS later
     FROM obligation b WHERE ${WAITS_FOR_A_PERSON} AND ${ANY_PRIORITY}
       AND (b.claimedBy IS NULL OR b.claimedAt < ?) AND (b.notBy IS NULL OR b.notBy <> ?) AND ${sql}`,
    [now, now, heldSince(now), viewer.personId, ...params],
  );
  const inHand: HandCall[] = [];
  for (const obligation of mine) {
    const call = await handCall(tx, viewer, obligation, now);
    if (call) inHand.push(call);
  }
  return { inHand, waiting: Number(counts.waiting), later: Number(counts.later) };
}

async function handCall(tx: Tx, viewer: Viewer, obligation: Obligation, now: Date): Promise<HandCall | null> {
  const [view] = await obligationsById(tx, viewer, [obligation.id], now);
  if (!view) return null;
  const { followup } = (await policyInForce(tx)).policy;
  const callee = await calleeByHand(tx, obligation, followup, now);
  const zone = organisationZone();
  const mayNow = mayCall(now, callee, followup, zone);
  const rule = await ruleFor(tx, obligation.number, ['do_not_call'], now);
  return {
    obligation: view,
    language: obligation.language === 'en' ? 'en' : 'zh',
    mayCallFrom: mayNow ? null : nextCall(now, callee, followup, zone).toISOString(),
    doNotCall: rule?.reason ?? null,
    askedToday: await toldOfToday(tx, obligation, now),
    tries: await triesOf(tx, obligation),
    ...(await questionsOf(tx, obligation)),
    answers: await tx.query(
      'SELECT question, value, words FROM survey_answer WHERE obligationId = ? ORDER BY id',
      [obligation.id],
    ),
  };
}

async function toldOfToday(tx: Tx, obligation: Obligation, now: Date): Promise<HandCall['askedToday']> {
  const asked = await askedToday(tx, obligation, await householdOf(tx, obligation), now);
  if (!asked) return null;
  const { at, by, outcome, ticketId, ticketNumber } = asked;
  const ticket = ticketId && ticketNumber ? { id: ticketId, number: ticketNumber } : null;
  return { at: at.toISOString(), by, outcome, ticket };
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
