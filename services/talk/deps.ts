import type { DataSource } from 'typeorm';
import type { Carrier, Clock } from '../ports.ts';
import type { InTransaction } from '../transaction.ts';

/** What it takes to move people about at the carrier. */
export interface TalkDeps {
  dataSource: DataSource;
  inTransaction: InTransaction;
  carrier: Carrier;
  clock: Clock;
}

/** Where a customer's call is led to; what awaits them there is decided when the carrier asks. */
export const joinPath = (contactId: number): string => `/twilio/line/${contactId}/join`;
/** Back into the line: `dropped` with a word of apology, `transfer` on the way to somebody else. */
export const againPath = (contactId: number, why: 'dropped' | 'transfer'): string =>
  `/twilio/line/${contactId}/again/${why}`;

/** Seconds after which the carrier is asked who is in a conference. */
export const FIRST_LOOK_SECONDS = 10;
export const LOOK_AGAIN_SECONDS = 60;
