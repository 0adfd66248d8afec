import type { EntityManager } from 'typeorm';
import type { JobMap, QueueName } from '../domain/contracts/jobs.ts';
import { dueCalls } from './followup/due-calls.ts';
import { dueImports } from './imports/imports.ts';
import { dueWebhooks } from './integration/due.ts';
import { dueInLine } from './line/sweeps.ts';
import { dueRecordings } from './recordings/due.ts';

const LIMIT = 500;

type DueQueries = { [N in QueueName]: (manager: EntityManager, now: Date) => Promise<JobMap[N][]> };

/**
 * What is due now, by queue, straight from MySQL: whatever Redis has lost comes back from here. Each asks an
 * index for at most a few hundred rows, however much is waiting.
 */
export const dueWork: DueQueries = {
  routing: (manager, now) =>
    manager.query(
      `SELECT id AS ticketId FROM ticket WHERE state = 'new' AND nextActionAt <= ? ORDER BY nextActionAt LIMIT ${LIMIT}`,
      [now],
    ),
  deadlines: (manager, now) =>
    manager.query(
      `(SELECT CONCAT('offer-', id) AS subject FROM offer WHERE state = 'open' AND expiresAt <= ? ORDER BY expiresAt LIMIT ${LIMIT})
       UNION ALL
       (SELECT CONCAT('ticket-', id) FROM ticket WHERE deadlineActionAt <= ? ORDER BY deadlineActionAt LIMIT ${LIMIT})`,
      [now, now],
    ),
  'calls-out': dueCalls,
  messages: (manager, now) =>
    manager.query(
      `SELECT id AS messageId FROM message WHERE state IN ('queued', 'sending') AND nextActionAt <= ?
       ORDER BY nextActionAt LIMIT ${LIMIT}`,
      [now],
    ),
  visits: (manager, now) =>
    manager.query(
      `SELECT id AS visitId FROM visit WHERE nextActionAt <= ? ORDER BY nextActionAt LIMIT ${LIMIT}`,
      [now],
    ),
  'call-checks': (manager, now) =>
    manager.query(
      `SELECT sid AS callSid FROM phone_call WHERE direction = 'inbound' AND status IN ('initiated', 'ringing', 'in-progress')
       AND checkAt <= ? LIMIT ${LIMIT}`,
      [now],
    ),
  'attempt-checks': (manager, now) =>
    manager.query(
      `SELECT id AS attemptId FROM attempt WHERE state IN ('granted', 'placed', 'answered') AND endedAt IS NULL AND checkAt <= ? LIMIT ${LIMIT}`,
      [now],
    ),
  plans: (manager, now) =>
    manager.query(
      `SELECT id AS planId FROM day_plan WHERE state IN ('queued', 'running') AND nextActionAt <= ? ORDER BY nextActionAt LIMIT ${LIMIT}`,
      [now],
    ),
  recordings: dueRecordings,
  webhooks: dueWebhooks,
  standing: (manager, now) =>
    manager.query(
      `SELECT id AS changeId FROM standing_change WHERE nextActionAt <= ? ORDER BY nextActionAt LIMIT ${LIMIT}`,
      [now],
    ),
  imports: dueImports,
  cases: (manager, now) =>
    manager.query(
      `SELECT id AS caseId FROM quality_case WHERE nextActionAt <= ? ORDER BY nextActionAt LIMIT ${LIMIT}`,
      [now],
    ),
  line: dueInLine,
  previews: (manager, now) =>
    manager.query(
      `SELECT id AS previewId FROM policy_preview WHERE state IN ('queued', 'running') AND nextActionAt <= ? LIMIT ${LIMIT}`,
      [now],
    ),
};
