import 'reflect-metadata';
import { DataSource } from 'typeorm';
import * as boardView from './board-view.ts';
import * as call from './call.ts';
import * as campaign from './campaign.ts';
import * as customer from './customer.ts';
import * as dayPlan from './day-plan.ts';
import * as desk from './desk.ts';
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
  customer,
  dayPlan,
  desk,
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

/**
 * The connection to MariaDB. Integers beyond 2^53 would arrive as strings rather than be rounded; every id
 * and every sum in fen stays far below, and arrives as a number.
 *
 * @param url mysql://user:password@host:port/database
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
  return new DataSource({
    type: 'mariadb',
    url,
    entities,
    migrations,
    timezone: 'Z',
    charset: 'utf8mb4_unicode_ci',
    dateStrings: ['DATE'],
    supportBigNumbers: true,
    bigNumberStrings: false,
    poolSize,
    connectTimeout: 5_000,
    extra: { enableKeepAlive: true, ...(idle && { maxIdle: idle.kept, idleTimeout: idle.afterMs }) },
  });
}
