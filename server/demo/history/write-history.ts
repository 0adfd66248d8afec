import type { Random } from '../random.ts';
import type { RowSink } from '../row-writer.ts';
import { SHOWCASE } from '../showcase.ts';
import { watchDeadlines } from './deadlines.ts';
import { arrivalsByDay } from './demand.ts';
import { waitForDetails } from './desk-work.ts';
import { dispatchTickets } from './dispatching.ts';
import { doFieldWork } from './field-work.ts';
import { followUpTickets } from './follow-up.ts';
import { Incoming, TICKETS_PER_ARRIVAL } from './incoming.ts';
import { DAY } from './local-time.ts';
import { planPresent } from './present.ts';
import { Wishes } from './requests.ts';
import { type Province, World } from './world.ts';

export const TICKETS = 12_000;
const DAYS = 91;
const STEPS_BETWEEN_DRAINS = 2_000;

/**
 * Lives through three months: people call, tickets go to outlets, work is done and followed up, by the rules as
 * domain/ has them. What is under way at `now` is the present that the demo begins with.
 */
export async function writeHistory(
  province: Province,
  {
    random,
    writer,
    zone,
    now,
    scale,
  }: { random: Random; writer: RowSink; zone: string; now: Date; scale: number },
  report: (share: number) => void,
): Promise<void> {
  const to = now.getTime();
  const from = to - DAYS * DAY;
  const world = new World(province, { random: random.stream('world'), writer, zone, from, to });
  watchDeadlines(world);
  dispatchTickets(world);
  waitForDetails(world);
  doFieldWork(world);
  followUpTickets(world);
  const wishes = new Wishes(world, random.stream('wishes'), SHOWCASE.length);
  const incoming = new Incoming(world, wishes);
  const arrivals = (TICKETS * scale) / TICKETS_PER_ARRIVAL;
  for (const day of arrivalsByDay(world.local, { from, to, arrivals, random: random.stream('demand') })) {
    world.at(day.startsAt, () => {
      for (const instant of day.instants) if (instant >= from) world.at(instant, () => incoming.arrive());
    });
  }
  planPresent(world, { wishes, incoming, random: random.stream('present'), scale });

  for (let steps = 0; world.step(); steps++) {
    if (steps % STEPS_BETWEEN_DRAINS > 0) continue;
    await writer.drain();
    report((world.now - from) / (to - from));
  }
  world.writeRest();
}
