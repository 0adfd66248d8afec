import type { DataSource, QueryRunner } from 'typeorm';
import { initialPolicy } from '../../domain/policy.ts';
import { Setting } from '../../entities/journal.ts';
import { PolicyVersion } from '../../entities/reference.ts';
import { organisationZone } from '../../services/zone.ts';
import { writeBrands } from './brands.ts';
import { buildCoverage } from './coverage.ts';
import { CUSTOMERS, writeCustomers } from './customers.ts';
import { loadPrefectures } from './geography.ts';
import { writeHistory } from './history/write-history.ts';
import { writePeople } from './logins.ts';
import { buildOutlets } from './network.ts';
import { buildOrganisation } from './organisation.ts';
import { NumberBook } from './people.ts';
import { Random } from './random.ts';
import { RowWriter } from './row-writer.ts';
import { writeNetwork } from './write-network.ts';

export type SeedPhase = 'network' | 'customers' | 'history';
export interface SeedProgress {
  phase: SeedPhase;
  /** From 0 to 1. */
  done: number;
}

export interface SeedOptions {
  /** The instant at which the history ends. */
  now: Date;
  /** 1: 600 outlets, 20,000 customers, three months of about 12,000 tickets. Below 1 the network stays whole. */
  scale?: number;
  /** The same seed, scale and instant make the same province. */
  seed?: string | number;
  /** The hotline's own number, E.164. */
  hotline?: string;
  onProgress?: (progress: SeedProgress) => void;
}

const MARK = 'demo_seed';

/**
 * Fills an empty, migrated database with the demo province. Three transactions; a mark says until the last one
 * that it is not finished, so that a seed that was broken off is known as such (`stateOfSeed`).
 *
 * @returns rows written
 */
export async function seedDemo(dataSource: DataSource, options: SeedOptions): Promise<{ rows: number }> {
  const { now, scale = 1, seed = 1, hotline = '+864008009527', onProgress = () => {} } = options;
  const random = new Random(seed);
  const zone = organisationZone();
  const numbers = new NumberBook(random.stream('numbers'));
  const runner = dataSource.createQueryRunner();
  const writer = new RowWriter(dataSource, runner);
  const phase = async <T>(
    name: SeedPhase,
    work: (report: (share: number) => void) => Promise<T>,
  ): Promise<T> => {
    const report = (done: number) => onProgress({ phase: name, done });
    report(0);
    await runner.startTransaction();
    const result = await work(report);
    await writer.finish();
    await runner.commitTransaction();
    report(1);
    return result;
  };
  try {
    const province = await phase('network', async () => {
      writer.add(Setting, { name: MARK, value: { finished: false, scale, seed } });
      writer.add(PolicyVersion, {
        id: 1,
        policy: initialPolicy,
        createdAt: daysBefore(now, 400),
        createdBy: null,
        why: null,
      });
      const organisation = buildOrganisation(loadPrefectures(), writer, random.stream('organisation'));
      const brands = writeBrands(writer, now);
      const build = {
        organisation,
        brands,
        random: random.stream('network'),
        now,
        scale: Math.max(1, scale),
      };
      const outlets = buildOutlets(build);
      const coverage = buildCoverage(build, outlets);
      const staff = await writePeople({ organisation, outlets, zone, now }, writer, random.stream('people'));
      writeNetwork({ organisation, outlets, coverage, staff, zone }, writer, numbers);
      return { organisation, brands, outlets, coverage, staff };
    });
    const customers = await phase('customers', (report) =>
      writeCustomers(
        {
          ...province,
          numbers,
          random: random.stream('customers'),
          now,
          zone,
          count: Math.round(CUSTOMERS * scale),
        },
        writer,
        report,
      ),
    );
    await phase('history', (report) => {
      const policy = initialPolicy;
      const world = { ...province, ...customers, numbers, policy, hotline };
      return writeHistory(world, { random: random.stream('history'), writer, zone, now, scale }, report);
    });
    await markFinished(runner, { scale, seed, at: now.toISOString() });
    return { rows: writer.rows };
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000);

async function markFinished(runner: QueryRunner, value: object): Promise<void> {
  const mark = JSON.stringify({ finished: true, ...value });
  await runner.query('UPDATE setting SET value = ? WHERE name = ?', [mark, MARK]);
}
