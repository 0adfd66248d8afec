import { Worker } from 'bullmq';
import { Redis } from 'ioredis';

/** The ceiling of routing: a bare BullMQ worker that has nothing to do. Says how many jobs it has had, when asked. */
const [, , queue = '', redisUrl = ''] = process.argv;
let done = 0;
const worker = new Worker(
  queue,
  async () => {
    done += 1;
  },
  { connection: new Redis(redisUrl, { maxRetriesPerRequest: null }), concurrency: 8 },
);
process.on('message', (wanted: number) => {
  const look = () => (done >= wanted ? process.send?.({ done }) : setTimeout(look, 1));
  look();
});
await worker.waitUntilReady();
process.send?.({ ready: true });
process.once('disconnect', () => process.exit());
process.once('SIGTERM', () => process.exit());
