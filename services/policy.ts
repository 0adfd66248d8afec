import type { EntityManager } from 'typeorm';
import { initialPolicy, type Policy, policySchema } from '../domain/policy.ts';
import { PolicyVersion } from '../entities/reference.ts';

export interface PolicyInForce {
  versionId: number;
  policy: Policy;
}

/** The policy in force: the newest version. Before the first one is saved, the values at the start. */
export async function policyInForce(manager: EntityManager): Promise<PolicyInForce> {
  const [row] = await manager.find(PolicyVersion, { order: { id: 'DESC' }, take: 1 });
  return row
    ? { versionId: row.id, policy: policySchema.parse(row.policy) }
    : { versionId: 0, policy: initialPolicy };
}
