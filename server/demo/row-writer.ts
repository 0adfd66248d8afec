import type { DataSource, QueryRunner } from 'typeorm';

type EntityClass<T> = new () => T;

/** Takes rows, with ids of the caller's choosing. */
export interface RowSink {
  /** Takes one row with all its columns. */
  add<T extends object>(entity: EntityClass<T>, row: T): void;
  /** Sends what is full; called now and then. */
  drain(): Promise<void>;
}

interface Table {
  head: string;
  columns: string[];
  values: string[];
}

const ROWS = 1_000;
/** Below any server's max_allowed_packet. */
const CHARACTERS = 1_000_000;

/**
 * Writes rows about a thousand to a statement: many times faster than one by one. Rows are collected by `add`;
 * `drain` sends what is full while the next are made.
 */
export class RowWriter implements RowSink {
  readonly #dataSource: DataSource;
  readonly #runner: QueryRunner;
  readonly #tables = new Map<unknown, Table & { size: number }>();
  readonly #ready: string[] = [];
  #sending: Promise<unknown> = Promise.resolve();
  rows = 0;

  constructor(dataSource: DataSource, runner: QueryRunner) {
    this.#dataSource = dataSource;
    this.#runner = runner;
  }

  add<T extends object>(entity: EntityClass<T>, row: T): void {
    const table = this.#tables.get(entity) ?? this.#open(entity);
    let text = '(';
    for (const column of table.columns) {
      if (text.length > 1) text += ',';
      text += literal((row as Record<string, unknown>)[column]);
    }
    table.values.push(`${text})`);
    table.size += text.length;
    this.rows += 1;
    if (table.values.length >= ROWS || table.size >= CHARACTERS) this.#close(table);
  }

  /** Sends what is full; waits for the statement before, so that memory stays bounded. */
  async drain(): Promise<void> {
    while (this.#ready.length > 0) {
      await this.#sending;
      this.#sending = this.#runner.query(this.#ready.shift() as string);
      // Awaited with the next one; until then nobody else may be told.
      this.#sending.catch(() => {});
    }
  }

  /** Sends everything that is left. */
  async finish(): Promise<void> {
    for (const table of this.#tables.values()) this.#close(table);
    await this.drain();
    await this.#sending;
  }

  #open<T extends object>(entity: EntityClass<T>) {
    const metadata = this.#dataSource.getMetadata(entity);
    const names = metadata.columns.map((column) => column.databaseName);
    const table = {
      head: `INSERT INTO \`${metadata.tableName}\` (${names.map((name) => `\`${name}\``).join()}) VALUES `,
      columns: metadata.columns.map((column) => column.propertyName),
      values: [],
      size: 0,
    };
    this.#tables.set(entity, table);
    return table;
  }

  #close(table: Table & { size: number }): void {
    if (table.values.length === 0) return;
    this.#ready.push(table.head + table.values.join());
    table.values = [];
    table.size = 0;
  }
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (Buffer.isBuffer(value)) return `x'${value.toString('hex')}'`;
  if (value instanceof Date) return `'${value.toISOString().slice(0, 23).replace('T', ' ')}'`;
  return quote(JSON.stringify(value));
}

/** Only these two end a string or change it; JSON keeps its double quotes as they are, and stays short. */
const quote = (text: string): string => `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
