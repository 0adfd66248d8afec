import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type {
  DeliveryError,
  DeliveryState,
  DisabledReason,
  EndpointState,
} from '../domain/contracts/integration.ts';
import { Count, Id, Json, Name, OptionalRef, OptionalTime, Ref, Time, Word } from './columns.ts';

/** The place of an event among all, as subscribers outside count them. Kept as long as the event. */
@Entity('event_position')
export class EventPosition {
  @PrimaryColumn('bigint', { unsigned: true }) position: number;
  @Ref() eventId: number;
}

/** Where events are posted to, and how far it has got. */
@Entity('webhook_endpoint')
@Index('webhook_endpoint_due', ['state', 'nextActionAt'])
export class WebhookEndpoint {
  @Id() id: number;
  @Name(120) description: string;
  @Name(500) url: string;
  /** Empty: every type. */
  @Json() types: string[];
  /** Events of this unit and those under it. */
  @Ref() unitId: number;
  @Word({ default: 'active' }) state: EndpointState;
  @Word({ nullable: true }) disabledWhy: DisabledReason | null;
  /** What signs, sealed with a key made of SESSION_SECRET: a stolen table signs nothing. */
  @Name(300) sealedSecret: string;
  @Name(300, { nullable: true }) previousSecret: string | null;
  @OptionalTime() previousUntil: Date | null;
  /** Everything up to here is delivered. */
  @Ref({ default: 0 }) position: number;
  @Time() nextActionAt: Date;
  /** Grows with every claim: whoever holds an older one has been overtaken. */
  @Ref({ default: 0 }) token: number;
  @Count() failures: number;
  @OptionalTime() failingSince: Date | null;
  @OptionalTime() lastDeliveredAt: Date | null;
  @OptionalRef() createdBy: number | null;
  @Time() createdAt: Date;
}

/** What was sent to an endpoint and what came of it; one row a message, however often it is tried. */
@Entity('webhook_delivery')
@Unique('webhook_delivery_once', ['endpointId', 'messageId'])
@Index('webhook_delivery_list', ['endpointId', 'state', 'id'])
@Index('webhook_delivery_last', ['lastAt'])
export class WebhookDelivery {
  @Id() id: number;
  @Ref() endpointId: number;
  @Name(64) messageId: string;
  @OptionalRef() eventId: number | null;
  @OptionalRef() position: number | null;
  @Name(40) type: string;
  @Word() state: DeliveryState;
  @Count() attempts: number;
  @Count({ nullable: true, default: null }) code: number | null;
  @Word({ nullable: true }) error: DeliveryError | null;
  @Count({ nullable: true, default: null }) durationMs: number | null;
  @Time() firstAt: Date;
  @Time() lastAt: Date;
  /** Somebody wants it sent again, apart from the others. */
  @Index() @OptionalTime() resendAt: Date | null;
}

/** A machine's way in. It works as a person of its own, with a role in a unit like anybody's. */
@Entity('api_key')
export class ApiKey {
  @Id() id: number;
  @Name() name: string;
  @Name(16) hint: string;
  /** SHA-256, hex. */
  @Column({ type: 'char', length: 64, unique: true }) tokenHash: string;
  @Index() @Ref() personId: number;
  @OptionalRef() createdBy: number | null;
  @Time() createdAt: Date;
  @OptionalTime() lastUsedAt: Date | null;
  @OptionalTime() revokedAt: Date | null;
}
