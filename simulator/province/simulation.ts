import type { DemoAccount } from '../../domain/contracts/demo-account.ts';
import type { Proof } from '../../domain/contracts/followup.ts';
import { Agents } from './agents.ts';
import { CalledPeople } from './called.ts';
import { callAll, type InboundCall } from './callers.ts';
import { readCarrier } from './carrier-record.ts';
import { Counters } from './counters.ts';
import { DemoClock } from './demo-clock.ts';
import { Desk } from './desk.ts';
import { Exchange } from './exchange.ts';
import { followUp, quietAccount } from './follow-up.ts';
import { Headquarters } from './headquarters.ts';
import { Hotline, Refused } from './hotline.ts';
import { Outlets } from './outlets.ts';
import { Phone } from './phone.ts';
import { inParallel } from './pool.ts';
import { Population } from './population.ts';
import type { Progress } from './progress.ts';
import { textedTicket } from './prompts.ts';
import { Random } from './random.ts';
import { makeReport, type Report } from './report.ts';
import { Work } from './work.ts';

export interface SimulationOptions {
  /** Base address of the hotline, without a closing slash. */
  url: string;
  calls: number;
  /** Calls dialled each second. */
  rate: number;
  /** Taken in at counters besides; with no calls, nobody is called back either. */
  tickets: number;
  seed: string;
  /** Questions answered at once, over some days: as many calls owed besides (F1), at a carrier that fails. */
  owed: number;
  /** Agents on duty; 0: nobody. */
  agents: number;
  progress: Progress;
  /** Aborted when the person at the keyboard has had enough. */
  signal: AbortSignal;
}

/** Trouble on the wires, as they come: callbacks repeated and out of order, connections that break. */
const FAULTS = { repeatStatusCallbacks: 2, shuffleStatusCallbacks: true, connectionFailures: 0.02 };
/** With calls owed in numbers the carrier also forgets to tell, and fails one request in ten, each time in another way. */
const OWED_FAULTS = { ...FAULTS, dropStatusCallbacks: 0.1, restErrorRate: 0.1 };
/** 0: it does as it is told, and the answer is lost. */
const CARRIER_FAILURES = [503, 0, 429, 500];
const FAILURE_MS = 3_000;
const DAYS = 4;
const NOBODY = '*';

/**
 * A province for as long as it takes: callers, outlets, the desk, and the customers who are called back, against a
 * running hotline; then the account of it all. What was set at the carrier is set back; the demo clock stays where
 * it has got to.
 */
