import type { TicketDetail } from '../../../domain/contracts/api.ts';
import { SERVICE_ACTIONS, type ServiceActionName } from '../../../domain/vocabulary.ts';

export type Visit = TicketDetail['visits'][number];
export interface ChainLink {
  action: ServiceActionName;
  /** `missing`: something later is recorded, or the visit is over, and this is not (H5). */
  state: 'done' | 'missing' | 'open';
  at: string | null;
  by: string | null;
  evidence: string | null;
}

/** H5: a visit's chain of service actions, with what is missing made visible. */
export function chainOf(visit: Visit): ChainLink[] {
  const recorded = new Map(visit.actions.map((action) => [action.action, action]));
  const last = SERVICE_ACTIONS.findLastIndex((action) => recorded.has(action));
  const over = visit.outcome === 'finished';
  // An outlet accepts once; when it goes there a second time it need not accept again.
  const expected = SERVICE_ACTIONS.filter(
    (action) => action !== 'accept' || visit.number === 1 || recorded.has(action),
  );
  return expected.map((action) => {
    const found = recorded.get(action);
    if (found) return { action, state: 'done', at: found.at, by: found.by, evidence: found.evidence };
    return {
      action,
      state: over || SERVICE_ACTIONS.indexOf(action) < last ? 'missing' : 'open',
      at: null,
      by: null,
      evidence: null,
    };
  });
}

export const missingOf = (visit: Visit): ServiceActionName[] =>
  chainOf(visit)
    .filter(({ state }) => state === 'missing')
    .map(({ action }) => action);

/** The visit that is under way, else the last one. */
export const currentVisit = (visits: readonly Visit[]): Visit | null =>
  visits.findLast(({ outcome }) => outcome === 'open') ?? visits.at(-1) ?? null;
