import { Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { SurveyScript } from '../domain/followup/script.ts';
import type {
  AttemptState,
  ObligationKind,
  ObligationState,
  Settlement,
  SetupState,
} from '../domain/vocabulary.ts';
import {
  Count,
  Day,
  Id,
  Json,
  Name,
  OptionalRef,
  OptionalTime,
  Phone,
  Ref,
  Sid,
  Text,
  Time,
  Word,
} from './columns.ts';

/** A call that is owed (F1, F4, H2). Never deleted; settled once. */
@Entity('obligation')
@Index('obligation_due', ['state', 'priority', 'nextActionAt'])
@Index('obligation_open', ['state', 'kind', 'dueAt'])
@Index('obligation_opened', ['openedAt', 'state'])
export class Obligation {
  @Id() id: number;
  /** What makes it the only one of its kind: domain/followup/obligation-key.ts. */
  @Name(80, { unique: true }) dedupKey: string;
  @Word() kind: ObligationKind;
  @Index() @OptionalRef() ticketId: number | null;
  @Count({ nullable: true, default: null }) resolutionNo: number | null;
  @OptionalRef() contactId: number | null;
  @Index() @Phone() number: string;
  @Name(4) language: string;
  /** Whose work it is about, as it was when the call became owed (F5). */
  @OptionalRef() regionId: number | null;
  @OptionalRef() storeId: number | null;
  @OptionalRef() outletId: number | null;
  @OptionalRef() brandId: number | null;
  @Word() state: ObligationState;
  /** Lower is sooner: promised before surveys (F4). */
  @Count() priority: number;
  @Time() openedAt: Date;
  @Time() dueAt: Date;
  /** Null: nobody dials, an agent has it. */
  @OptionalTime() nextActionAt: Date | null;
  @Count() attempts: number;
  @Word({ nullable: true }) settlement: Settlement | null;
  @OptionalTime() settledAt: Date | null;
  @OptionalRef() settledBy: number | null;
  /** Who has it in hand, and since when (services/followup/claim.ts). */
  @Index('obligation_claimed') @OptionalRef() claimedBy: number | null;
  @OptionalTime() claimedAt: Date | null;
  /** For a person: not before. */
  @OptionalTime() callAt: Date | null;
  @Text() note: string | null;
  /** The survey script that it is asked by, from its first question on (services/followup/scripts.ts). */
  @Count({ nullable: true, default: null }) scriptVersion: number | null;
  /** S9: a second call about this survey, to be made by anybody but this person. */
  @OptionalRef() surveyId: number | null;
  @OptionalRef() notBy: number | null;
}

/** One dial. The row is there before the carrier is asked, and its id is in every callback URL. */
@Entity('attempt')
@Index('attempt_unsettled', ['state', 'checkAt'])
@Index('attempt_ended', ['endedAt'])
@Index('attempt_granted', ['grantedAt'])
export class Attempt {
  @Id() id: number;
  @Phone() number: string;
  /** The number while the attempt is live, null afterwards: one live call per number, by unique index. */
  @Phone({ nullable: true, unique: true }) liveNumber: string | null;
  @Index() @Ref() contactId: number;
  @Word() state: AttemptState;
  @Sid({ nullable: true }) @Index() callSid: string | null;
  @Time() grantedAt: Date;
  /** When pacing allowed it, by the database's clock, in microseconds since 1970 (services/followup/dial-slot.ts). */
  @OptionalRef() slotAt: number | null;
  @OptionalTime() endedAt: Date | null;
  /** The carrier's last word: completed, no-answer, busy, failed … */
  @Word({ nullable: true }) outcome: string | null;
  @OptionalTime() checkAt: Date | null;
}

/**
 * F5: what a night's look found. Owed are the causes that were looked through (resolutions, calls given up, messages
 * left, promises in the line), each of which has its call now; opened is what the ledger holds, which adds up to
 * settled, open and exhausted.
 */
@Entity('followup_proof')
export class FollowupProof {
  @Id() id: number;
  /** The day of the organisation on which it was made. */
  @Index('followup_proof_day') @Day() day: string;
  @Time() madeAt: Date;
  /** Null: made by night. */
  @OptionalRef() madeBy: number | null;
  @Count() opened: number;
  @Count() settled: number;
  /** Being dialled counts as open. */
  @Count() open: number;
  @Count() exhausted: number;
  /** Ended without saying how: never, or it is a fault. */
  @Count() unreasoned: number;
  @Count() owed: number;
  @Count() repaired: number;
  /** What was repaired; the first hundred. */
  @Json() repairs: Repair[];
}

/**
 * F5: what a proof's sums are made of, all as of one moment: of each day on which calls became owed; of each outlet, or
 * of the store or region where no outlet has to do with it; and, as a fault, of a day of one of these that does not add
 * up. Of days and places the latest proofs keep theirs, faults stay.
 */
@Entity('followup_proof_part')
@Index('followup_proof_part_of', ['proofId', 'part'])
export class FollowupProofPart {
  @Id() id: number;
  @Ref() proofId: number;
  @Word() part: 'day' | 'place' | 'fault';
  @Day({ nullable: true }) day: string | null;
  @OptionalRef() regionId: number | null;
  @OptionalRef() storeId: number | null;
  @OptionalRef() outletId: number | null;
  @Count() opened: number;
  @Count() settled: number;
  @Count() open: number;
  @Count() exhausted: number;
  @Count() unreasoned: number;
}

/** A call that was owed and not written down, or one that was left in mid-dial. */
export interface Repair {
  what: 'opened' | 'freed' | 'resolved';
  kind: ObligationKind;
  ticketId: number | null;
  contactId: number | null;
  resolutionNo: number | null;
}

@Entity('attempt_obligation')
export class AttemptObligation {
  @PrimaryColumn('bigint', { unsigned: true }) attemptId: number;
  @PrimaryColumn('bigint', { unsigned: true }) @Index() obligationId: number;
}

/** F2: one answer to one question. */
@Entity('survey_answer')
@Unique(['obligationId', 'question'])
@Index('survey_answer_day', ['at', 'question'])
export class SurveyAnswer {
  @Id() id: number;
  @Ref() obligationId: number;
  @Index() @OptionalRef() ticketId: number | null;
  /** A question's key in the script. */
  @Word() question: string;
  /** Of the script that was asked; null before there were scripts. */
  @Count({ nullable: true, default: null }) scriptVersion: number | null;
  /** 1/0 for yes/no, 1–5 for points, the answer's number for a choice; null for what was spoken. */
  @Count({ nullable: true, default: null }) value: number | null;
  /** Recording of a remark. */
  @OptionalRef() recordingId: number | null;
  /** A remark that was written. */
  @Text() words: string | null;
  @Time() at: Date;
}

/** One version of what surveys ask. The published one is asked; what was published never changes. */
@Entity('survey_script')
export class SurveyScriptVersion {
  @Id() id: number;
  @Word() state: SetupState;
  /** 'draft' and 'published' while it is that, else null: there is one of each at most. */
  @Index('survey_script_slot', { unique: true }) @Word({ nullable: true }) slot: 'draft' | 'published' | null;
  /** Its number among what was published, from 1: what `scriptVersion` names. */
  @Index('survey_script_number', { unique: true })
  @Count({ nullable: true, default: null })
  number: number | null;
  /** Grows with each save of the draft. */
  @Count({ default: 1 }) revision: number;
  @Json() body: SurveyScript;
  /** What it was made from. */
  @OptionalRef() scriptId: number | null;
  @OptionalRef() editedBy: number | null;
  @Time() editedAt: Date;
  @OptionalRef() publishedBy: number | null;
  @OptionalTime() publishedAt: Date | null;
  @Text() why: string | null;
}
