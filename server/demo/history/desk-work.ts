import { inventAddress } from '../customers.ts';
import { HOUR, MINUTE } from './local-time.ts';
import { changeTicket, finishTicket, type TicketLife } from './tickets.ts';
import type { World } from './world.ts';

/** Hours in which dispatchers and agents sit at their desks. */
export const DESK_HOURS = [7.5, 22] as const;
/** Hours in which stores take care of complaints. */
const STORE_HOURS = [9, 20] as const;

const RESULTS: Record<string, readonly string[]> = {
  inquiry: ['已电话答复，用户清楚', '已发送收费标准', '已说明保修政策', '已告知门店地址与回收方式'],
  complaint: [
    '已致电致歉并安排重做，用户接受',
    '核实收费有误，已退差价',
    '已约谈网点，用户认可处理结果',
    '上门复查正常，用户满意',
  ],
  claim: ['已按标准核赔，用户同意'],
};

/** What no outlet is sent for is dealt with by an agent (an inquiry) or the store's supervisor (a complaint). */
export function resolveByStaff(world: World, ticket: TicketLife): void {
  const { random, local, province } = world;
  const { row } = ticket;
  const inquiry = row.kind === 'inquiry';
  const at = inquiry
    ? local.within(world.now + random.lognormal(40 * MINUTE, 0.8), ...DESK_HOURS)
    : local.within(world.now + random.lognormal(9 * HOUR, 0.8), ...STORE_HOURS);
  world.at(at + random.between(0, 20) * MINUTE, () => {
    if (row.state !== 'manual') return;
    const supervisor = row.storeId ? province.staff.supervisors.get(row.storeId) : undefined;
    const id = (!inquiry && supervisor) || random.pick(province.staff.agents);
    const result = random.pick(RESULTS[row.kind] ?? RESULTS.inquiry ?? ['']);
    row.description = [row.description, result].filter(Boolean).join('\n');
    finishTicket(world, ticket, 0, [], { kind: 'person', id });
  });
}

/** The caller completes the address by the link in the text message; if not, an agent rings up and asks. */
export function waitForDetails(world: World): void {
  world.reactions.needs_details = (ticket) => {
    if (ticket.plan.stopAt === 'needs_details') return;
    const { random, local, province } = world;
    const byLink = random.chance(0.68);
    const asked = local.within(world.now + random.lognormal(70 * MINUTE, 0.6), ...DESK_HOURS);
    const at = byLink
      ? world.now + random.lognormal(14 * MINUTE, 0.9)
      : asked + random.between(0, 20) * MINUTE;
    world.at(at, () => {
      const { row, place, site } = ticket;
      if (row.state !== 'needs_details' || !place || !site) return;
      site.row.address = inventAddress(place.county, random);
      site.keep.now();
      changeTicket(
        world,
        ticket,
        { state: 'new', nextActionAt: world.date },
        ['ticket.details_given', { districtCode: place.county.code }],
        {
          rule: 'H4',
          actor: byLink ? { kind: 'caller' } : { kind: 'person', id: random.pick(province.staff.agents) },
        },
      );
    });
  };
}
