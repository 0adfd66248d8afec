/**
 * The queues and what their jobs carry. A job is a hint that something is due now: the truth, and what to do
 * about it, is in MySQL. Losing a job costs a sweep's delay, never the work.
 */
export interface JobMap {
  routing: { ticketId: number };
  /** An offer whose time is over (D4), or a ticket whose deadlines have to be looked at (D6). */
  deadlines: { subject: DeadlineSubject };
  /** F4: a lower priority is dialled sooner. */
  'calls-out': { obligationId: number; priority: number };
  messages: { messageId: number };
  /** A visit whose customer is to be reminded, or to which nobody came. */
  visits: { visitId: number };
  /** Calls and attempts of which nothing was heard for a while: the carrier is asked. */
  'call-checks': { callSid: string };
  'attempt-checks': { attemptId: number };
  /** Of the line and the desks: an offer, wrap-up or browser whose time is over, a callback to dial, a conference or a masked call to look after. */
  line: { subject: LineSubject };
  /** A policy to be tried on last month's tickets. */
  previews: { previewId: number };
  /** A recording to delete at the carrier, or a pause that was forgotten. */
  recordings: { subject: `${'delete' | 'pause'}-${number}` };
  /** An endpoint that is behind, or one delivery that somebody wants sent again. */
  webhooks: { subject: `${'endpoint' | 'delivery'}-${number}` };
  /** A plan of a day to be worked out. */
  plans: { planId: number };
  /** S4: a change of standing to begin, or whose open tickets are still to be moved. */
  standing: { changeId: number };
  /** A file to be looked through or taken in. */
  imports: { importId: number };
  /** C4: a case whose deadline has passed. */
  cases: { caseId: number };
}
export type DeadlineSubject = `${'offer' | 'ticket'}-${number}`;
export type LineSubject = `${'offer' | 'desk' | 'callback' | 'conference' | 'masked'}-${number}`;
export type QueueName = keyof JobMap;
export type JobOf<N extends QueueName> = JobMap[N];
export type JobHandlers = { [N in QueueName]: (job: JobMap[N]) => Promise<unknown> };
export const QUEUE_NAMES = [
  'routing',
  'deadlines',
  'calls-out',
  'messages',
  'visits',
  'call-checks',
  'attempt-checks',
  'line',
  'recordings',
  'webhooks',
  'previews',
  'plans',
  'standing',
  'imports',
  'cases',
] as const satisfies QueueName[];

/** A job's id: its queue's subject and id. BullMQ refuses `:` and plain integers. */
export function jobId<N extends QueueName>(queue: N, job: JobMap[N]): string {
  return `${queue}-${Object.values(job)[0]}`;
}
