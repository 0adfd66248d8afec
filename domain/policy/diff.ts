import { isBranch, leaves, type PolicyValue } from './tree.ts';

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
    .filter((change) => text(change.before) !== text(change.after));
}

/** The same for equal values, in whichever order their keys were written. */
const text = (value: PolicyValue): string =>
  JSON.stringify(value, (_key, inner) =>
    isBranch(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
