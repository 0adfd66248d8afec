import type { EntityManager } from 'typeorm';
import type { PolicyDraftView, PolicyVersionView } from '../../domain/contracts/policy.ts';
import { DomainError } from '../../domain/errors.ts';
import { initialPolicy, type Policy, policySchema } from '../../domain/policy.ts';

interface Row {
  id: number;
  createdAt: Date;
  by: string | null;
  why: string | null;
  restoredId: number | null;
  policy?: unknown;
}

type WithBody = PolicyVersionView & { body: Policy };

const AT_THE_START: WithBody = {
  id: 0,
  createdAt: null,
  by: null,
  why: null,
  restoredId: null,
  body: initialPolicy,
};

const query = (columns: string, rest: string) => `
  SELECT v.id, v.createdAt, p.name AS \`by\`, v.why, v.restoredId ${columns}
  FROM policy_version v LEFT JOIN person p ON p.id = v.createdBy ${rest}`;

const view = ({ policy: _, createdAt, ...row }: Row): PolicyVersionView => ({
  ...row,
  createdAt: createdAt.toISOString(),
});

/** As today's schema reads it; what cannot be read any more is shown as it was written. */
function readPolicy(value: unknown): Policy {
  const body = typeof value === 'string' ? JSON.parse(value) : value;
  const read = policySchema.safeParse(body);
  return read.success ? read.data : (body as Policy);
}

export async function currentPolicy(manager: EntityManager): Promise<WithBody> {
  const [row]: Row[] = await manager.query(query(', v.policy', 'ORDER BY v.id DESC LIMIT 1'));
  return row ? { ...view(row), body: readPolicy(row.policy) } : AT_THE_START;
}

/** Newest first. */
export async function policyVersions(manager: EntityManager): Promise<PolicyVersionView[]> {
  const rows: Row[] = await manager.query(query('', 'ORDER BY v.id DESC LIMIT 200'));
  return rows.map(view);
}

/** @throws DomainError not_found */
export async function policyVersion(manager: EntityManager, id: number): Promise<WithBody> {
  if (id === 0) return AT_THE_START;
  const [row]: Row[] = await manager.query(query(', v.policy', 'WHERE v.id = ?'), [id]);
  if (!row) throw new DomainError('not_found', 'There is no such version.');
  return { ...view(row), body: readPolicy(row.policy) };
}

export async function policyDraft(manager: EntityManager): Promise<PolicyDraftView | null> {
  const [row] = await manager.query(
    `SELECT d.revision, d.basedOn, d.editedAt, p.name AS editedBy, d.body
     FROM policy_draft d LEFT JOIN person p ON p.id = d.editedBy WHERE d.slot = 'draft'`,
  );
  if (!row) return null;
  return { ...row, editedAt: row.editedAt.toISOString(), body: readPolicy(row.body) };
}
