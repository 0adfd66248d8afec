import { Entity, Index, Unique } from 'typeorm';
import type { ReplyMeaning } from '../domain/messages/reply.ts';
import type { ReplyState } from '../domain/vocabulary.ts';
import { Id, Name, OptionalRef, OptionalTime, Phone, Sid, Text, Time, Word } from './columns.ts';

/** H4: a customer's text message to us. Kept once, however often the carrier says it. */
@Entity('message_reply')
@Unique('message_reply_sid', ['sid'])
@Index('message_reply_ticket', ['ticketId', 'state'])
@Index('message_reply_state', ['state', 'at'])
export class MessageReply {
  @Id() id: number;
  @Sid() sid: string;
  @Phone() fromNumber: string;
  @Text({ nullable: false }) body: string;
  @Time() at: Date;
  /** The one of ours that it answers, as far as that can be told. */
  @OptionalRef() messageId: number | null;
  @OptionalRef() ticketId: number | null;
  @Word() meaning: ReplyMeaning;
  @Word() state: ReplyState;
  @OptionalTime() settledAt: Date | null;
  /** Null: the system did what was asked. */
  @OptionalRef() settledBy: number | null;
  @Name(200, { nullable: true }) note: string | null;
}
