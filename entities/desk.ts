import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type {
  AgentState,
  BreakReason,
  DeskOfferKind,
  DeskOfferState,
  LineEnding,
  LineState,
  SupervisionMode,
} from '../domain/vocabulary.ts';
import {
  Count,
  Flag,
  Id,
  Json,
  Name,
  OptionalRef,
  OptionalTime,
  Phone,
  Ref,
  Sid,
  Time,
  Word,
} from './columns.ts';

/** An agent's desk: one row for each person who ever sat at one. */
@Entity('agent_desk')
@Index('desk_free', ['state', 'idleSince'])
export class AgentDesk {
  @PrimaryColumn('bigint', { unsigned: true }) personId: number;
  @Word() state: AgentState;
  @Word({ nullable: true }) reason: BreakReason | null;
  @Time() since: Date;
  /** When the last call ended: the longest idle gets the next one. */
  @Time() idleSince: Date;
  /** End of wrap-up, should the agent not end it sooner. */
  @OptionalTime() wrapUpUntil: Date | null;
  /** What the agent goes to when the call and its wrap-up are over; null: available. */
  @Word({ nullable: true }) nextState: Extract<AgentState, 'break' | 'signed_out'> | null;
  @Word({ nullable: true }) nextReason: BreakReason | null;
  /** Where the agent's phone is: in the browser, or a telephone at reachNumber. */
  @Word({ default: 'browser' }) reach: 'browser' | 'number';
  @Phone({ default: '' }) reachNumber: string;
  /** What calls they take: 'lang:zh', 'kind:complaint', 'cat:television' … (domain/line/skills.ts). */
  @Json() skills: string[];
  /** When a browser of theirs was last seen connected. */
  @OptionalTime() seenAt: Date | null;
  /** The call in hand, also while wrapping it up. */
  @Index() @OptionalRef() contactId: number | null;
  /** Rises by one with every change; what a browser compares. */
  @Count({ default: 1 }) version: number;
}

/** Somebody who wants a person: one row for a contact, however often it is passed on. */
@Entity('line_entry')
@Index('line_order', ['state', 'priority', 'arrivedAt'])
// The day's figures are counted from this alone (services/views/line-figures.ts).
@Index('line_arrived', ['arrivedAt', 'answeredAt', 'endedAt', 'ending', 'obligationId'])
export class LineEntry {
  @Id() id: number;
  @Ref({ unique: true }) contactId: number;
  /** The customer's call at the carrier; a callback has none until it is dialled. */
  @Sid({ nullable: true }) callSid: string | null;
  @Word() state: LineState;
  /** LINE_PRIORITY: lower is sooner. */
  @Count() priority: number;
  /** What an agent must know: domain/line/skills.ts. */
  @Json() skills: string[];
  /** When the caller first asked for a person: decides the place, also of a callback and after a transfer. */
  @Time() arrivedAt: Date;
  /** When this stay in the line began. */
  @Time() enteredAt: Date;
  @OptionalTime() answeredAt: Date | null;
  @Index() @OptionalTime() endedAt: Date | null;
  @Word({ nullable: true }) ending: LineEnding | null;
  /** Who has it; while it waits: the only one who may get it (a transfer to a colleague). */
  @OptionalRef() personId: number | null;
  /** Callbacks: not dialled before. */
  @OptionalTime() notBefore: Date | null;
  /** Callbacks: how often it was dialled. */
  @Count() tries: number;
  /** Callbacks: the promise that it keeps (F4). */
  @Index() @OptionalRef() obligationId: number | null;
}

/** A call put to an agent. One open offer for an entry and one for an agent: the unique indexes say so. */
@Entity('desk_offer')
@Unique('desk_offer_one_entry', ['lineEntryId', 'kind', 'openMark'])
@Unique('desk_offer_one_agent', ['personId', 'openMark'])
@Index('desk_offer_expiry', ['state', 'expiresAt'])
export class DeskOffer {
  @Id() id: number;
  @Ref() lineEntryId: number;
  @Index() @Ref() contactId: number;
  @Ref() personId: number;
  @Word() kind: DeskOfferKind;
  @Word() state: DeskOfferState;
  /** 1 while open, null afterwards. */
  @Column('tinyint', { nullable: true }) openMark: number | null;
  @Time() offeredAt: Date;
  @Time() expiresAt: Date;
  @OptionalTime() answeredAt: Date | null;
  /** Transfers and consultations: the colleague who asks. */
  @OptionalRef() fromPersonId: number | null;
  /** The call that rings an agent's telephone, once the carrier was asked. */
  @Sid({ nullable: true }) callSid: string | null;
}

/** Where a caller and our people speak with each other. Its name at the carrier is `contact-<id>`. */
@Entity('conference')
@Index('conference_check', ['live', 'checkAt'])
export class Conference {
  @PrimaryColumn('bigint', { unsigned: true }) contactId: number;
  /** The carrier's name for it, from its first status callback. */
  @Sid({ nullable: true }) sid: string | null;
  @Flag({ default: true }) live: boolean;
  /** The customer hears music and nobody. */
  @Flag() held: boolean;
  /** Who consults a colleague while the customer is on hold. */
  @OptionalRef() consultingId: number | null;
  @Sid({ nullable: true }) recordingSid: string | null;
  @Word({ default: 'off' }) recording: 'off' | 'on' | 'paused';
  @Time() startedAt: Date;
  @OptionalTime() endedAt: Date | null;
  /** An agent has ended it: the customer's call is to end, too. */
  @OptionalTime() overAt: Date | null;
  /** When to ask the carrier who is in it, should nothing be heard by then. */
  @OptionalTime() checkAt: Date | null;
}

/** Somebody in a conference, as last heard. */
@Entity('conference_member')
export class ConferenceMember {
  @PrimaryColumn('bigint', { unsigned: true }) contactId: number;
  @PrimaryColumn({ type: 'varchar', length: 64, collation: 'utf8mb4_bin' }) callSid: string;
  @Word() party: 'customer' | 'agent' | 'supervisor' | 'outlet' | 'guest';
  @OptionalRef() personId: number | null;
  @Name(80, { default: '' }) label: string;
  /** Supervisors: how they are on it. */
  @Word({ nullable: true }) mode: SupervisionMode | null;
  @Flag() muted: boolean;
  @Time() joinedAt: Date;
  @OptionalTime() leftAt: Date | null;
  /** We ended or moved this call ourselves: its end is no accident. */
  @Flag() released: boolean;
}
