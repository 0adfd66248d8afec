import { Not } from 'typeorm';
import {
  type CaseDecision,
  decideCases,
  poorAnswers,
  type SurveyAnswers,
} from '../../domain/cases/decide.ts';
import type { Policy } from '../../domain/policy.ts';
import { localDay } from '../../domain/time.ts';
import type { OutletType } from '../../domain/vocabulary.ts';
import { QualityCase } from '../../entities/case.ts';
import type { Obligation } from '../../entities/followup.ts';
import { appendEvents } from '../outbox.ts';
import { policyInForce } from '../policy.ts';
import { isDuplicate, type Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { type CaseScope, ownership } from './owner.ts';
import { roomsOfCase } from './rooms.ts';

/**
 * F3, S1, M1: the cases that the answers to a survey lead to. One of each kind, however often it is asked for; a later
 * answer adds its grounds to one that nobody has closed.
 *
 * @param obligation held for update by whoever asks
 * @param contactId the call in which the answers were given; null when there was none
 */
export async function makeCases(
  tx: Tx,
  obligation: Obligation,
  { answers, contactId }: { answers: SurveyAnswers; contactId: number | null },
  now: Date,
): Promise<void> {
  const { policy } = await policyInForce(tx);
  if (poorAnswers(answers, policy).length === 0) return;
  const work = await workOf(tx, obligation);
  if (!work) return;
  for (const decision of decideCases(answers, work, policy)) {
    await make(tx, obligation, { decision, work, contactId, policy }, now);
  }
}

type Work = CaseScope & { outletType: OutletType | null; underWarranty: boolean; complaintsBefore: number };

async function workOf(tx: Tx, { id, ticketId, outletId, regionId, storeId, openedAt }: Obligation) {
  const [row] = await tx.query(
    `SELECT t.kind, t.priority, t.category, o.type AS outletType, a.warrantyUntil,
            (SELECT COUNT(*) FROM quality_case q
             WHERE q.ticketId = t.id AND q.kind = 'complaint' AND q.obligationId <> ?) AS complaintsBefore
     FROM ticket t LEFT JOIN outlet o ON o.id = ? LEFT JOIN appliance a ON a.id = t.applianceId WHERE t.id = ?`,
    [id, outletId, ticketId],
  );
  if (!row) return null;
  const { warrantyUntil, complaintsBefore, ...rest } = row;
  const doneOn = localDay(openedAt, organisationZone());
  return {
    ...rest,
    regionId,
    storeId,
    underWarranty: warrantyUntil !== null && warrantyUntil >= doneOn,
    complaintsBefore: Number(complaintsBefore),
  } as Work;
}

interface Making {
  decision: CaseDecision;
  work: Work;
  contactId: number | null;
  policy: Policy;
}

async function make(
  tx: Tx,
  obligation: Obligation,
  { decision, work, contactId, policy }: Making,
  now: Date,
): Promise<void> {
  const { kind, rule, item, points, grounds } = decision;
  const { regionId, storeId, outletId, brandId, ticketId, id: obligationId } = obligation;
  const owned = await ownership(tx, work, decision.level, policy, now);
  const about = { kind, rule, item, points, grounds, regionId, storeId, outletId, brandId };
  let caseId: number;
  try {
    const { identifiers } = await tx.insert(QualityCase, {
      ...about,
      ...owned,
      state: 'open',
      obligationId,
      ticketId,
      contactId,
      openedAt: now,
    });
    caseId = Number(identifiers[0]?.id);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    await addGrounds(tx, obligationId, decision);
    return;
  }
  await appendEvents(
    tx,
    [
      {
        type: 'case.opened',
        data: { caseId, kind, level: owned.level, item },
        ticketId: ticketId ?? undefined,
        contactId: contactId ?? undefined,
        rule,
        rooms: roomsOfCase(about),
      },
    ],
    now,
  );
}

/** To the case that is there, unless it is closed: what a later answer or a second call (S9) says; the graver item holds. */
async function addGrounds(
  tx: Tx,
  obligationId: number,
  { kind, item, points, grounds }: CaseDecision,
): Promise<void> {
  const there = await tx.findOne(QualityCase, {
    where: { obligationId, kind, state: Not('closed') },
    lock: { mode: 'pessimistic_write' },
  });
  if (!there) return;
  const graver = points >= there.points ? { item, points } : {};
  const all = [...new Set([...there.grounds, ...grounds])];
  await tx.update(QualityCase, { id: there.id }, { ...graver, grounds: all });
}
