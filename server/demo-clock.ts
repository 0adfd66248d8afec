import type { DataSource } from 'typeorm';
import type { Clock, Nudges } from '../services/ports.ts';
import { movableClock } from './clock.ts';
import type { Logger } from './log.ts';
import type { StopList } from './stop.ts';

const SETTING = 'clockOffsetMs';
const POLL_MS = 1_000;

/**
 * The demo's clock: as far ahead of the machine's as the virtual phone has moved it, in every process. Kept in
 * MySQL, so that a restart does not fall back in time.
 */
export async function createDemoClock(deps: {
  dataSource: DataSource;
  nudges: Nudges;
  stop: StopList;
  log: Logger;
}): Promise<{ clock: Clock; offsetMs: () => number }> {
  const { dataSource, nudges, stop, log } = deps;
  const clock = movableClock();
  const read = async () => {
    clock.offsetMs = await readClockOffset(dataSource);
  };
  await read();
  nudges.on('clock:moved', () => void read().catch((err) => log.warn({ err }, 'demo clock')));
  const timer = setInterval(() => void read().catch((err) => log.warn({ err }, 'demo clock')), POLL_MS);
  stop.add('demo clock', () => clearInterval(timer));
  return { clock, offsetMs: () => clock.offsetMs };
}

export async function readClockOffset(dataSource: DataSource): Promise<number> {
  const [row] = await dataSource.query('SELECT value FROM setting WHERE name = ?', [SETTING]);
  return row ? Number(row.value) : 0;
}

/** Moves the clock of the whole demo, forward or back. */
export async function moveDemoClock(dataSource: DataSource, offsetMs: number): Promise<void> {
  await dataSource.query(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON DUPLICATE KEY UPDATE value = VALUES(value)',
    [SETTING, JSON.stringify(offsetMs)],
  );
}
