import { Entity, Index, PrimaryColumn } from 'typeorm';
import type { PolicyComparison, PreviewChange } from '../domain/policy/comparison.ts';
import type { Policy } from '../domain/policy.ts';
import type { PreviewState } from '../domain/vocabulary.ts';
import { Count, Id, Json, OptionalRef, OptionalTime, Ref, Text, Time, Word } from './columns.ts';

/** What is being changed about the policy; put in force it becomes the next PolicyVersion. There is one for all. */
@Entity('policy_draft')
export class PolicyDraft {
  @Id() id: number;
  @Index({ unique: true }) @Word() slot: 'draft';
  /** Grows with each save. */
  @Count({ default: 1 }) revision: number;
  @Json() body: Policy;
  /** The version that was in force when it was begun; 0: the values at the start. */
  @Ref() basedOn: number;
  @OptionalRef() editedBy: number | null;
  @Time() editedAt: Date;
}

/** The tickets of a month, routed again under the policy in force and under another. */
@Entity('policy_preview')
@Index('policy_preview_due', ['state', 'nextActionAt'])
export class PolicyPreview {
  @Id() id: number;
  @Word() state: PreviewState;
  @Json() policy: Policy;
  /** The version that it is compared with. */
  @Ref() basedOn: number;
  @OptionalRef() requestedBy: number | null;
  @Index() @Time() requestedAt: Date;
  /** Tickets routed so far, of so many. */
  @Count() done: number;
  @Count() total: number;
  @Json({ nullable: true }) result: PolicyComparison | null;
  /** When it is to be taken up: at once, or when whoever has it in hand has not been heard of. */
  @OptionalTime() nextActionAt: Date | null;
  @OptionalTime() finishedAt: Date | null;
  @Text() trouble: string | null;
}

/** One ticket that would have gone elsewhere. */
@Entity('policy_preview_change')
export class PolicyPreviewChange {
  @PrimaryColumn('bigint', { unsigned: true }) previewId: number;
  @PrimaryColumn('int', { unsigned: true }) position: number;
  @Ref() ticketId: number;
  @Json() change: PreviewChange;
}
