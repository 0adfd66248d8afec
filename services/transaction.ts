import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';

/** The open transaction: first argument of every use case. */
export type Tx = EntityManager;

/** Runs `work` in one transaction, again when MariaDB asks for it. */
export type InTransaction = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** 1213 deadlock, 1020 row changed since read, 1205 lock wait: nothing was committed, the same may go through now. */
const RETRYABLE = new Set([1213, 1020, 1205]);
const MAX_TRIES = 8;

const errno = (error: unknown): number | undefined =>
  (error as { driverError?: { errno?: number }; errno?: number })?.driverError?.errno ??
  (error as { errno?: number })?.errno;

/** Whether an insert met a unique index. */
export const isDuplicate = (error: unknown): boolean => errno(error) === 1062;

/** Transactions that wrote events, so that the relay is woken once they are committed. */
const wroteEvents = new WeakSet<Tx>();
export const markEventsWritten = (tx: Tx): void => {
  wroteEvents.add(tx);
};

/**
 * @param onEvents called after the commit of a transaction that appended events
 */
export function createTransactor(dataSource: DataSource, onEvents: () => void = () => {}): InTransaction {
  return async (work) => {
    for (let attempt = 1; ; attempt++) {
      try {
        let events = false;
        const result = await dataSource.transaction(async (tx) => {
          const value = await work(tx);
          events = wroteEvents.has(tx);
          return value;
        });
        if (events) onEvents();
        return result;
      } catch (error) {
        if (attempt >= MAX_TRIES || !RETRYABLE.has(errno(error) ?? 0)) throw error;
        // Those that collided come back at different moments.
        await sleep(randomInt(1, 10 * attempt));
      }
    }
  };
}
