import { startHands } from '../queues/at-hand.ts';
import { createHandlers } from '../queues/handlers.ts';
import { createQueues } from '../queues/jobs.ts';
import { startRelay } from '../queues/relay.ts';
import { startWorkers } from '../queues/workers.ts';
import { systemClock } from './clock.ts';
import { createTravel } from './plan/road-travel.ts';
import { threadSolver } from './plan/solver.ts';
import { runProcess } from './process.ts';
import { createPostOutside } from './webhooks/post-outside.ts';
import { wire } from './wiring.ts';

/** Said once by the wiring; BullMQ repeats it for each of its connections. */
const isRedisAway = (error: unknown): boolean =>
  ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes((error as { code?: string }).code ?? '') ||
  // The private one's socket while it is not there.
  /^connect ENOENT /.test((error as Error).message ?? '') ||
  /^(Connection is closed|Stream isn't writeable|Reached the max retries)/.test(
    (error as Error).message ?? '',
  );

/** The worker process: relay, sweeps and the queues' workers. */
await runProcess(async (config, log, stop) => {
  const wiring = await wire(config, log, stop);
  const onError = (error: unknown, part?: string) => {
    if (!isRedisAway(error)) log.error({ err: error, part }, 'worker');
  };

  const queues = createQueues(wiring.redis, onError);
  stop.add('queues', () => queues.close());
  const handlers = createHandlers({
    ...wiring,
    callsPerSecond: config.callsPerSecond,
    sessionSecret: config.sessionSecret,
    wallClock: systemClock,
    postOutside: createPostOutside({ privateToo: config.webhooksPrivate }),
    links: { secret: config.sessionSecret, publicUrl: config.publicUrl },
    solver: threadSolver,
    travel: createTravel({
      url: config.roadUrl,
      onTrouble: (error) => log.warn({ err: error }, 'the road service; coordinates are used instead'),
    }),
  });
  const workers = startWorkers({ connect: wiring.connectWorker, handlers, onError });
  stop.add('workers', () => workers.close());
  const hands = startHands(queues, handlers.routing, onError);
  stop.add('hands', () => hands.close());
  const relay = startRelay({ ...wiring, jobs: queues, hands, holder: wiring.name, onError });
  stop.add('relay', () => relay.close());

  log.info('worker runs');
  process.send?.({ ready: true });
});
