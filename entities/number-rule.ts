import { Column, Entity, Index, Unique } from 'typeorm';
import type { NumberRuleKind } from '../domain/vocabulary.ts';
import { Id, Name, OptionalRef, OptionalTime, Phone, Time, Word } from './columns.ts';

/**
 * How a number is to be treated: not called, blocked, a nuisance. Never deleted; one of a kind in force for a
 * number, by the unique index. One that has expired is over, whatever its mark says.
 */
@Entity('number_rule')
@Unique('number_rule_in_force', ['number', 'kind', 'openMark'])
@Index('number_rule_newest', ['createdAt'])
export class NumberRule {
  @Id() id: number;
  @Phone() number: string;
  @Word() kind: NumberRuleKind;
  @Name(300) reason: string;
  /** Null: the caller asked for it. */
  @OptionalRef() madeBy: number | null;
  /** The contact in which it came up. */
  @OptionalRef() contactId: number | null;
  @Time() createdAt: Date;
  /** Not in force from then on; null: without end. */
  @OptionalTime() expiresAt: Date | null;
  @OptionalTime() liftedAt: Date | null;
  @OptionalRef() liftedBy: number | null;
  @Name(300, { nullable: true }) liftReason: string | null;
  /** 1 until it is lifted or replaced, null afterwards. */
  @Column('tinyint', { nullable: true }) openMark: number | null;
}
