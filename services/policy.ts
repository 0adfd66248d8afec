import type { DataSource, EntityManager } from 'typeorm';
import { initialPolicy, type Policy, policySchema } from '../domain/policy.ts';
import { prepared } from '../entities/data-source.ts';
import { PolicyVersion } from '../entities/reference.ts';

export interface PolicyInForce {
  versionId: number;
  policy: Policy;
}

interface Newest {
  id: number;
  createdAt: Date;
}

/** The version last read, by database: a version never changes, so that it is read and checked once. */
const lastRead = new WeakMap<DataSource, { newest: Newest; inForce: PolicyInForce }>();

/** What a transaction began with: however many of its parts ask, they decide by one policy. */
const decidedBy = new WeakMap<EntityManager, Promise<PolicyInForce>>();

/**
 * The policy in force: the newest version, whichever that is at this moment for whoever asks, and the same to the end
 * of a transaction. Before the first one is saved, the values at the start. Not to be changed: others hold the same one.
 */
export function policyInForce(manager: EntityManager): Promise<PolicyInForce> {
  if (!manager.queryRunner) return newestPolicy(manager);
  const asked = decidedBy.get(manager) ?? newestPolicy(manager);
  decidedBy.set(manager, asked);
  return asked;
}

async function newestPolicy(manager: EntityManager): Promise<PolicyInForce> {
  const { dataSource } = manager;
  const [newest]: Newest[] = await prepared(
    manager,
    'SELECT id, createdAt FROM policy_version ORDER BY id DESC LIMIT 1',
    [],
  );
  if (!newest) {
    lastRead.delete(dataSource);
    return { versionId: 0, policy: initialPolicy };
  }
  const known = lastRead.get(dataSource);
  if (known && isSame(known.newest, newest)) return known.inForce;
  const { id, policy } = await manager.findOneByOrFail(PolicyVersion, { id: newest.id });
  const inForce = { versionId: id, policy: frozen(policySchema.parse(policy)) };
  lastRead.set(dataSource, { newest, inForce });
  return inForce;
}

/** By its time as well, should a backup bring other versions of the same numbers. */
const isSame = (one: Newest, other: Newest): boolean =>
  one.id === other.id && one.createdAt.getTime() === other.createdAt.getTime();

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}
