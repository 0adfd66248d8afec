import type { DataSource } from 'typeorm';
import type { Carrier, Clock, Nudges } from '../services/ports.ts';
import type { InTransaction } from '../services/transaction.ts';

/** As pino has it. */
export interface Log {
  info(details: object, text: string): void;
  warn(details: object, text: string): void;
  error(details: object, text: string): void;
}

/** What the phone menu is given, once, when a web process is wired. */
export interface IvrDeps {
  inTransaction: InTransaction;
  dataSource: DataSource;
  clock: Clock;
  carrier: Carrier;
  nudges: Nudges;
  log: Log;
  /** How the carrier reaches this hotline, without a closing slash. Signatures are checked against it. */
  publicUrl: string;
  /** The hotline's own, E.164: the only number that anybody sees who is put through to somebody. */
  hotlineNumber: string;
  authToken: string;
  /** Signs the links in text messages. */
  secret: string;
  timeZone: string;
}
