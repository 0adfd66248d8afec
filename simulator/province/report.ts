import type { DemoAccount } from '../../domain/contracts/demo-account.ts';
import { type Findings, type Outside, reconcile } from './account.ts';
import { percentile } from './carrier-record.ts';

export interface Run {
  calls: number;
  rate: number;
  seed: string;
  /** Seconds from the first dial to the end of the last call. */
  callingSeconds: number;
  /** Seconds in all. */
  seconds: number;
  /** Requests of this side that had to be repeated, and breaks of the line to the carrier. */
  repeatedRequests: number;
  gaps: number;
  /** What people did at the desk and at the outlets. */
  deeds: Record<string, number>;
}

type Counts = Record<string, number>;

/** The closing table as data. */
export interface Report {
  calls: number;
  rate: number;
  seed: string;
  seconds: number;
  callsPerSecond: number;
  dialled: number;
  byDisposition: Counts;
  /** Nothing answered for the hotline, and it never heard of the call. */
  notReached: number;
  /** The emergency page took the call. */
  fallback: number;
  tickets: { told: number; texted: number; inHotline: number; unheard: number; byState: Counts };
  resolutions: number;
  surveysOwed: number;
  obligations: Record<string, Counts>;
  callsOut: { attempts: number; placed: number; byDisposition: Counts };
  line: LineReport | null;
  messages: Record<string, Counts>;
  webhooks: { documents: number; p50Ms: number; p99Ms: number; failed: number };
  deeds: Counts;
  repeatedRequests: number;
  gaps: number;
  unexplained: number;
  lost: number;
  doubled: number;
  misdirected: number;
  /** D1–D5 */
  dispatch: { counter: number; offers: Counts; overruled: number; days: number; full: number; stops: number };
  findings: Findings;
}

/** How the line and its agents did. Seconds; ratios 0–1, null when there is nothing to divide. */
export interface LineReport {
  agents: number;
  wanted: number;
  byEnding: Counts;
  /** Answered within 15 s, of those answered or given up after it. */
  serviceLevel: number | null;
  abandonment: number | null;
  waitSeconds: { p50: number; p90: number; longest: number };
  handleSeconds: { p50: number; p90: number };
  callbacks: { chosen: number; tries: number };
  missed: number;
  declined: number;
  transferred: number;
  ticketsByAgents: number;
}

const SERVICE_LEVEL_S = 15;
const seconds = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1_000;

function lineReport({ line }: DemoAccount, agents: AgentsLog | null): LineReport | null {
  if (!agents) return null;
  // A callback is a promise, not a wait at the telephone.
  const waited = line.filter(({ obligationId }) => obligationId === null);
  const waits = waited.flatMap(({ arrivedAt, answeredAt }) =>
    answeredAt ? [seconds(arrivedAt, answeredAt)] : [],
  );
  const gaveUp = waited.filter(({ ending }) => ending === 'abandoned');
  const late = gaveUp.filter(
    ({ arrivedAt, endedAt }) => endedAt && seconds(arrivedAt, endedAt) > SERVICE_LEVEL_S,
  );
  const counted = waits.length + late.length;
  const handled = agents.talks.flatMap(({ handledMs }) => (handledMs === null ? [] : [handledMs / 1_000]));
  return {
    agents: agents.count,
    wanted: line.length,
    byEnding: count(line.map(({ ending, state }) => ending ?? state)),
    serviceLevel: counted ? waits.filter((wait) => wait <= SERVICE_LEVEL_S).length / counted : null,
    abandonment: waited.length ? gaveUp.length / waited.length : null,
    waitSeconds: {
      p50: round(percentile(waits, 0.5)),
      p90: round(percentile(waits, 0.9)),
      longest: round(Math.max(0, ...waits)),
    },
    handleSeconds: { p50: round(percentile(handled, 0.5)), p90: round(percentile(handled, 0.9)) },
    callbacks: {
      chosen: line.filter(({ obligationId }) => obligationId !== null).length,
      tries: line.reduce((sum, { tries }) => sum + tries, 0),
    },
    missed: agents.missed,
    declined: agents.declined,
    transferred: agents.transferred,
    ticketsByAgents: agents.talks.filter(({ openedTicket }) => openedTicket).length,
  };
}

