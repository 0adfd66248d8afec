import { hostname } from 'node:os';
import { Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../entities/data-source.ts';
import { createCarrier } from '../ivr/carrier.ts';
import { createReferenceCache, type ReferenceCache } from '../services/intake/reference.ts';
import { keepPairing } from '../services/line/keep-pairing.ts';
import type { Carrier, Clock, Nudges } from '../services/ports.ts';
import { createTransactor, type InTransaction } from '../services/transaction.ts';
import { setOrganisationZone } from '../services/zone.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { createDemoClock } from './demo-clock.ts';
import type { Logger } from './log.ts';
import { createNudges } from './nudges.ts';
import type { StopList } from './stop.ts';

/** What every process runs on, made once from its settings. */
export interface Wiring {
  config: Config;
  log: Logger;
  dataSource: DataSource;
  inTransaction: InTransaction;
  clock: Clock;
  nudges: Nudges;
  carrier: Carrier;
  /** For commands: fails at once while Redis is away. */
  redis: Redis;
  /** A connection for a BullMQ worker: waits for Redis to come back. */
  connectWorker: () => Redis;
  /** Categories, districts and policy, as they were at most half a minute ago. */
  reference: ReferenceCache;
  /** Who this process is, for leases. */
  name: string;
}

export async function wire(config: Config, log: Logger, stop: StopList): Promise<Wiring> {
  setOrganisationZone(config.timeZone);
  const dataSource = createDataSource({ url: config.databaseUrl });
  await dataSource.initialize();
  stop.add('database', () => dataSource.destroy());

  let away = false;
  /** Once for each time that Redis goes away, not for each try of each connection. */
  const complain = (error: unknown) => {
    if (!away) log.warn({ err: error }, 'Redis is away; MariaDB carries the work until it is back');
    away = true;
  };
  const connect = (options: object): Redis => {
    const redis = new Redis(config.redisUrl, {
      retryStrategy: (times) => Math.min(times * 100, 2_000),
      ...options,
    });
    redis.on('error', complain);
    redis.on('ready', () => {
      away = false;
    });
    stop.add('Redis', () => redis.disconnect());
    return redis;
  };
  const redis = connect({ enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  const nudges = createNudges(redis, connect({ maxRetriesPerRequest: null }));

  const { clock, offsetMs } = config.demo
    ? await createDemoClock({ dataSource, nudges, stop, log })
    : { clock: systemClock, offsetMs: () => 0 };
  const inTransaction = createTransactor(dataSource, ({ events, toRoute, line, desks }) => {
    if (toRoute.length > 0) nudges.send('route', { tickets: toRoute });
    if (events) nudges.send('outbox', null);
    if (desks.size > 0) nudges.send('desk', { personIds: [...desks] });
    if (line) {
      pairing.wake();
      nudges.send('line', null);
    }
  });
  const carrier = createCarrier({
    accountSid: config.twilio.accountSid,
    authToken: config.twilio.authToken,
    apiUrl: config.twilio.apiUrl,
    publicUrl: config.publicUrl,
    number: config.twilio.phoneNumber,
  });
  const pairing = keepPairing({
    dataSource,
    inTransaction,
    carrier,
    clock,
    callsPerSecond: config.callsPerSecond,
    onError: (error) => log.error({ err: error }, 'pairing callers with agents'),
  });
  stop.add('pairing', () => pairing.close());
  return {
    config,
    log,
    dataSource,
    inTransaction,
    clock,
    nudges,
    carrier: onCarrierTime(carrier, offsetMs),
    redis,
    connectWorker: () => connect({ maxRetriesPerRequest: null }),
    reference: createReferenceCache(dataSource.manager, clock, nudges),
    name: `${hostname()}-${process.pid}`,
  };
}

/** The carrier does not follow the demo clock: spans are asked for in its own time. */
function onCarrierTime(carrier: Carrier, offsetMs: () => number): Carrier {
  const real = (at: Date) => new Date(at.getTime() - offsetMs());
  return {
    ...carrier,
    listCallsTo: (number, from, to) => carrier.listCallsTo(number, real(from), real(to)),
    listMessagesTo: (number, from, to) => carrier.listMessagesTo(number, real(from), real(to)),
  };
}
