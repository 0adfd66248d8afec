import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type {
  CallDirection,
  CallParty,
  CallStatus,
  CallSubject,
  ContactPurpose,
  Disposition,
  Language,
  MessageState,
  MessageTemplate,
  PauseEnding,
  RecordingKind,
  RecordingState,
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
  PrimarySid,
  Ref,
  Sid,
  Text,
  Time,
  Word,
} from './columns.ts';

/** What the customer experienced: one contact, of one or more calls, with one disposition in the end (H2). */
@Entity('contact')
@Index('contact_live', ['endedAt', 'startedAt'])
export class Contact {
  @Id() id: number;
  @Word() direction: CallDirection;
  @Index() @Phone() number: string;
  @Index() @OptionalRef() customerId: number | null;
  @Name(4, { default: 'zh' }) language: Language;
  @Index() @Time() startedAt: Date;
  @OptionalTime() endedAt: Date | null;
  @Word({ nullable: true }) disposition: Disposition | null;
  /** What it was about, in the agent's word, and the agent's note. */
  @Word({ nullable: true }) subject: CallSubject | null;
  @Text() note: string | null;
  /** The rule for its number that the call was met with. */
  @OptionalRef() ruleId: number | null;
}

/** One call at the carrier. Its sid is opaque. */
@Entity('phone_call')
@Index('call_unsettled', ['status', 'checkAt'])
export class Call {
  @Id() id: number;
  @Sid({ unique: true }) sid: string;
  @Index() @Ref() contactId: number;
  @Word() direction: CallDirection;
  /** Whose call it is; a contact ends with its customer's. */
  @Word({ default: 'customer' }) party: CallParty;
  /** Of our own people: who. */
  @OptionalRef() personId: number | null;
  @Phone() fromNumber: string;
  @Phone() toNumber: string;
  @Word() status: CallStatus;
  @Time() startedAt: Date;
  @OptionalTime() endedAt: Date | null;
  @Count({ nullable: true, default: null }) durationSeconds: number | null;
  /** When to ask the carrier how it stands, should no status arrive by then. */
  @OptionalTime() checkAt: Date | null;
}

/** Who was on a call, from when to when. */
@Entity('leg')
export class Leg {
  @Id() id: number;
  @Index() @Ref() callId: number;
  @Word() party: 'caller' | 'callee' | 'agent' | 'outlet' | 'supervisor' | 'guest';
  @OptionalRef() personId: number | null;
  @Time() joinedAt: Date;
  @OptionalTime() leftAt: Date | null;
}

/**
 * One answered webhook. The primary key is what makes a repeated webhook harmless: the first one writes the
 * row and its effects together, the second finds the answer here.
 */
@Entity('call_step')
export class CallStep {
  @PrimarySid() callSid: string;
  @PrimaryColumn('int', { unsigned: true }) step: number;
  /** Where the caller then was (name of the state) and what is known so far. */
  @Name(32) state: string;
  @Json() memory: object;
  /** Digits keyed or words spoken; null where nothing was. */
  @Text() input: string | null;
  /** The TwiML that was answered. */
  @Column('mediumtext') answer: string;
  @Time() at: Date;
}

@Entity('contact_ticket')
export class ContactTicket {
  @PrimaryColumn('bigint', { unsigned: true }) contactId: number;
  @PrimaryColumn('bigint', { unsigned: true }) @Index() ticketId: number;
  @PrimaryColumn('varchar', { length: 24 }) purpose: ContactPurpose;
}

