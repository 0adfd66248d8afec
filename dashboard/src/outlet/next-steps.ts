import type { TicketDetail } from '../../../domain/contracts/api.ts';
import type { ServiceActionName } from '../../../domain/vocabulary.ts';

/** What can be done next on a job. */
export interface NextSteps {
  /** The one big button: the next action in order, or finishing the work when none is left. */
  primary: ServiceActionName | 'complete' | null;
  /** Actions further on, each with those it would leave out for good. */
  later: { action: ServiceActionName; skipped: ServiceActionName[] }[];
  mayComplete: boolean;
}

/** H5: actions are recorded in order; going on without one is possible and leaves it missing. */
export function nextSteps({ moves, nextActions }: Pick<TicketDetail, 'moves' | 'nextActions'>): NextSteps {
  const actions = moves.includes('action') ? nextActions : [];
  const mayComplete = moves.includes('complete');
  const [first, ...rest] = actions;
  return {
    primary: first ?? (mayComplete ? 'complete' : null),
    later: rest.map((action, index) => ({ action, skipped: actions.slice(0, index + 1) })),
    mayComplete,
  };
}

/** Actions for which something is written down; the others take one press. */
export const asksMore = (action: ServiceActionName): action is 'appointment' | 'quote' | 'signature' =>
  action === 'appointment' || action === 'quote' || action === 'signature';
