import type { PlanInstance, Routes } from './instance.ts';
import type { TimedRoute } from './route.ts';

/** What a plan breaks, in words for whoever looks into it. */
export type Breach = string;

/**
 * Holds a plan with its times against every hard rule, one after the other and by no code of the search: each job at
 * most once, by somebody who may do it (T3), within its window and the working hours, with time to get there and for
 * lunch, no more than may be given to one technician or outlet, and nothing pinned moved.
 */
export function breachesOf(instance: PlanInstance, routes: Routes, times: (TimedRoute | null)[]): Breach[] {
  const { jobs, technicians, travel, places, room } = instance;
  const breaches: Breach[] = [];
  const seen = new Set<number>();
  const taken = room.map(() => 0);
  for (const [number, technician] of technicians.entries()) {
    const route = routes[number] ?? [];
    const time = times[number];
    const say = (what: string) => void breaches.push(`technician ${number}: ${what}`);
    if (route.length === 0) continue;
    if (!time || time.begins.length !== route.length) {
      say('has no times');
      continue;
    }
    if (route.length > technician.maxJobs) say(`${route.length} jobs`);
    let free = technician.from;
    let place = technician.start;
    const lunches: [number, number][] = [];
    for (const [index, jobNo] of route.entries()) {
      const job = jobs[jobNo];
      const begins = time.begins[index] as number;
      if (!job) {
        say(`job ${jobNo} does not exist`);
        continue;
      }
      if (seen.has(jobNo)) say(`job ${jobNo} is done twice`);
      seen.add(jobNo);
      if (!job.able.includes(number)) say(`may not do job ${jobNo}`);
      if (begins < job.from || begins > job.to)
        say(`job ${jobNo} at ${begins}, not from ${job.from} to ${job.to}`);
      if (job.takesRoom) taken[technician.outlet] = (taken[technician.outlet] ?? 0) + 1;
      const meal = time.lunch?.before === index ? (technician.lunch?.seconds ?? 0) : 0;
      if (meal > 0) lunches.push([time.lunch?.at as number, free]);
      if (free + (travel[place * places + job.place] as number) + meal > begins)
        say(`is not at job ${jobNo} in time`);
      free = begins + job.seconds;
      place = job.place;
    }
    const meal = time.lunch?.before === route.length ? (technician.lunch?.seconds ?? 0) : 0;
    if (meal > 0) lunches.push([time.lunch?.at as number, free]);
    const back = free + meal + (travel[place * places + technician.end] as number);
    const waits = time.lunch ? Math.max(0, time.back - back) : 0;
    if (back + waits > technician.to || time.back > technician.to) say(`is back at ${time.back}`);
    if (!technician.lunch) continue;
    const [lunch] = lunches;
    if (!lunch && time.back > technician.lunch.to) say('has no lunch');
    if (lunch && (lunch[0] < lunch[1] || lunch[0] < technician.lunch.from || lunch[0] > technician.lunch.to))
      say(`has lunch at ${lunch[0]}`);
  }
  for (const [outlet, count] of taken.entries())
    if (count > (room[outlet] ?? 0)) breaches.push(`outlet ${outlet}: ${count} more jobs`);
  return breaches;
}
