import type { Tx } from '../transaction.ts';

/**
 * Whether an agent is there, on the database's clock (docs/decisions/0006): the demo's may leap to tomorrow, and
 * nobody is away for that.
 *
 * A condition over agent_desk, with the seconds after which a browser counts as gone for its one parameter. An agent
 * on a telephone is always there.
 */
export const THERE = "(reach = 'number' OR seenAt >= NOW(3) - INTERVAL ? SECOND)";

/**
 * Notes that browsers of these agents are connected. One desk at a time: a statement that holds many of them waits for
 * each call that is in hand, and whoever has one of them then waits for it.
 */
export async function noteSeen(tx: Tx, personIds: number[]): Promise<void> {
  for (const personId of personIds)
    await tx.query('UPDATE agent_desk SET seenAt = NOW(3) WHERE personId = ?', [personId]);
}
