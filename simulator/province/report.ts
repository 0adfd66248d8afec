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
  messages: Record<string, Counts>;
  webhooks: { documents: number; p50Ms: number; p99Ms: number; failed: number };
  deeds: Counts;
  repeatedRequests: number;
  gaps: number;
  unexplained: number;
  lost: number;
  doubled: number;
  findings: Findings;
}

export function makeReport(run: Run, outside: Outside, account: DemoAccount): Report {
  const findings = reconcile(outside, account);
  const contacts = new Map(account.contacts.flatMap((contact) => contact.sids.map((sid) => [sid, contact])));
  const stories = outside.inbound.map(({ story }) => story);
  const told = new Set(
    [...outside.inbound, ...outside.outbound].flatMap(({ story }) => [...story.opened, ...story.complaints]),
  );
  const { documentMs, failedWebhooks, calls } = outside.carrier;
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
      failed: failedWebhooks,
    },
    deeds: run.deeds,
    repeatedRequests: run.repeatedRequests,
    gaps: run.gaps,
    unexplained: findings.unexplained.length,
    lost: findings.lost.length,
    doubled: findings.doubled.length,
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

export const isClean = ({ unexplained, lost, doubled }: Report): boolean =>
  unexplained + lost + doubled === 0;
