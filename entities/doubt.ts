import { Entity, Index, PrimaryColumn } from 'typeorm';
import type { DoubtKind, DoubtState } from '../domain/vocabulary.ts';
import { Count, Id, Json, Name, OptionalRef, OptionalTime, Phone, Text, Time, Word } from './columns.ts';

/** S9: a result of follow-up calls that is doubtful, with the calls that show it. Raised once; never deleted. */
@Entity('doubt')
@Index('doubt_state', ['state', 'kind', 'id'])
export class Doubt {
  @Id() id: number;
  @Word() kind: DoubtKind;
  /** What makes it the only one of its kind: services/honesty/raise.ts. */
  @Index('doubt_key', { unique: true }) @Name(80) dedupKey: string;
  @Word() state: DoubtState;
  @OptionalRef() regionId: number | null;
  @OptionalRef() storeId: number | null;
  @OptionalRef() outletId: number | null;
  /** The number that it is about. */
  @Phone({ nullable: true }) number: string | null;
  /** The figures that it rests on, by name. */
  @Json() figures: Record<string, number>;
  /** The calls that were owed whose answers show it; the first two hundred. */
  @Json() obligationIds: number[];
  @Time() raisedAt: Date;
  @OptionalTime() decidedAt: Date | null;
  @OptionalRef() decidedBy: number | null;
  @Text() reason: string | null;
}

/** S9: the look through the results of one day of the organisation. */
@Entity('doubt_round')
export class DoubtRound {
  @PrimaryColumn('date') day: string;
  @Time() madeAt: Date;
  /** Doubts that it raised. */
  @Count() raised: number;
}
