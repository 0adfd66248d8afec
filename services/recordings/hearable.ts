import { hasRole, SUPERVISORS, scopeCondition, type Viewer } from '../people/viewer.ts';

/** SQL: it is there, and not deleted when its time was over. */
export const IS_HEARD = "COALESCE(r.state IN ('kept', 'deleting'), FALSE)";

/**
 * Which recordings somebody may hear, as SQL over `recording r`: supervisors all of the province; agents what was
 * left for the centre, and the conversations that they were in; managers and the centre's people of a region
 * what belongs to tickets there; supervisors of a store the calls of its cases. Matches nothing for everybody else.
 */
export function hearable(viewer: Viewer): { sql: string; params: unknown[] } {
  const { province, storeIds } = viewer.scope;
  const agent = hasRole(viewer, 'agent');
  const supervisor = hasRole(viewer, ...SUPERVISORS);
  if (province && supervisor) return { sql: '1 = 1', params: [] };
  const parts: { sql: string; params: unknown[] }[] = [];
  if (agent) {
    parts.push({
      sql: `EXISTS (SELECT 1 FROM conference_member m WHERE m.contactId = r.contactId
            AND m.party = 'agent' AND m.personId = ?)`,
      params: [viewer.personId],
    });
    if (province) parts.push({ sql: "r.kind <> 'conversation'", params: [] });
  }
  if (!province && (supervisor || agent || hasRole(viewer, 'region_manager'))) {
    const scope = scopeCondition(viewer, 't');
    const theirs = `(EXISTS (SELECT 1 FROM ticket t WHERE t.id = r.ticketId AND ${scope.sql})
      OR EXISTS (SELECT 1 FROM contact_ticket x JOIN ticket t ON t.id = x.ticketId
                 WHERE x.contactId = r.contactId AND ${scope.sql}))`;
    const all = supervisor || hasRole(viewer, 'region_manager');
    parts.push({
      sql: all ? theirs : `(r.kind <> 'conversation' AND ${theirs})`,
      params: [...scope.params, ...scope.params],
    });
  }
  // C1: whoever answers for a case hears the call in which the customer was not content; of what a household said in it
  // about its jobs one by one, that about theirs.
  if (storeIds.length > 0 && hasRole(viewer, 'store_supervisor', 'category_supervisor')) {
    parts.push({
      sql: `(r.contactId IN (SELECT q.contactId FROM quality_case q WHERE q.storeId IN (?))
        AND (r.kind <> 'remark' OR (r.contactId, r.ticketId) IN (
          SELECT q.contactId, q.ticketId FROM quality_case q WHERE q.storeId IN (?))))`,
      params: [storeIds, storeIds],
    });
  }
  if (parts.length === 0) return { sql: '1 = 0', params: [] };
  return {
    sql: `(${parts.map(({ sql }) => sql).join(' OR ')})`,
    params: parts.flatMap(({ params }) => params),
  };
}
