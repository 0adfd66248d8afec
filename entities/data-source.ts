import 'reflect-metadata';
import type { Pool, PoolConnection } from 'mysql2';
import {
  DataSource,
  type EntityManager,
  QueryFailedError,
  type QueryRunner,
  type ReplicationMode,
} from 'typeorm';
import * as boardView from './board-view.ts';
import * as call from './call.ts';
import * as campaign from './campaign.ts';
import * as cases from './case.ts';
import * as customer from './customer.ts';
import * as dayPlan from './day-plan.ts';
import * as desk from './desk.ts';
import * as doubt from './doubt.ts';
import * as fieldwork from './fieldwork.ts';
import * as followup from './followup.ts';
import * as imports from './imports.ts';
import * as integration from './integration.ts';
import * as journal from './journal.ts';
import * as knowledge from './knowledge.ts';
import * as masked from './masked.ts';
import * as replies from './message-reply.ts';
import { migrations } from './migrations/index.ts';
import * as network from './network.ts';
import * as numberRule from './number-rule.ts';
import * as organisation from './organisation.ts';
import * as policy from './policy.ts';
import * as reference from './reference.ts';
import * as setup from './setup.ts';
import * as supervision from './supervision.ts';
import * as ticket from './ticket.ts';

const entities = [
  boardView,
  call,
  campaign,
  cases,
  customer,
  dayPlan,
  desk,
  doubt,
  fieldwork,
  followup,
  imports,
  integration,
  journal,
  knowledge,
  masked,
  network,
  numberRule,
  organisation,
  policy,
  reference,
  replies,
  setup,
  supervision,
  ticket,
].flatMap((file) => Object.values(file));

const poolOf = ({ driver }: DataSource): Pool => (driver as unknown as { pool: Pool }).pool;

/**
 * Plain SQL goes straight to the driver. The mapper's own way there (its events, a wrapper and a stack for each
 * statement) costs the processor about as much again as the statement, and the hot paths speak SQL throughout.
 */
class PlainSqlSource extends DataSource {
  /** Beginning and end of a transaction too are plain SQL; what the mapper asks for itself it wants with more about it. */
  override createQueryRunner(mode?: ReplicationMode): QueryRunner {
    const runner = super.createQueryRunner(mode);
    const mapped = runner.query.bind(runner) as typeof runner.query;
    runner.query = (sql: string, parameters?: unknown[], structured?: boolean) =>
      structured ? mapped(sql, parameters, true) : this.query(sql, parameters, runner);
    return runner;
  }

  /** @throws QueryFailedError as the mapper does, with the stack of whoever asked */
  /** Homes are called once a day, and days never overbooked, by reading what others have just committed. */
  override async initialize(): Promise<this> {
    await super.initialize();
    const [{ level }] = await this.query<[{ level: string }]>('SELECT @@tx_isolation AS level');
    if (level === 'READ-COMMITTED') return this;
    await this.destroy();
    throw new Error(
      `The database runs with transaction isolation ${level}. Start it with --transaction-isolation=READ-COMMITTED.`,
    );
  }

  // biome-ignore lint/suspicious/noExplicitAny: as the mapper declares it
  override async query<T = any>(sql: string, parameters?: any[], runner?: QueryRunner): Promise<T> {
    if (runner?.isReleased) return super.query(sql, parameters, runner);
    return this.#ask('query', sql, parameters, runner);
  }

  prepared<T>(sql: string, parameters: unknown[], runner?: QueryRunner): Promise<T> {
    // Refused otherwise, while plain SQL takes it for NULL.
    const given = parameters.map((value) => value ?? null);
    return this.#ask('execute', sql, given, runner);
  }

  async #ask<T>(
    how: 'query' | 'execute',
    sql: string,
    parameters: unknown[] | undefined,
    runner: QueryRunner | undefined,
  ): Promise<T> {
    const connection: PoolConnection | Pool = runner ? await runner.connect() : poolOf(this);
    try {
      return await new Promise<T>((resolve, reject) => {
        const done = (error: unknown, result: unknown) => (error ? reject(error) : resolve(result as T));
        if (how === 'execute') connection.execute(sql, parameters as never, done);
        else connection.query(sql, parameters, done);
      });
    } catch (error) {
      throw new QueryFailedError(sql, parameters, error as Error);
    }
  }
}

/**
 * A statement whose text the database reads once for each connection, and from then on is only given what is asked: for
 * the hot paths, whose text is always the same. It takes no lists.
 *
 * @returns as `manager.query` does: rows, or what a change came to
 */
// biome-ignore lint/suspicious/noExplicitAny: as manager.query
export const prepared = <T = any>(manager: EntityManager, sql: string, parameters: unknown[]): Promise<T> =>
  (manager.dataSource as PlainSqlSource).prepared<T>(sql, parameters, manager.queryRunner);

/** Statements kept prepared for each connection; the server keeps 16,382 for all of them. */
const PREPARED_PER_CONNECTION = 100;

/**
 * Statements that may wait for each connection. Under more load than there is room for the rest is refused at once: an
 * answer that comes when nobody waits for it any more would only keep the others waiting.
 */
const WAITING_PER_CONNECTION = 10;

/**
 * The connection to MariaDB. Integers beyond 2^53 would arrive as strings rather than be rounded; every id
 * and every sum in fen stays far below, and arrives as a number.
 *
 * @param url mysql://user:password@host:port/database; with ?socketPath= through that Unix socket instead
 * @param poolSize connections held at most
 * @param idle connections kept when nothing goes on, and after how many milliseconds the others are closed
 */
export function createDataSource({
  url,
  poolSize = 20,
  idle,
}: {
  url: string;
  poolSize?: number;
  idle?: { kept: number; afterMs: number };
}): DataSource {
  return new PlainSqlSource({
    type: 'mariadb',
    url,
    socketPath: new URL(url).searchParams.get('socketPath') ?? undefined,
    entities,
    migrations,
    timezone: 'Z',
    charset: 'utf8mb4_unicode_ci',
    dateStrings: ['DATE'],
    supportBigNumbers: true,
    bigNumberStrings: false,
    poolSize,
    connectTimeout: 5_000,
    extra: {
      enableKeepAlive: true,
      queueLimit: poolSize * WAITING_PER_CONNECTION,
      maxPreparedStatements: PREPARED_PER_CONNECTION,
      ...(idle && { maxIdle: idle.kept, idleTimeout: idle.afterMs }),
    },
  });
}
