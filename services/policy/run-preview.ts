import { setImmediate } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { PreviewChange } from '../../domain/policy/comparison.ts';
import { Replay } from '../../domain/policy/replay.ts';
import { policySchema } from '../../domain/policy.ts';
import { hoursAfter, localDay, minutesAfter } from '../../domain/time.ts';
import { PolicyPreview } from '../../entities/policy.ts';
import type { Clock } from '../ports.ts';
import type { InTransaction } from '../transaction.ts';
import { policyVersion } from '../views/policy.ts';
import { organisationZone } from '../zone.ts';
import { loadNetwork } from './network.ts';
import { countRouted, decisionBefore, pastDecisions } from './past-tickets.ts';

export interface PreviewDeps {
  dataSource: DataSource;
  inTransaction: InTransaction;
  clock: Clock;
}

const DAYS = 30;
/** Before the month begins, so that the outlets are as full as they were. */
const FILL_DAYS = 10;
/** Read and gone through at a time. */
const PAGE = 500;
/** A few milliseconds of work between two looks at what else there is to do. */
const SLICE = 50;
const LEASE_MINUTES = 2;

/**
 * Goes through last month's tickets under the policy in force and under another, a slice at a time, so that whatever
 * else the worker has to do goes on beside it. Only reads until the end. A worker that dies leaves it to the next.
 */
export async function runPreview(deps: PreviewDeps, { previewId }: { previewId: number }): Promise<void> {
  const { dataSource, clock } = deps;
  const { manager } = dataSource;
  const hold = await claim(deps, previewId);
  if (!hold) return;
  const preview = await manager.findOneByOrFail(PolicyPreview, { id: previewId });
  const to = preview.requestedAt;
  const from = hoursAfter(to, -24 * DAYS);
  const before = (await policyVersion(manager, preview.basedOn)).body;
  const after = policySchema.parse(preview.policy);
  const total = await countRouted(manager, { from, to });
  const index = await loadNetwork(manager, localDay(clock.now(), organisationZone()));
  const replay = new Replay(index, before, after);
  const seen = new Set<number>();
  const changes: PreviewChange[] = [];
  let done = 0;
  let at: number | null = await decisionBefore(manager, hoursAfter(from, -24 * FILL_DAYS));
  while (at !== null) {
    const page = await pastDecisions(manager, {
      after: at,
      until: to,
      limit: PAGE,
      countFrom: from,
      policy: before,
    });
    for (const [index, ticket] of page.tickets.entries()) {
      if (index % SLICE === SLICE - 1) await setImmediate();
      // Only where it was sent first: what came after depends on who declined.
      if (seen.has(ticket.ticketId)) continue;
      seen.add(ticket.ticketId);
      const change = replay.next(ticket);
      if (change) changes.push(change);
      if (!ticket.before) done += 1;
    }
    at = page.last;
    if (!(await hold.renew({ done, total: Math.max(total, done) }))) return;
  }
  await hold.finish(replay.result(from, to), changes, done);
}

/** Takes it in hand for a while, by one conditional update. @returns null when somebody else has it, or nobody wants it */
async function claim({ dataSource, inTransaction, clock }: PreviewDeps, previewId: number) {
  let until = minutesAfter(clock.now(), LEASE_MINUTES);
  const { affectedRows } = await dataSource.query(
    `UPDATE policy_preview SET state = 'running', nextActionAt = ?
     WHERE id = ? AND state IN ('queued', 'running') AND nextActionAt <= ?`,
    [until, previewId, clock.now()],
  );
  if (affectedRows !== 1) return null;
  return {
    /** @returns false when it is no longer ours */
    async renew({ done, total }: { done: number; total: number }): Promise<boolean> {
      const next = minutesAfter(clock.now(), LEASE_MINUTES);
      const { affectedRows: held } = await dataSource.query(
        `UPDATE policy_preview SET done = ?, total = ?, nextActionAt = ?
         WHERE id = ? AND state = 'running' AND nextActionAt = ?`,
        [done, total, next, previewId, until],
      );
      until = next;
      return held === 1;
    },
    finish: (result: object, changes: PreviewChange[], done: number): Promise<void> =>
      inTransaction(async (tx) => {
        const { affectedRows: held } = await tx.query(
          `UPDATE policy_preview SET state = 'done', result = ?, done = ?, total = ?, nextActionAt = NULL, finishedAt = ?
           WHERE id = ? AND state = 'running' AND nextActionAt = ?`,
          [JSON.stringify(result), done, done, clock.now(), previewId, until],
        );
        if (held !== 1) return;
        for (let from = 0; from < changes.length; from += PAGE) {
          const batch = changes.slice(from, from + PAGE);
          await tx.query(
            'INSERT INTO policy_preview_change (previewId, position, ticketId, `change`) VALUES ?',
            [
              batch.map((change, index) => [
                previewId,
                from + index + 1,
                change.ticketId,
                JSON.stringify(change),
              ]),
            ],
          );
        }
      }),
  };
}
