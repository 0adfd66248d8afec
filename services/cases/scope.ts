import { hasRole, scopeCondition, type Viewer } from '../people/viewer.ts';

/**
 * Which cases somebody sees, as SQL over `quality_case q`: their branch of the organisation all of its own; an outlet's
 * manager the cases of the outlet, and not what customers complained of to the others.
 */
export function seesCase(viewer: Viewer): { sql: string; params: unknown[] } {
  const { outletIds, ...rest } = viewer.scope;
  const units = scopeCondition({ ...viewer, scope: { ...rest, outletIds: [] } }, 'q');
  if (outletIds.length === 0 || !hasRole(viewer, 'outlet_manager')) return units;
  return {
    sql: `(${units.sql} OR (q.kind = 'outlet' AND q.outletId IN (?)))`,
    params: [...units.params, outletIds],
  };
}