export async function simulate(options: SimulationOptions): Promise<Report> {
  const { url, calls, rate, seed, progress, signal, owed } = options;
  const begun = performance.now();
  await requireDemo(url);
  // A machine that is busy with thousands of calls may let somebody wait for minutes.
  const hotline = new Hotline(url, { patienceMs: 300_000 });
  const phone = new Phone(hotline);
  const clock = new DemoClock(hotline);
  const since = await clock.read();
  const realSince = new Date();
  const population = await Population.read(hotline, new Random(seed, 'population'), calls);

  let failure: unknown;
  const onError = (error: unknown) => {
    failure ??= error;
  };
  const texted = new Set<string>();
  const desk = new Desk(hotline, { seed });
  const localTime = () => clock.localTime(clock.now());
  const people = new CalledPeople({ phone, exchange: () => exchange, population, seed, localTime });
  const exchange = new Exchange(phone, {
    onRing: (call) => void people.take(call).catch(onError),
    onFailed: (call) => void people.notRung(call).catch(onError),
    onMessage: (message) => {
      const number = textedTicket(message.body);
      if (number) texted.add(number);
      desk.readMessage(message).catch(onError);
    },
  });
  const outlets = new Outlets(hotline, { seed, now: () => clock.now() });
  await outlets.start();
  const agents = options.agents > 0 ? new Agents({ hotline, phone, seed, onError }, options.agents) : null;
  const counters = new Counters(hotline, { seed });
  const headquarters = new Headquarters(hotline);
  const work = new Work({ hotline, outlets, desk, clock, since, onError });
  const check = () => {
    if (failure) throw failure;
    signal.throwIfAborted();
  };

  const faultsBefore = await phone.faults();
  await exchange.start();
  // What older runs and the demo left is repaired before, so that nothing has to be afterwards.
  if (owed > 0) await prove(hotline);
  let failures = 0;
  const trouble = async () =>
    await phone.setFaults({
      ...OWED_FAULTS,
      restErrorStatus: CARRIER_FAILURES[failures++ % CARRIER_FAILURES.length],
    });
  const troubling = owed > 0 ? setInterval(() => void trouble().catch(onError), FAILURE_MS) : undefined;
  try {
    await phone.setFaults(FAULTS);
    await phone.setNumber(NOBODY, { pace: 'instant' });

    if (agents && !clock.isDaytime()) await clock.moveTo(clock.nextMorning());
    await agents?.start();

    progress.begin('calls');
    const inbound: InboundCall[] = [];
    work.beginWithCalls();
    const callingFrom = performance.now();
    const stopped = () => signal.aborted || failure !== undefined;
    const half = Math.ceil(options.tickets / 2);
    const atCounters = counters.takeIn({ tickets: options.tickets, rate, stopped }, (told) => {
      if (calls === 0) progress.update(told, options.tickets);
      // In the middle of it, so that what is being routed meets the stop.
      if (told === half) void headquarters.stopTheBusiest().catch(onError);
    });
    atCounters.catch(onError);
    await callAll({ exchange, phone, population, seed }, { calls, rate, stopped }, (call) => {
      inbound.push(call);
      progress.update(inbound.length, calls);
    });
    const callingSeconds = (performance.now() - callingFrom) / 1000;
    await atCounters;
    await work.endWithCalls();
    progress.end();
    for (let day = 0, answered = 0; day < DAYS && answered < owed; day++) {
      const questions = Math.min(Math.ceil(owed / DAYS), owed - answered);
      progress.begin('questions');
      await counters.answer({ questions, stopped }, async (number) => {
        await people.mayBeOut(number);
        progress.update(++answered, owed);
      });
      progress.end();
      check();
      if (answered < owed) await clock.moveTo(clock.nextMorning());
    }
    // Who chose a callback has it made while somebody is there.
    await agents?.goHome(() => signal.aborted || failure !== undefined);
    check();

    progress.begin('tickets');
    let most = 0;
    await work.finish((open) => {
      check();
      most = Math.max(most, open);
      if (open < most / 2) void headquarters.liftAll().catch(onError);
      progress.update(most - open, most);
    });
    progress.end();

    await headquarters.liftAll();
    progress.begin('follow-up');
    // Thousands of surveys at the carrier's pace take hours: those of counters' customers stay owed.
    if (calls + owed > 0)
      await followUp({ hotline, clock, desk, work, exchange, since }, (done, all) => {
        check();
        progress.update(done, all);
      });
    progress.end();
    check();

    const account = await quietAccount(hotline, since, exchange);
    await forgetOlder(hotline, texted, account);
    const proof = owed > 0 ? await prove(hotline) : null;
    const sids = inbound.map(({ story }) => story.sid);
    const numbers = new Set(people.calls.map(({ story }) => story.number));
    const known = people.calls.map((call) => call.carrier);
    const carrier = await readCarrier(phone, { sids, numbers, known, since: realSince });
    const deeds = {
      'jobs done': outlets.done,
      'assigned by hand': desk.assigned,
      'resolved by staff': desk.resolved,
      cancelled: desk.cancelled,
      'addresses by link': desk.completedByLink,
      'addresses by desk': desk.completedByDesk,
      'settled by agent': desk.settled,
      'outlets stopped': headquarters.stopped,
      'outlets lifted': headquarters.lifted,
    };
    const { repeated: repeatedRequests } = hotline;
    const run = { calls, rate, seed, callingSeconds, repeatedRequests, gaps: exchange.gaps, deeds };
    return makeReport(
      { ...run, seconds: (performance.now() - begun) / 1000 },
      {
        inbound,
        outbound: people.calls,
        unended: exchange.unended,
        counter: counters.told,
        texted,
        accepted: outlets.accepted,
        carrier,
        proof,
      },
      account,
      agents,
    );
  } finally {
    clearInterval(troubling);
    if (failure) await agents?.stop().catch(() => {});
    progress.end();
    await exchange.stop();
    await phone.setFaults(faultsBefore);
    await phone.setNumber(NOBODY, { pace: 'real' });
  }
}

/** A carrier that failed has messages wait: those about tickets from before this run are not of it. */
async function forgetOlder(hotline: Hotline, texted: Set<string>, { tickets }: DemoAccount): Promise<void> {
  const ours = new Set(tickets.map(({ number }) => number));
  const others = [...texted].filter((number) => !ours.has(number));
  await inParallel(others, 4, async (number) => {
    const { items } = await hotline.get<{ items: unknown[] }>(`/api/tickets?search=${number}`, 'dispatcher');
    if (items.length > 0) texted.delete(number);
  });
}

/** F5: headquarters has the ledger proved. */
async function prove(hotline: Hotline): Promise<Proof> {
  const { id: made } = await hotline.post<{ id: number }>('/api/followups/proofs', {}, 'hq');
  const { items } = await hotline.get<{ items: Proof[] }>('/api/followups/proofs', 'hq');
  const proof = items.find(({ id }) => id === made);
  if (!proof) throw new Error(`proof ${made} is not among the latest`);
  return proof;
}

/** Nobody waits for a hotline that was never started, or plays with a real one. */
async function requireDemo(url: string): Promise<void> {
  try {
    await new Hotline(url, { patienceMs: 3_000 }).get('/api/demo/clock');
  } catch (error) {
    if (error instanceof Refused)
      throw new NoDemo(`The hotline at ${url} is no demo: nobody calls it from here.`);
    throw new NoDemo(`No hotline answers at ${url}. Start it with npm start, or name its port with --port.`);
  }
}

export class NoDemo extends Error {}