/** What was spoken and kept at the carrier: a message, a remark in a survey, a conversation. */
@Entity('recording')
@Index('recording_at', ['at'])
@Index('recording_due', ['nextActionAt'])
export class Recording {
  @Id() id: number;
  @Sid({ unique: true }) sid: string;
  @Word({ default: 'message' }) kind: RecordingKind;
  @Word({ default: 'kept' }) state: RecordingState;
  @Index() @Ref() contactId: number;
  @Index() @OptionalRef() ticketId: number | null;
  /** Where the carrier has it; '' until it tells, and again once it is deleted. */
  @Name(300) url: string;
  @Count() durationSeconds: number;
  /** What was made out of it by the carrier's recognition; null where it does none. */
  @Text() transcript: string | null;
  /** Its beginning for a conversation, else when it was heard of. */
  @Time() at: Date;
  /** Deleted at the carrier from then on, unless held; null: never. */
  @OptionalTime() retainUntil: Date | null;
  /** When deletion is next tried; null while nothing is to be done: on hold, without end, deleted. */
  @OptionalTime() nextActionAt: Date | null;
  /** How often the carrier was asked to delete it. */
  @Count() tries: number;
  /** Legal hold: why, by whom, since when. Null: none. */
  @Name(300, { nullable: true }) holdReason: string | null;
  @OptionalRef() holdBy: number | null;
  @OptionalTime() holdAt: Date | null;
  @OptionalTime() deletedAt: Date | null;
}

/** A span in which a conversation was not recorded, because payment or identity data was spoken. */
@Entity('recording_pause')
@Unique('recording_pause_open', ['contactId', 'openMark'])
@Index('recording_pause_forgotten', ['openMark', 'nextActionAt'])
export class RecordingPause {
  @Id() id: number;
  @Ref() contactId: number;
  /** Who paused it. */
  @OptionalRef() personId: number | null;
  @Time() startedAt: Date;
  @OptionalTime() endedAt: Date | null;
  @Word({ nullable: true }) ending: PauseEnding | null;
  /** 1 while it lasts, null afterwards: one at a time. */
  @Column('tinyint', { nullable: true }) openMark: number | null;
  /** When the carrier is next asked to go on recording after a forgotten pause. */
  @OptionalTime() nextActionAt: Date | null;
}

/** One hearing: listening again, or seeking, within a short while is the same one. */
@Entity('recording_hearing')
@Index('recording_hearing_of', ['recordingId', 'personId', 'at'])
export class RecordingHearing {
  @Id() id: number;
  @Ref() recordingId: number;
  @Ref() personId: number;
  @Time() at: Date;
}

/** A text message, sent or to be sent. */
@Entity('message')
@Index('message_number', ['toNumber', 'createdAt'])
@Index('message_due', ['state', 'nextActionAt'])
@Index('message_newest', ['createdAt'])
@Index('message_state', ['state', 'createdAt'])
export class Message {
  @Id() id: number;
  /** One message per key: a repeated command sends nothing twice. */
  @Name(80, { unique: true }) dedupKey: string;
  @Phone() toNumber: string;
  @Word() template: MessageTemplate;
  @Name(4) language: Language;
  @Text({ nullable: false }) body: string;
  @Index() @OptionalRef() ticketId: number | null;
  /** The visit that it is about: withdrawn with it while it waits. */
  @Index() @OptionalRef() visitId: number | null;
  @Word() state: MessageState;
  @Sid({ nullable: true }) @Index() sid: string | null;
  @Count() attempts: number;
  @Time() createdAt: Date;
  @OptionalTime() nextActionAt: Date | null;
  @Name(200, { nullable: true }) error: string | null;
  /** A rescue's: sent at night too. */
  @Flag() anyHour: boolean;
  /** Of no use from then on, and not sent any more; null: always of use. */
  @OptionalTime() usefulUntil: Date | null;
  /** When the carrier was last asked to send it. */
  @OptionalTime() askedAt: Date | null;
  /** When the carrier said what became of it: delivered or not. */
  @OptionalTime() settledAt: Date | null;
  /** The one that was sent again by hand, and by whom. */
  @OptionalRef() againOf: number | null;
  @OptionalRef() personId: number | null;
}

/** The text of a message template as an administrator wrote it; the highest version is in force, '' the built-in text. */
@Entity('message_wording')
export class MessageWording {
  @PrimaryColumn('varchar', { length: 24 }) template: MessageTemplate;
  @PrimaryColumn('varchar', { length: 4 }) language: Language;
  @PrimaryColumn('int', { unsigned: true }) version: number;
  @Text({ nullable: false }) text: string;
  @Time() at: Date;
  @OptionalRef() editedBy: number | null;
  @Name(200, { default: '' }) why: string;
}
