import type { VisitWindowsView } from '../../domain/contracts/campaigns.ts';
import { windowTimes } from '../../domain/selfservice/windows.ts';
import type { Ticket } from '../../entities/ticket.ts';
import { policyInForce } from '../policy.ts';
import { openWindows } from '../selfservice/open-windows.ts';
import { whoMayChange } from '../selfservice/who-may-change.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

/** H6: when the visit is, and every half-day to which a person may move it. */
export async function visitWindows(tx: Tx, ticket: Ticket, now: Date): Promise<VisitWindowsView> {
  const { policy } = await policyInForce(tx);
  const { who, visit } = await whoMayChange(tx, ticket, policy.selfService, now);
  const windows = who === 'nobody' ? [] : await openWindows(tx, ticket, policy.selfService, now, now);
  return {
    who,
    current: visit?.appointmentAt
      ? {
          from: visit.appointmentAt.toISOString(),
          until: visit.appointmentUntil?.toISOString() ?? null,
        }
      : null,
    windows: windows.map((window) => {
      const { from, until } = windowTimes(window, policy.selfService, organisationZone());
      return { ...window, from: from.toISOString(), until: until.toISOString() };
    }),
  };
}
