import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EventType } from '../domain/contracts/events.ts';
import { Count, Id, Json, Name, OptionalRef, OptionalTime, Ref, Time, Word } from './columns.ts';

/** What happened: append-only, the audit log too. No personal data. */
@Entity('event')
@Index('event_ticket', ['ticketId', 'id'])
export class Event {
  @Id() id: number;
  @Name(40) type: EventType;
  @Time() at: Date;
  @OptionalRef() ticketId: number | null;
  @Count({ nullable: true, default: null }) ticketVersion: number | null;
  @Index() @OptionalRef() contactId: number | null;
  @Word() actorKind: 'system' | 'person' | 'caller';
  @OptionalRef() actorId: number | null;
  /** The rule that made the decision: D4, F3 … */
  @Name(8, { nullable: true }) rule: string | null;
  /** The call sid, job or request that caused it. */
  @Name(80, { nullable: true }) cause: string | null;
  /** Rooms that get it: those of the scope before and after. */
  @Json() rooms: string[];
  @Json() data: object;
}

/** A pointer to an event that has no number yet. Deleted once it has. */
@Entity('outbox')
export class Outbox {
  @Id() id: number;
  @Ref() eventId: number;
}

/** An event's place in one room. `position` orders them all, in the order in which the sequencer saw them. */
@Entity('room_event')
export class RoomEvent {
  @PrimaryColumn('varchar', { length: 40 }) room: string;
  @PrimaryColumn('bigint', { unsigned: true }) seq: number;
  @Ref() eventId: number;
  @Index() @Ref() position: number;
}

@Entity('room_head')
export class RoomHead {
  @PrimaryColumn('varchar', { length: 40 }) room: string;
  @Ref({ default: 0 }) seq: number;
}

/** Who may do what only one may do. The token fences off a holder that has been overtaken. */
@Entity('lease')
export class Lease {
  @PrimaryColumn('varchar', { length: 40 }) name: string;
  @Name(80) holder: string;
  @Ref({ default: 0 }) token: number;
  @Time() expiresAt: Date;
}

/** When the next outbound call may be placed: one row under the database's clock (services/followup/dial-slot.ts). */
@Entity('dial_slot')
export class DialSlot {
  @PrimaryColumn('varchar', { length: 40 }) name: string;
  /** Microseconds since 1970. */
  @Column('bigint', { unsigned: true }) nextAt: number;
  /** When the last one was allowed, in microseconds since 1970. */
  @Column('bigint', { unsigned: true, default: 0 }) takenAt: number;
  /** How often in a row the carrier would not take a call just now, and until when none is offered to it; microseconds. */
  @Count() refusals: number;
  @Column('bigint', { unsigned: true, default: 0 }) heldUntil: number;
  /** Since when nobody is followed up by the system, who said so and why (F1); null: not paused. */
  @OptionalTime() pausedAt: Date | null;
  @OptionalRef() pausedBy: number | null;
  @Name(200, { nullable: true }) pauseReason: string | null;
}

/** Things set while running: the offset of the demo clock. */
@Entity('setting')
export class Setting {
  @PrimaryColumn('varchar', { length: 40 }) name: string;
  @Json() value: unknown;
}

/** The answer to a write that carried an Idempotency-Key. */
@Entity('idempotency')
export class Idempotency {
  @PrimaryColumn('bigint', { unsigned: true }) personId: number;
  @PrimaryColumn('varchar', { length: 80 }) key: string;
  @Name(200) route: string;
  @Count() status: number;
  @Json() body: unknown;
  @Time() at: Date;
}
