import type { PhotoKind } from '../../../../domain/fieldwork/words.ts';
import type { ServiceActionName, UnfinishedOutcome } from '../../../../domain/vocabulary.ts';

/** What was done, for the list of what waits and for the page to show it as done. */
export type Deed =
  | { kind: 'action'; action: ServiceActionName; evidence: string | null; appointmentAt?: string }
  | { kind: 'photo'; photo: PhotoKind }
  | { kind: 'quote'; ref: string; totalFen: number }
  | { kind: 'approval'; quoteRef: string; name: string }
  | { kind: 'part'; name: string }
  | { kind: 'code'; purpose: 'completion' | 'quote' }
  | { kind: 'complete'; chargeFen: number }
  | { kind: 'end'; outcome: UnfinishedOutcome };

/** One deed that the hotline has not heard of yet, exactly as it will be sent. */
export interface Queued {
  /** Rises; they are sent in this order. Given by the store. */
  order: number;
  personId: number;
  ticketId: number;
  ticketNumber: string;
  /** The Idempotency-Key: the same thing sent twice has one effect. */
  key: string;
  path: string;
  /** JSON; null for bytes. */
  body: unknown;
  bytes: { data: ArrayBuffer; type: string } | null;
  deed: Deed;
  /** Milliseconds since 1970, as the hotline counts. */
  doneAt: number;
  /** Why the hotline will not have it; null while it waits. */
  refusal: { status: number; code: string; detail: string | null } | null;
}

export interface QueueStore {
  all(): Promise<Queued[]>;
  add(item: Omit<Queued, 'order'>): Promise<Queued>;
  put(item: Queued): Promise<void>;
  remove(order: number): Promise<void>;
}

/** What was read last, so that it can be read without a network. */
export interface KeptStore {
  read(): Promise<[string, unknown][]>;
  write(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  forget(): Promise<void>;
}
