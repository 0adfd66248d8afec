import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { type JobHandlers, QUEUE_NAMES, type QueueName } from '../domain/contracts/jobs.ts';

/** How many jobs of a queue one process has in hand at once. */
const CONCURRENCY: Record<QueueName, number> = {
  routing: 8,
  deadlines: 4,
  'calls-out': 10,
  messages: 8,
  visits: 4,
  'call-checks': 4,
  'attempt-checks': 4,
  line: 8,
  recordings: 2,
  webhooks: 8,
  previews: 1,
  plans: 1,
  standing: 2,
  imports: 1,
  cases: 2,
};

export interface WorkersDeps {
  /** A connection of each worker's own, made as BullMQ wants it. */
  connect: () => Redis;
  handlers: JobHandlers;
  onError: (error: Error, queue: QueueName) => void;
}

/**
 * The receiving side: one BullMQ worker a queue. A job whose process dies is picked up by another one however
 * often that happens; what it does is claimed in MySQL, so doing it twice changes nothing.
 */
export function startWorkers({ connect, handlers, onError }: WorkersDeps): { close(): Promise<void> } {
  const workers = QUEUE_NAMES.map((name) => {
    const handler = handlers[name] as (job: unknown) => Promise<unknown>;
    const worker = new Worker(name, async (job) => void (await handler(job.data)), {
      connection: connect(),
      concurrency: CONCURRENCY[name],
      maxStalledCount: 1000,
      stalledInterval: 10_000,
      lockDuration: 15_000,
    });
    worker.on('error', (error) => onError(error, name));
    worker.on('failed', (_job, error) => onError(error, name));
    return worker;
  });
  return {
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}
