import { clockOf, moved } from '../../../domain/dispatch/deadlines.ts';
import { decideStep, planWatch, whoAnswers } from '../../../domain/dispatch/watch.ts';
import { workingTimeBetween } from '../../../domain/dispatch/working-time.ts';
import type { LateLevel, WaitEnding, WaitReason } from '../../../domain/vocabulary.ts';
import { TicketPause } from '../../../entities/ticket.ts';
import { organisationZone } from '../../../services/zone.ts';
import { changeTicket, type TicketLife } from './tickets.ts';
import type { World } from './world.ts';

/** D6: what runs late warns before it is late, then climbs, as services/dispatch/look-at-deadline.ts has it. */
export function watchDeadlines(world: World): void {
  world.watch = (ticket) => {
    const { deadlineActionAt } = ticket.row;
    if (deadlineActionAt) world.at(deadlineActionAt.getTime(), () => look(world, ticket));
  };
}

function look(world: World, ticket: TicketLife): void {
  const { row } = ticket;
  if (!world.tickets.has(row.id) || !row.deadlineActionAt || row.deadlineActionAt > world.date) return;
  const step = decideStep(row, world.province.policy, organisationZone(), world.date);
  if (!step) return;
  const { news, watch, lateLevel } = step;
  if (news) {
    const { type, due, dueAt, level } = news;
    const { outletId, unitId } = whoAnswers(row, level);
    const data = {
      due,
      dueAt: dueAt.toISOString(),
      level,
      outletId,
      unitId: level === 'headquarters' ? world.province.organisation.headquarters.id : unitId,
      personId: inCharge(world, ticket, level),
    };
    changeTicket(world, ticket, { ...watch, lateLevel }, [type, data], { rule: 'D6' });
  } else Object.assign(row, watch);
  world.watch(ticket);
}

function inCharge({ province: { staff } }: World, { row }: TicketLife, level: LateLevel): number | null {
  const of = (people: Map<number, number>, id: number | null) => (id ? (people.get(id) ?? null) : null);
  switch (level) {
    case 'outlet':
      return of(staff.outletManagers, row.outletId);
    case 'store':
      return of(staff.supervisors, row.storeId);
    case 'region':
      return of(staff.regionManagers, row.regionId);
    case 'headquarters':
      return staff.headquartersManager;
  }
}

/**
 * D6: the outlet waits for the customer or a part, and nothing runs.
 *
 * @param until milliseconds since 1970: it ends by itself then
 * @param resumeAt when the work goes on, if it does before
 * @param goOn what follows, however it ended
 */
export function waitFor(
  world: World,
  ticket: TicketLife,
  { reason, note, until, resumeAt }: { reason: WaitReason; note: string; until: number; resumeAt: number },
  goOn: () => void,
): void {
  const { row, outlet } = ticket;
  const actor = outlet ? world.managerOf(outlet) : undefined;
  const pause: TicketPause = {
    id: world.id('pause'),
    ticketId: row.id,
    openMark: 1,
    reason,
    note,
    startedAt: world.date,
    startedBy: actor?.id ?? null,
    until: new Date(until),
    endedAt: null,
    endedBy: null,
    ending: null,
    movedSeconds: 0,
  };
  const keep = world.keep(() => world.writer.add(TicketPause, pause));
  changeTicket(
    world,
    ticket,
    { waitReason: reason, pausedAt: world.date, warnAt: null, deadlineActionAt: pause.until },
    ['ticket.paused', { reason, until: pause.until?.toISOString() ?? null }],
    { rule: 'D6', actor },
  );
  const ending = resumeAt < until ? 'work' : 'date';
  world.at(Math.min(resumeAt, until), () => {
    endWait(world, ticket, pause, ending);
    keep.now();
    goOn();
  });
}

function endWait(world: World, ticket: TicketLife, pause: TicketPause, ending: WaitEnding): void {
  const { row, outlet } = ticket;
  const { policy } = world.province;
  const zone = organisationZone();
  const clock = clockOf(row, policy, zone);
  const wait = { from: pause.startedAt, to: world.date };
  const movedSeconds = Math.round(workingTimeBetween(wait.from, wait.to, clock) / 1_000);
  const actor = ending === 'work' && outlet ? world.managerOf(outlet) : undefined;
  Object.assign(pause, {
    openMark: null,
    endedAt: wait.to,
    endedBy: actor?.id ?? null,
    ending,
    movedSeconds,
  });
  const later = (at: Date | null, metAt: Date | null) => (at && !metAt ? moved(at, wait, clock) : at);
  const running = {
    waitReason: null,
    pausedAt: null,
    firstContactDueAt: later(row.firstContactDueAt, row.firstContactAt),
    arrivalDueAt: later(row.arrivalDueAt, row.arrivedAt),
    completionDueAt: later(row.completionDueAt, null),
  };
  const watch = planWatch({ ...row, ...running }, row.deadlineStep, policy, zone, world.date);
  const data = { reason: pause.reason, ending, movedSeconds };
  changeTicket(world, ticket, { ...running, ...watch }, ['ticket.resumed', data], { rule: 'D6', actor });
  world.watch(ticket);
}