export interface AgentsLog {
  count: number;
  talks: { handledMs: number | null; openedTicket: boolean }[];
  missed: number;
  declined: number;
  transferred: number;
}

export function makeReport(
  run: Run,
  outside: Outside,
  account: DemoAccount,
  agents: AgentsLog | null,
): Report {
  const findings = reconcile(outside, account);
  const contacts = new Map(account.contacts.flatMap((contact) => contact.sids.map((sid) => [sid, contact])));
  const stories = outside.inbound.map(({ story }) => story);
  const told = new Set(
    [...outside.inbound, ...outside.outbound].flatMap(({ story }) => [...story.opened, ...story.complaints]),
  );
  const calls = outside.carrier;
  const documentMs = calls.flatMap((call) => call.documentMs);
  return {
    calls: run.calls,
    rate: run.rate,
    seed: run.seed,
    seconds: round(run.seconds),
    callsPerSecond: round(stories.length / run.callingSeconds),
    dialled: stories.length,
    byDisposition: count(
      stories.flatMap(({ sid }) => (contacts.has(sid) ? [contacts.get(sid)?.disposition ?? 'none yet'] : [])),
    ),
    notReached: stories.filter(({ sid }) => !contacts.has(sid)).length,
    fallback: stories.filter(({ fallback }) => fallback).length,
    tickets: {
      told: told.size,
      texted: outside.texted.size,
      inHotline: account.tickets.length,
      unheard: account.tickets.filter(({ number }) => !told.has(number)).length,
      byState: count(account.tickets.map(({ state }) => state)),
    },
    resolutions: account.tickets.reduce((sum, { resolutionNo }) => sum + resolutionNo, 0),
    surveysOwed: surveysOf(account),
    obligations: countBy(
      account.obligations.map(({ kind, settlement, state }) => [kind, settlement ?? state]),
    ),
    callsOut: {
      attempts: account.attempts.length,
      placed: calls.filter(({ attemptId }) => attemptId !== null).length,
      byDisposition: count(
        account.contacts.flatMap(({ direction, disposition }) =>
          direction === 'outbound' ? [disposition ?? 'none yet'] : [],
        ),
      ),
    },
    line: lineReport(account, agents),
    messages: Object.fromEntries(
      [...new Set(account.messages.map(({ template }) => template))].map((template) => [
        template,
        Object.fromEntries(
          account.messages.flatMap((row) => (row.template === template ? [[row.state, row.count]] : [])),
        ),
      ]),
    ),
    webhooks: {
      documents: documentMs.length,
      p50Ms: percentile(documentMs, 0.5),
      p99Ms: percentile(documentMs, 0.99),
      failed: calls.reduce((sum, { failedWebhooks }) => sum + failedWebhooks, 0),
    },
    deeds: run.deeds,
    repeatedRequests: run.repeatedRequests,
    gaps: run.gaps,
    unexplained: findings.unexplained.length,
    lost: findings.lost.length,
    doubled: findings.doubled.length,
    misdirected: findings.misdirected.length,
    dispatch: {
      counter: outside.counter.size,
      offers: count(account.offers.map(({ state }) => state)),
      overruled: account.offers.filter(({ overruled }) => overruled).length,
      days: account.days.length,
      full: account.days.filter(({ booked, capacity }) => booked >= capacity).length,
      stops: account.standings.filter(({ to }) => to === 'stopped').length,
    },
    findings,
  };
}

function surveysOf({ obligations, tickets }: DemoAccount): number {
  const ours = new Set(tickets.map(({ id }) => id));
  return obligations.filter(({ kind, ticketId }) => kind === 'survey' && ours.has(ticketId ?? 0)).length;
}

const round = (value: number): number => Math.round(value * 10) / 10;

function count(names: string[]): Counts {
  const counts: Counts = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([, a], [, b]) => b - a));
}

function countBy(pairs: [string, string][]): Record<string, Counts> {
  const groups = [...new Set(pairs.map(([group]) => group))];
  return Object.fromEntries(
    groups.map((group) => [group, count(pairs.flatMap(([of, name]) => (of === group ? [name] : [])))]),
  );
}

const SHOWN_FINDINGS = 20;

const share = (value: number | null): string => (value === null ? '–' : `${Math.round(value * 1_000) / 10}%`);

