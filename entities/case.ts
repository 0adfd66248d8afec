import { Entity, Index, Unique } from 'typeorm';
import type {
  CaseCause,
  CaseKind,
  CaseLevel,
  CaseState,
  CustomerWord,
  EvaluationItem,
  SurveyQuestion,
} from '../domain/vocabulary.ts';
import { Count, Id, Json, OptionalRef, OptionalTime, Ref, Text, Time, Word } from './columns.ts';

/**
 * F3, C1–C5, S1, M1: what an answer that was not content became: a complaint, a case of the outlet, or of the
 * manufacturer. Nobody types one; one of each kind per survey. Its evidence is the survey's: the answers, and what was
 * recorded in its calls.
 */
@Entity('quality_case')
@Unique('quality_case_once', ['obligationId', 'kind'])
@Index('quality_case_due', ['nextActionAt'])
@Index('quality_case_ticket', ['ticketId'])
@Index('quality_case_open', ['state', 'level', 'id'])
@Index('quality_case_region', ['regionId', 'state', 'id'])
@Index('quality_case_store', ['storeId', 'state', 'id'])
@Index('quality_case_outlet', ['outletId', 'kind', 'id'])
@Index('quality_case_owner', ['ownerId', 'state', 'id'])
export class QualityCase {
  @Id() id: number;
  @Word() kind: CaseKind;
  @Word() state: CaseState;
  /** C4: it goes up, and never down. */
  @Word() level: CaseLevel;
  /** Rises by one with every change. */
  @Count({ default: 1 }) version: number;
  /** The rule that made it. */
  @Word() rule: 'F3' | 'S1' | 'M1';
  /** S1: item of the evaluation standard, and what it counted when the case was made. */
  @Word({ nullable: true }) item: EvaluationItem | null;
  @Count() points: number;
  /** The questions whose answers led to it. */
  @Json() grounds: SurveyQuestion[];
  @Ref() obligationId: number;
  @OptionalRef() ticketId: number | null;
  /** The call in which the answers were given; null when an agent gave them without one. */
  @OptionalRef() contactId: number | null;
  /** Whose work it is about, as the survey has it. */
  @OptionalRef() regionId: number | null;
  @OptionalRef() storeId: number | null;
  @OptionalRef() outletId: number | null;
  @OptionalRef() brandId: number | null;
  /** C4: the unit and, where there is one, the person that it belongs to. */
  @OptionalRef() unitId: number | null;
  @OptionalRef() ownerId: number | null;
  @Time() openedAt: Date;
  @Time() dueAt: Date;
  /** When it climbs, or is late for good; null: nothing is to be done by itself. */
  @OptionalTime() nextActionAt: Date | null;
  @OptionalTime() takenAt: Date | null;
  /** C5 */
  @OptionalTime() closedAt: Date | null;
  @OptionalRef() closedBy: number | null;
  @Word({ nullable: true }) cause: CaseCause | null;
  @Text() remedy: string | null;
  @Word({ nullable: true }) word: CustomerWord | null;
  /** What the customer said to it. */
  @Text() said: string | null;
}
