import type { AgentPresence } from '../../domain/contracts/desk.ts';
import { listOf } from '../line/on-duty.ts';
import type { Tx } from '../transaction.ts';

/**
 * How agents stand, as colleagues see it.
 *
 * @param personIds only these; left out: all who sit at a desk
 */
export async function presence(tx: Tx, personIds?: number[]): Promise<AgentPresence[]> {
  if (personIds?.length === 0) return [];
  const rows = await tx.query(
    `SELECT d.personId, p.name, d.state, d.reason, d.since, d.skills, d.contactId, d.version
     FROM agent_desk d JOIN person p ON p.id = d.personId
     WHERE ${personIds ? 'd.personId IN (?)' : "d.state <> 'signed_out'"} ORDER BY p.name, d.personId`,
    personIds ? [personIds] : [],
  );
  return rows.map((row: AgentPresence & { since: unknown }) => ({
    ...row,
    since: (row.since as unknown as Date).toISOString(),
    skills: listOf(row.skills),
  }));
}
