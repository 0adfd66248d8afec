import { DomainError } from '../../domain/errors.ts';
import { minutesAfter } from '../../domain/time.ts';
import { Contact } from '../../entities/call.ts';
import { maySupervise, type Viewer } from '../people/viewer.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { listNumber } from './list-number.ts';

/**
 * An agent reports who they spoke with as a nuisance: for the days that the policy says, counted anew with each
 * report.
 *
 * @returns the rule's id
 * @throws DomainError forbidden unless the agent was on that call (supervisors may report any)
 */
export async function reportNuisance(
  tx: Tx,
  viewer: Viewer,
  { contactId, reason }: { contactId: number; reason: string },
  now: Date,
): Promise<number> {
  const contact = await tx.findOneBy(Contact, { id: contactId });
  if (!contact || !(maySupervise(viewer) || (await wasOn(tx, viewer.personId, contactId))))
    throw new DomainError('forbidden', 'This was no call of yours.');
  const { policy } = await policyInForce(tx);
  return listNumber(
    tx,
    {
      number: contact.number,
      kind: 'nuisance',
      reason,
      expiresAt: minutesAfter(now, policy.numbers.nuisanceDays * 24 * 60),
      personId: viewer.personId,
      contactId,
      again: 'replace',
    },
    now,
  );
}

async function wasOn(tx: Tx, personId: number, contactId: number): Promise<boolean> {
  const [row] = await tx.query(
    `SELECT 1 FROM conference_member WHERE contactId = ? AND personId = ? AND party = 'agent'
     UNION ALL SELECT 1 FROM agent_desk WHERE contactId = ? AND personId = ? LIMIT 1`,
    [contactId, personId, contactId, personId],
  );
  return row !== undefined;
}
