import type { AgentPresence } from '../../domain/contracts/desk.ts';
import type { Tx } from '../transaction.ts';

/** The agents as colleagues and supervisors see them, by name. `everybody`: also those who are signed out. */
export async function agentPresences(
  tx: Tx,
  { everybody = false }: { everybody?: boolean } = {},
): Promise<AgentPresence[]> {
  const rows = await tx.query(
    `SELECT d.personId, p.name, d.state, d.reason, d.since, d.skills, d.contactId, d.version
     FROM agent_desk d JOIN person p ON p.id = d.personId
     WHERE ${everybody ? 'p.active' : "d.state <> 'signed_out'"} ORDER BY p.name, p.id`,
  );
  return rows.map(
    (row: Omit<AgentPresence, 'since' | 'skills'> & { since: Date; skills: string | string[] }) => ({
      ...row,
      since: row.since.toISOString(),
      skills: typeof row.skills === 'string' ? JSON.parse(row.skills) : row.skills,
    }),
  );
}
