import type { EntityManager } from 'typeorm';
import type { Policy } from '../../domain/policy.ts';
import { localDay } from '../../domain/time.ts';
import { organisationZone } from '../zone.ts';
import type { Doubtful } from './raise.ts';

/** A survey or a second call that an agent's word settled, and when the customer last spoke with any agent before that. */
interface Word {
  id: number;
  personId: number;
  settledAt: Date;
  /** In a call of the number that was to be called, in one of the customer's, and in one about the job, whoever rang. */
  byNumber: Date | null;
  byCustomer: Date | null;
  aboutIt: Date | null;
}

/**
 * S9: agents who wrote down, on one day, many results that they cannot have heard: no call about it was answered, the
 * customer had written nothing, and nobody spoke with an agent on that day from their number, as that customer or about
 * that job. One of each agent and day; of days that are over, so that a look at noon does not leave out the afternoon.
 */
export async function uncalledResults(
  manager: EntityManager,
  span: { since: Date; until: Date },
  { uncalledResults: least }: Policy['honesty'],
): Promise<Doubtful[]> {
  const zone = organisationZone();
  const ofDay = new Map<string, number[]>();
  for (const { id, personId, settledAt, ...spoken } of await withoutAttempt(manager, span)) {
    const day = localDay(settledAt, zone);
    if ([spoken.byNumber, spoken.byCustomer, spoken.aboutIt].some((at) => at && localDay(at, zone) === day))
      continue;
    const about = `${personId}-${day}`;
    ofDay.set(about, [...(ofDay.get(about) ?? []), id]);
  }
  return [...ofDay]
    .filter(([, obligationIds]) => obligationIds.length >= least)
    .map(([about, obligationIds]) => ({
      kind: 'uncalled',
      about,
      figures: { results: obligationIds.length },
      obligationIds,
    }));
}

/** The end of the last call of theirs that an agent took; of one that was going on, when it was written down. */
const spokenIn = (theirs: string): string =>
  `(SELECT MAX(LEAST(COALESCE(c.endedAt, b.settledAt), b.settledAt)) FROM contact c
    JOIN line_entry e ON e.contactId = c.id AND e.answeredAt <= b.settledAt WHERE ${theirs})`;

/** What a customer wrote by text message is read, and written down, within so many days. */
const WRITTEN_DAYS = 7;

/** Without a try that was answered, and without a word of theirs in writing; the newest first. An agent's word with answers always says whether it was solved (F3). */
function withoutAttempt(
  manager: EntityManager,
  { since, until }: { since: Date; until: Date },
): Promise<Word[]> {
  return manager.query(
    `SELECT b.id, b.settledBy AS personId, b.settledAt,
            ${spokenIn("c.number = b.number AND b.number <> ''")} AS byNumber,
            ${spokenIn('c.customerId = t.customerId')} AS byCustomer,
            ${spokenIn('c.id IN (SELECT y.contactId FROM contact_ticket y WHERE y.ticketId = b.ticketId)')} AS aboutIt
     FROM survey_answer s JOIN obligation b ON b.id = s.obligationId LEFT JOIN ticket t ON t.id = b.ticketId
     WHERE s.at >= ? AND s.question = 'solved' AND b.kind IN ('survey', 'check')
       AND b.settlement = 'agent_word' AND b.settledBy IS NOT NULL AND b.settledAt < ?
       AND NOT EXISTS (SELECT 1 FROM attempt_obligation x JOIN attempt a ON a.id = x.attemptId
         LEFT JOIN line_entry e ON e.contactId = a.contactId
         WHERE x.obligationId = b.id AND (a.state = 'answered' OR e.answeredAt IS NOT NULL) AND a.grantedAt <= b.settledAt)
       AND NOT EXISTS (SELECT 1 FROM message_reply r WHERE r.ticketId = b.ticketId
         AND r.at BETWEEN b.settledAt - INTERVAL ${WRITTEN_DAYS} DAY AND b.settledAt)
     ORDER BY b.settledAt DESC, b.id DESC`,
    [since, until],
  );
}
