import type { VisitLinkView } from '../../domain/contracts/visits.ts';
import { windowTimes } from '../../domain/selfservice/windows.ts';
import { hoursAfter } from '../../domain/time.ts';
import { isOpen } from '../../domain/vocabulary.ts';
import type { Ticket } from '../../entities/ticket.ts';
import { technicianName } from '../dispatch/visit-texts.ts';
import { policyInForce } from '../policy.ts';
import { openWindows } from '../selfservice/open-windows.ts';
import { whoMayChange } from '../selfservice/who-may-change.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

/**
 * H6: what whoever has the link may see: when somebody comes and who, and when else they could. No address and no
 * number: the link may fall into other hands.
 */
export async function visitByLink(
  tx: Tx,
  ticket: Ticket,
  now: Date,
): Promise<Omit<VisitLinkView, 'hotline'>> {
  const { policy } = await policyInForce(tx);
  const zone = organisationZone();
  const { selfService } = policy;
  const { who, visit } = await whoMayChange(tx, ticket, selfService, now);
  const atOutlet = ['offered', 'accepted', 'in_progress'].includes(ticket.state);
  const standing = !isOpen(ticket.state) ? 'over' : !atOutlet ? 'waiting' : who;
  const earliest = hoursAfter(now, selfService.changeUntilHours);
  const windows = standing === 'self' ? await openWindows(tx, ticket, selfService, earliest, now) : [];
  const [named] = await tx.query(
    `SELECT o.name AS outletName, c.name, c.nameEn FROM ticket t
     LEFT JOIN outlet o ON o.id = t.outletId LEFT JOIN category c ON c.code = t.category WHERE t.id = ?`,
    [ticket.id],
  );
  const open = standing !== 'over';
  return {
    ticketNumber: ticket.number,
    kind: ticket.kind,
    category: named?.name ? { name: named.name, nameEn: named.nameEn } : null,
    outletName: (open && named?.outletName) || null,
    technicianName: open ? await technicianName(tx, visit?.technicianId ?? null) : null,
    standing,
    current:
      open && visit?.appointmentAt
        ? {
            from: visit.appointmentAt.toISOString(),
            until: visit.appointmentUntil?.toISOString() ?? null,
          }
        : null,
    changeUntilHours: selfService.changeUntilHours,
    windows: windows.map((window) => {
      const { from, until } = windowTimes(window, selfService, zone);
      return { ...window, from: from.toISOString(), until: until.toISOString() };
    }),
    timeZone: zone,
    now: now.toISOString(),
  };
}
