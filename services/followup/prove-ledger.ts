import { type DataSource, type EntityManager, IsNull } from 'typeorm';
import { localDay, localTime } from '../../domain/time.ts';
import { FollowupProof, Obligation, type Repair } from '../../entities/followup.ts';
import type { Clock } from '../ports.ts';
import type { InTransaction, Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { type OpenObligation, openObligation } from './open-obligation.ts';
import { keepParts, sumLedger } from './sum-ledger.ts';
import { tryAgain } from './try-again.ts';

export interface ProofDeps {
  dataSource: DataSource;
  inTransaction: InTransaction;
  clock: Clock;
}

/** Once a day, in an hour in which nobody is called. */
const BY_NIGHT_FROM = '02:00';
/** Ids that one statement looks at, and what one transaction repairs. */
const STEP = 20_000;
const TOGETHER = 50;
const SHOWN_REPAIRS = 100;

/** What makes that a call is owed: how its causes are counted, and those found that nobody wrote down. */
interface Cause {
  table: 'ticket' | 'contact' | 'recording' | 'line_entry';
  /** Of the ids from ? to ?: how many calls they make owed. */
  count: string;
  /** Of the ids from ? to ?: what may be missing, as openObligation takes it; `since` null where nobody knows when. */
  missing: string;
}

const without = (key: string) => `NOT EXISTS (SELECT 1 FROM obligation b WHERE b.dedupKey = ${key})`;
const ABANDONED = "c.endedAt IS NOT NULL AND c.disposition = 'abandoned'";
const SPOKEN = "r.kind = 'message' AND r.contactId IS NOT NULL";

const CAUSES: Cause[] = [
  {
    table: 'ticket',
    count: 'SELECT SUM(t.resolutionNo) AS n FROM ticket t WHERE t.id BETWEEN ? AND ?',
    missing: `SELECT 'survey' AS kind, t.id AS ticketId, t.resolutionNo, NULL AS contactId,
                     t.contactNumber AS number, t.language, t.doneAt AS since
              FROM ticket t WHERE t.id BETWEEN ? AND ?
                AND t.resolutionNo > (SELECT COUNT(*) FROM obligation b WHERE b.ticketId = t.id AND b.kind = 'survey')`,
  },
  {
    table: 'contact',
    count: `SELECT COUNT(*) AS n FROM contact c WHERE c.id BETWEEN ? AND ? AND ${ABANDONED}`,
    missing: `SELECT 'abandoned' AS kind, NULL AS ticketId, NULL AS resolutionNo, c.id AS contactId, c.number, c.language,
                     c.endedAt AS since
              FROM contact c WHERE c.id BETWEEN ? AND ? AND ${ABANDONED} AND ${without("CONCAT('abandoned-', c.id)")}`,
  },
  {
    table: 'recording',
    count: `SELECT COUNT(DISTINCT r.contactId) AS n FROM recording r WHERE r.id BETWEEN ? AND ? AND ${SPOKEN}`,
    missing: `SELECT 'voicemail' AS kind, NULL AS ticketId, NULL AS resolutionNo, c.id AS contactId, c.number, c.language,
                     r.at AS since
              FROM recording r JOIN contact c ON c.id = r.contactId WHERE r.id BETWEEN ? AND ? AND ${SPOKEN}
                AND ${without("CONCAT('voicemail-', c.id)")} AND ${without("CONCAT('promised-', c.id)")}`,
  },
  {
    table: 'line_entry',
    count: "SELECT COUNT(*) AS n FROM line_entry e WHERE e.id BETWEEN ? AND ? AND e.state = 'callback'",
    missing: `SELECT 'promised' AS kind, NULL AS ticketId, NULL AS resolutionNo, c.id AS contactId, c.number, c.language,
                     e.enteredAt AS since
              FROM line_entry e JOIN contact c ON c.id = e.contactId
              WHERE e.id BETWEEN ? AND ? AND e.state = 'callback' AND ${without("CONCAT('promised-', c.id)")}`,
  },
];

/**
 * F5: the night's proof, unless today's is made; asked often, by whoever has the relay.
 *
 * @returns whether it was made now
 */
export async function proveByNight(deps: ProofDeps): Promise<boolean> {
  const now = deps.clock.now();
  const zone = organisationZone();
  if (localTime(now, zone) < BY_NIGHT_FROM) return false;
  const made = await deps.dataSource.manager.existsBy(FollowupProof, {
    day: localDay(now, zone),
    madeBy: IsNull(),
  });
  if (!made) await proveLedger(deps, { personId: null });
  return !made;
}

/**
 * F1, F5, H2: looks through everything that makes a call owed (resolutions, calls given up, messages left, promises in
 * the line), opens what nobody wrote down, frees what a crash left in mid-dial, adds the ledger up (sum-ledger.ts), and
 * keeps what it found. Each repair looks again under its own lock, so it may run twice, and beside everything else.
 *
 * @param personId who asked for it; null by night
 */
export async function proveLedger(
  { dataSource, inTransaction, clock }: ProofDeps,
  { personId }: { personId: number | null },
): Promise<FollowupProof> {
  const { manager } = dataSource;
  const resolved = await resolveClosed(manager);
  const repairs: Repair[] = [];
  let owed = 0;
  for (const cause of CAUSES) {
    for await (const [from, to] of ranges(manager, cause.table)) {
      const missing = eachResolution(await manager.query(cause.missing, [from, to]));
      for (let at = 0; at < missing.length; at += TOGETHER) {
        const some = missing.slice(at, at + TOGETHER);
        repairs.push(...(await inTransaction((tx) => openAll(tx, some, clock.now()))));
      }
      const [counted] = await manager.query(cause.count, [from, to]);
      owed += Number(counted.n);
    }
  }
  repairs.push(...(await inTransaction((tx) => freeStuck(tx, clock.now()))));
  for (const repair of repairs) if (resolved.has(repair.ticketId)) repair.what = 'resolved';
  const sums = await sumLedger(dataSource);
  const proof: Omit<FollowupProof, 'id'> = {
    day: localDay(clock.now(), organisationZone()),
    madeAt: clock.now(),
    madeBy: personId,
    ...sums.whole,
    owed,
    repaired: repairs.length,
    repairs: repairs.slice(0, SHOWN_REPAIRS),
  };
  const id = await inTransaction(async (tx) => {
    const { identifiers } = await tx.insert(FollowupProof, { ...proof });
    const proofId = Number(identifiers[0]?.id);
    await keepParts(tx, proofId, sums.parts);
    return proofId;
  });
  return { id, ...proof };
}

/** The ids of a table, in steps. */
async function* ranges(manager: EntityManager, table: string): AsyncGenerator<[number, number]> {
  const [{ first, last }] = await manager.query(`SELECT MIN(id) AS first, MAX(id) AS last FROM ${table}`);
  if (first === null) return;
  for (let from = Number(first); from <= Number(last); from += STEP) yield [from, from + STEP - 1];
}

/** Of a ticket of which some resolution has no survey: all of them, since opening one again changes nothing. */
const eachResolution = (missing: OpenObligation[]): OpenObligation[] =>
  missing.flatMap((one) =>
    one.kind === 'survey'
      ? Array.from({ length: one.resolutionNo ?? 0 }, (_, before) => ({ ...one, resolutionNo: before + 1 }))
      : [one],
  );

async function openAll(tx: Tx, missing: OpenObligation[], now: Date): Promise<Repair[]> {
  const opened: Repair[] = [];
  for (const one of missing) {
    if (!(await openObligation(tx, { ...one, since: one.since ?? now }, now))) continue;
    const { kind, ticketId = null, contactId = null, resolutionNo = null } = one;
    opened.push({ what: 'opened', kind, ticketId, contactId, resolutionNo });
  }
  return opened;
}

/**
 * A ticket that was closed from outside (an import) without anybody having finished it is owed a call all the same.
 *
 * @returns ids of those tickets
 */
async function resolveClosed(manager: EntityManager): Promise<Set<number | null>> {
  const closed: { id: number }[] = await manager.query(
    "SELECT id FROM ticket WHERE state IN ('done', 'closed') AND resolutionNo = 0",
  );
  const ids = closed.map(({ id }) => id);
  if (ids.length > 0)
    await manager.query(
      "UPDATE ticket SET resolutionNo = 1 WHERE id IN (?) AND state IN ('done', 'closed') AND resolutionNo = 0",
      [ids],
    );
  return new Set(ids);
}

/**
 * What is being dialled by an attempt that has ended, or by none: nobody was reached. First found, then held, then looked
 * at once more: one statement would hold an obligation that somebody has just begun to dial, and not see their attempt.
 */
async function freeStuck(tx: Tx, now: Date): Promise<Repair[]> {
  const found: { id: number }[] = await tx.query(`SELECT b.id FROM obligation b WHERE ${STUCK}`);
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  await tx.query('SELECT id FROM obligation WHERE id IN (?) FOR UPDATE', [ids]);
  const stuck: (Omit<Repair, 'what'> & { id: number })[] = await tx.query(
    `SELECT b.id, b.kind, b.ticketId, b.contactId, b.resolutionNo FROM obligation b WHERE b.id IN (?) AND ${STUCK}`,
    [ids],
  );
  if (stuck.length === 0) return [];
  for (const { id } of stuck) {
    await tryAgain(tx, await tx.findOneByOrFail(Obligation, { id }), { seed: id }, now);
  }
  return stuck.map(({ id: _, ...one }) => ({ what: 'freed', ...one }));
}

const STUCK = `b.state = 'dialling' AND NOT EXISTS (
  SELECT 1 FROM attempt_obligation x JOIN attempt a ON a.id = x.attemptId
  WHERE x.obligationId = b.id AND a.endedAt IS NULL)`;
