import type { DataSource } from 'typeorm';
import { type SeedProgress, seedDemo } from '../../../server/demo/seed.ts';
import { testDatabase } from '../../support/database.ts';

/** Eleven in the morning, on a Monday. */
export const AT = new Date('2026-03-02T03:00:00Z');
/** Half past three at night. */
export const NIGHT = new Date('2026-03-05T19:30:00Z');
export const SCALE = 0.1;
export const SESSION_SECRET = 'a session secret of the tests, long enough';

export interface Seeded {
  dataSource: DataSource;
  progress: SeedProgress[];
  rows: number;
}

/** A province of its own, a tenth of the size. */
export async function seedOne(now: Date, seed: number): Promise<Seeded> {
  const { dataSource } = await testDatabase({ poolSize: 4 });
  const progress: SeedProgress[] = [];
  const { rows } = await seedDemo(dataSource, {
    now,
    seed,
    scale: SCALE,
    sessionSecret: SESSION_SECRET,
    onProgress: (p) => progress.push(p),
  });
  return { dataSource, progress, rows };
}

const shared = new Map<Date, Promise<Seeded>>();

/** The province of that instant, made once in a run: only read from it, or leave it as it was. */
export function seeded(now: Date): Promise<Seeded> {
  const known = shared.get(now) ?? seedOne(now, 1);
  shared.set(now, known);
  return known;
}
