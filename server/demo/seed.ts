import type { DataSource } from 'typeorm';
import { initialPolicy } from '../../domain/policy.ts';
import { Setting } from '../../entities/journal.ts';
import { PolicyVersion } from '../../entities/reference.ts';
import { organisationZone } from '../../services/zone.ts';
import { writeBrands } from './brands.ts';
import { writeCampaigns } from './campaigns.ts';
import { buildCoverage } from './coverage.ts';
import { CUSTOMERS, writeCustomers } from './customers.ts';
import { loadPrefectures } from './geography.ts';
import { writeHistory } from './history/write-history.ts';
import { writeImported } from './imported.ts';
import { writeKnowledge } from './knowledge.ts';
import { writePeople } from './logins.ts';
import { buildOutlets } from './network.ts';
import { writeNumberRules } from './number-rules.ts';
import { buildOrganisation } from './organisation.ts';
import { NumberBook } from './people.ts';
import { writePhoneSetup } from './phone-setup.ts';
import { writePrices } from './prices.ts';
import { Random } from './random.ts';
import { type RowSink, RowWriter } from './row-writer.ts';
import { writeSales } from './sales.ts';
import { writeStandings } from './standings.ts';
import { SEED_MARK } from './state.ts';
import { writeSystems } from './systems.ts';
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
  /** Units, outlets and logins, but no customers and no history. */
  networkOnly?: boolean;
  /** The hotline's own number, E.164. */
  hotline?: string;
  /** What the demo's other system is signed with; absent: there is none. */
  sessionSecret?: string | undefined;
  onProgress?: (progress: SeedProgress) => void;
}

/**
 * Fills an empty, migrated database with the demo province: a transaction for the network, one for the customers,
 * one for the history. A mark says until the last one that it is not finished, so that a seed that was broken off
 * is known as such (`stateOfData`).
 *
 * @returns rows written
 */
export async function seedDemo(dataSource: DataSource, options: SeedOptions): Promise<{ rows: number }> {
  const { now, scale = 1, seed = 1, hotline = '+864008009527', onProgress = () => {} } = options;
  const random = new Random(seed);
  const runner = dataSource.createQueryRunner();
  const writer = new RowWriter(dataSource, runner);
  const common = {
    writer,
    random,
    now,
    scale,
    zone: organisationZone(),
    numbers: new NumberBook(random.stream('numbers')),
  };
  const phase = async <T>(name: SeedPhase, work: (report: Report) => Promise<T>): Promise<T> => {
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
      writer.add(Setting, { name: SEED_MARK, value: { finished: false } });
      return writeProvince(common);
    });
    if (!options.networkOnly) {
      const build = { ...province, ...common, random: random.stream('customers') };
      const count = Math.round(CUSTOMERS * scale);
      const customers = await phase('customers', (report) =>
        writeCustomers({ ...build, count }, writer, report),
      );
      const world = { ...province, ...customers, numbers: common.numbers, policy: initialPolicy, hotline };
      await phase('history', (report) =>
        writeHistory(world, { ...common, random: random.stream('history') }, report),
      );
    }
    await runner.query(ORDER_OF_THE_DAY);
    await writeSales(runner, now);
    await writeImported(runner, now);
    if (options.sessionSecret) {
      const [{ last }] = await runner.query('SELECT MAX(id) AS last FROM person');
      const headquartersId = province.organisation.headquarters.id;
      const { sessionSecret } = options;
      const { staff } = province;
      const freePersonId = Number(last) + 1;
      writeSystems({ staff, headquartersId, freePersonId, sessionSecret, now, zone: common.zone }, writer);
      await writer.finish();
    }
    const mark = { finished: true, scale, seed, at: now.toISOString() };
    await runner.query('UPDATE setting SET value = ? WHERE name = ?', [JSON.stringify(mark), SEED_MARK]);
    return { rows: writer.rows };
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

/** Which of the technician's jobs of its day each visit ahead is. */
const ORDER_OF_THE_DAY = `UPDATE visit v JOIN (
    SELECT id, ROW_NUMBER() OVER (PARTITION BY technicianId, DATE(plannedAt + INTERVAL 8 HOUR) ORDER BY plannedAt, id) AS position
    FROM visit WHERE outcome = 'open' AND technicianId IS NOT NULL AND plannedAt IS NOT NULL
  ) ranked ON ranked.id = v.id SET v.plannedOrder = ranked.position`;

type Report = (share: number) => void;

interface Common {
  writer: RowSink;
  random: Random;
  now: Date;
  scale: number;
  zone: string;
  numbers: NumberBook;
}

/** Everything but customers and their history. */
export async function writeProvince({ writer, random, now, scale, zone, numbers }: Common) {
  const createdAt = new Date(now.getTime() - 400 * 86_400_000);
  writer.add(PolicyVersion, {
    id: 1,
    policy: initialPolicy,
    createdAt,
    createdBy: null,
    why: null,
    restoredId: null,
  });
  const organisation = buildOrganisation(loadPrefectures(), writer, random.stream('organisation'));
  const brands = writeBrands(writer, now);
  writeKnowledge(writer, createdAt);
  writePrices(writer);
  const build = { organisation, brands, random: random.stream('network'), now, scale: Math.max(1, scale) };
  const outlets = buildOutlets(build);
  const coverage = buildCoverage(build, outlets);
  const staff = await writePeople({ organisation, outlets, zone, now }, writer, random.stream('people'));
  writeCampaigns({ organisation, now, zone }, writer);
  writeNumberRules({ administrator: staff.administrator, now, zone }, writer);
  writePhoneSetup({ administrator: staff.administrator, now, zone }, writer);
  writeNetwork({ organisation, outlets, coverage, staff, zone }, writer, numbers, random.stream('homes'));
  writeStandings({ outlets, madeBy: staff.headquartersManager, now, zone }, writer);
  return { organisation, brands, outlets, coverage, staff };
}
