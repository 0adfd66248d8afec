import type { Pool, PoolConnection, RowDataPacket } from 'mysql2';
import type { DataSource } from 'typeorm';
import { isDuplicate, type Tx } from '../services/transaction.ts';
import type { Memory, StateName } from './flow/types.ts';

/** One answered webhook: where the caller then was, and what was answered. */
export interface StepRow {
  callSid: string;
  step: number;
  state: StateName;
  memory: Memory;
  /** Keys or words; null where there were none. */
  input: string | null;
  answer: string;
  at: Date;
}

export interface StoredStep {
  state: StateName;
  memory: Memory;
  answer: string;
}

const COLUMNS = ['callSid', 'step', 'state', 'memory', 'input', 'answer', 'at'] as const;
const ONE = `(${COLUMNS.map(() => '?').join()})`;
const INSERT = `INSERT INTO call_step (${COLUMNS.map((column) => `\`${column}\``).join()}) VALUES `;
const values = (row: StepRow): unknown[] =>
  COLUMNS.map((column) => (column === 'memory' ? JSON.stringify(row.memory) : row[column]));

/** Statements at once, and rows in one: while these are on their way, what comes in gathers for the next. */
const MAX_FLIGHTS = 2;
const MAX_ROWS = 64;
/** A statement that hangs longer has lost its connection. */
const STATEMENT_TIMEOUT_MS = 7_000;

interface Waiting {
  row: StepRow;
  done: (written: boolean) => void;
  fail: (error: unknown) => void;
}

/**
 * The rows of call_step. Steps that only speak are the hot path, and their rows depend on nothing: they go to
 * the driver directly, those that come together as one insert. This is the only place of the phone menu that
 * goes around the mapper.
 */
export class StepStore {
  readonly #dataSource: DataSource;
  readonly #waiting: Waiting[] = [];
  #flights = 0;

  constructor(dataSource: DataSource) {
    this.#dataSource = dataSource;
  }

  /** The step itself, if it was answered before, and the one before it. */
  async load(callSid: string, step: number): Promise<{ done: StoredStep | null; before: StoredStep | null }> {
    const rows: (StoredStep & { step: number })[] = await this.#dataSource.query(
      'SELECT step, state, memory, answer FROM call_step WHERE callSid = ? AND step IN (?, ?)',
      [callSid, step, Math.max(0, step - 1)],
    );
    const at = (wanted: number): StoredStep | null => {
      const row = rows.find((one) => one.step === wanted);
      return row
        ? { ...row, memory: typeof row.memory === 'string' ? JSON.parse(row.memory) : row.memory }
        : null;
    };
    return { done: at(step), before: step > 0 ? at(step - 1) : null };
  }

  /** Claims the step within a transaction: a duplicate undoes all of it. */
  async insertWith(tx: Tx, row: StepRow): Promise<void> {
    await tx.query(INSERT + ONE, values(row));
  }

  /** Claims the step on its own. @returns false when it was claimed before: its stored answer stands. */
  insert(row: StepRow): Promise<boolean> {
    return new Promise((done, fail) => {
      this.#waiting.push({ row, done, fail });
      this.#depart();
    });
  }

  #depart(): void {
    if (this.#flights >= MAX_FLIGHTS || this.#waiting.length === 0) return;
    const batch = this.#waiting.splice(0, MAX_ROWS);
    this.#flights++;
    this.#write(batch).finally(() => {
      this.#flights--;
      this.#depart();
    });
  }

  /** One statement for all; when one of them is a duplicate none was written, and each goes alone. */
  async #write(batch: Waiting[]): Promise<void> {
    try {
      await this.#run(
        INSERT + batch.map(() => ONE).join(),
        batch.flatMap(({ row }) => values(row)),
      );
      for (const { done } of batch) done(true);
    } catch (error) {
      if (isDuplicate(error) && batch.length > 1) {
        for (const one of batch) await this.#write([one]);
        return;
      }
      for (const { done, fail } of batch) isDuplicate(error) ? done(false) : fail(error);
    }
  }

  async #run(sql: string, parameters: unknown[]): Promise<void> {
    const connection = await this.#connection();
    try {
      await new Promise<void>((resolve, reject) => {
        connection.query<RowDataPacket[]>(
          { sql, values: parameters, timeout: STATEMENT_TIMEOUT_MS },
          (error) => (error ? reject(error) : resolve()),
        );
      });
      connection.release();
    } catch (error) {
      // After a duplicate the connection is sound; after anything else nobody knows.
      if (isDuplicate(error)) connection.release();
      else connection.destroy();
      throw error;
    }
  }

  #connection(): Promise<PoolConnection> {
    const { pool } = this.#dataSource.driver as unknown as { pool: Pool };
    return new Promise((resolve, reject) => {
      pool.getConnection((error, connection) => (error ? reject(error) : resolve(connection)));
    });
  }
}
