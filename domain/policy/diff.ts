import { leaves, type PolicyValue } from './tree.ts';

export interface PolicyChange {
  /** From the section on, joined with dots: dispatch.weights.distance. */
  path: string;
  /** Null where there was, or is, nothing. */
  before: PolicyValue | null;
  after: PolicyValue | null;
}

/** What one policy says that another does not, value by value. */
export function diffPolicies(before: unknown, after: unknown): PolicyChange[] {
  const old = leaves(before);
  const now = leaves(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}
