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

/** What a transaction did that others are to hear of once it is committed. */
export interface News {
  /** Events were appended: the relay is woken. */
  events: boolean;
  /** Those of tickets that are to be routed now. */
  toRoute: { eventId: number; ticketId: number }[];
  /** Somebody joined or left the line, or an agent became free. */
  line: boolean;
  /** Whose desks changed. */
  desks: Set<number>;
}
const written = new WeakMap<Tx, News>();
function newsOf(tx: Tx): News {
  let news = written.get(tx);
  if (!news) {
    news = { events: false, toRoute: [], line: false, desks: new Set() };
    written.set(tx, news);
  }
  return news;
}
export const markEventsWritten = (tx: Tx, toRoute: News['toRoute']): void => {
  const news = newsOf(tx);
  news.events = true;
  news.toRoute.push(...toRoute);
};
export const markLineChanged = (tx: Tx): void => {
  newsOf(tx).line = true;
};
export const markDeskChanged = (tx: Tx, personId: number): void => {
  newsOf(tx).desks.add(personId);
};

/**
 * @param onCommit called after the commit of a transaction that others are to hear of
 */
export function createTransactor(
  dataSource: DataSource,
  onCommit: (news: News) => void = () => {},
): InTransaction {
  return async (work) => {
    for (let attempt = 1; ; attempt++) {
      try {
        let news: News | undefined;
        const result = await dataSource.transaction(async (tx) => {
          const value = await work(tx);
          news = written.get(tx);
          return value;
        });
        if (news) onCommit(news);
        return result;
      } catch (error) {
        if (attempt >= MAX_TRIES || !RETRYABLE.has(errno(error) ?? 0)) throw error;
        // Those that collided come back at different moments.
        await sleep(randomInt(1, 10 * attempt));
      }
    }
  };
}
