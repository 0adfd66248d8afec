import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { type JobMap, jobId, QUEUE_NAMES, type QueueName } from '../domain/contracts/jobs.ts';
import type { Jobs } from '../services/ports.ts';

export interface QueueSet extends Jobs {
  /** Jobs waiting or in hand, by queue. */
  counts(): Promise<Record<QueueName, number>>;
  close(): Promise<void>;
}

/**
 * The sending side of the queues, on a connection that fails at once while Redis is away: nobody waits for a hint. A hint given twice is one job, as long as the first is not done. Tries end
 * after some two minutes; the sweep then finds the work again, so nothing stays in the failed list.
 */
export function createQueues(connection: Redis, onError: (error: Error) => void): QueueSet {
  const queues = new Map(
    QUEUE_NAMES.map((name) => {
      const queue = new Queue(name, {
        connection,
        defaultJobOptions: {
          attempts: 8,
          backoff: { type: 'exponential', delay: 500 },
          removeOnComplete: true,
          removeOnFail: true,
        },
      });
      queue.on('error', onError);
      return [name, queue] as const;
    }),
  );
  const queue = (name: QueueName): Queue => queues.get(name) as Queue;
  return {
    async hint<N extends QueueName>(name: N, jobs: JobMap[N][]) {
      if (jobs.length === 0) return;
      await queue(name).addBulk(
        jobs.map((data) => ({
          name,
          data,
          opts: { jobId: jobId(name, data), ...('priority' in data ? { priority: data.priority + 1 } : {}) },
        })),
      );
    },
    async counts() {
      const entries = QUEUE_NAMES.map(async (name) => {
        const { waiting = 0, active = 0, prioritized = 0, delayed = 0 } = await queue(name).getJobCounts();
        return [name, waiting + active + prioritized + delayed] as const;
      });
      return Object.fromEntries(await Promise.all(entries)) as Record<QueueName, number>;
    },
    async close() {
      await Promise.all([...queues.values()].map((each) => each.close()));
    },
  };
}
