import { SERVICE_ACTIONS, type ServiceActionName } from '../vocabulary.ts';

/** H5: actions that a finished visit lacks, in the order of the chain. */
export const missingActions = (done: Iterable<ServiceActionName>): ServiceActionName[] => {
  const have = new Set(done);
  return SERVICE_ACTIONS.filter((action) => !have.has(action));
};

/**
 * Which actions can be recorded next: any not recorded yet may be (a technician may forget one, and a missing
 * one stays visible), but none that comes before an action already recorded: nobody sets out after arriving.
 */
export function nextActions(done: Iterable<ServiceActionName>): ServiceActionName[] {
  const have = new Set(done);
  const last = SERVICE_ACTIONS.findLastIndex((action) => have.has(action));
  return SERVICE_ACTIONS.slice(last + 1);
}