/** The closing table, for people. */
export function printed(report: Report): string {
  const { dialled, tickets, callsOut, webhooks, findings } = report;
  const lines: string[] = [''];
  const row = (name: string, value: number | string, note = '') =>
    lines.push(`  ${name.padEnd(30)}${String(value).padStart(8)}  ${note}`.trimEnd());
  const rows = (counts: Counts) => {
    for (const [name, value] of Object.entries(counts)) row(`  ${name}`, value);
  };
  const words = (counts: Counts) =>
    Object.entries(counts)
      .map(([name, value]) => `${name} ${value}`)
      .join(' · ');

  lines.push('Calls in');
  row('dialled', dialled, `${report.callsPerSecond}/s, seed ${report.seed}`);
  rows(report.byDisposition);
  if (report.notReached > 0) row('  hotline not reached', report.notReached);
  if (report.fallback > 0) row('(by the emergency page)', report.fallback);
  row('unexplained', report.unexplained);

  lines.push('', 'Tickets');
  row('told to callers', tickets.told, `by text message ${tickets.texted}`);
  row('in the hotline', tickets.inHotline, `${tickets.unheard} of them hung up on before they were told`);
  rows(tickets.byState);
  row('lost', report.lost);
  row('doubled', report.doubled);

  const { dispatch } = report;
  lines.push('', 'Dispatch');
  row('told at counters', dispatch.counter);
  rows(dispatch.offers);
  row('chosen by a dispatcher', dispatch.overruled);
  row('days booked', dispatch.days, `full ${dispatch.full}, stops ${dispatch.stops}`);
  row('misdirected', report.misdirected);

  lines.push('', 'Follow-up');
  row('resolutions', report.resolutions, `surveys owed ${report.surveysOwed}`);
  for (const [kind, counts] of Object.entries(report.obligations)) {
    row(
      `  ${kind}`,
      Object.values(counts).reduce((sum, each) => sum + each, 0),
      words(counts),
    );
  }
  row('attempts', callsOut.attempts, `placed with the carrier ${callsOut.placed}`);
  rows(callsOut.byDisposition);

  if (report.line) {
    const { line } = report;
    const { waitSeconds: wait, handleSeconds: handle } = line;
    lines.push('', `The line, ${line.agents} agents`);
    row('wanted a person', line.wanted);
    rows(line.byEnding);
    row('service level', share(line.serviceLevel), `within ${SERVICE_LEVEL_S} s`);
    row('abandonment', share(line.abandonment));
    row('wait', `${wait.p50} s`, `p90 ${wait.p90} s, longest ${wait.longest} s`);
    row('handling', `${handle.p50} s`, `p90 ${handle.p90} s, wrap-up included`);
    row('callbacks chosen', line.callbacks.chosen, `dialled ${line.callbacks.tries} times`);
    const { missed, declined, transferred } = line;
    row('not taken at first', missed + declined, `missed ${missed}, declined ${declined}`);
    row('transferred', transferred, `tickets by agents ${line.ticketsByAgents}`);
  }

  lines.push('', 'Text messages');
  for (const [template, counts] of Object.entries(report.messages)) {
    row(
      `  ${template}`,
      Object.values(counts).reduce((sum, each) => sum + each, 0),
      words(counts),
    );
  }

  lines.push('', 'Pace');
  row('seconds', report.seconds, words(report.deeds));
  row(
    'webhook answers',
    webhooks.documents,
    `p50 ${webhooks.p50Ms} ms, p99 ${webhooks.p99Ms} ms, failed ${webhooks.failed}`,
  );
  if (report.repeatedRequests + report.gaps > 0) {
    row('requests repeated', report.repeatedRequests, `line to the carrier broken ${report.gaps} times`);
  }
  for (const [name, found] of Object.entries(findings) as [string, string[]][]) {
    if (found.length === 0) continue;
    lines.push('', `${name}:`, ...found.slice(0, SHOWN_FINDINGS).map((each) => `  - ${each}`));
    if (found.length > SHOWN_FINDINGS)
      lines.push(`  … and ${found.length - SHOWN_FINDINGS} more (--json shows all)`);
  }
  lines.push('', isClean(report) ? 'Everything is accounted for.' : 'Not everything is accounted for.', '');
  return lines.join('\n');
}

export const isClean = ({ unexplained, lost, doubled, misdirected }: Report): boolean =>
  unexplained + lost + doubled + misdirected === 0;
