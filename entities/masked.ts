import { Entity, Index } from 'typeorm';
import type { MaskedOutcome, MaskedSide } from '../domain/vocabulary.ts';
import { Count, Id, OptionalRef, OptionalTime, Ref, Sid, Time, Word } from './columns.ts';

/**
 * Outlet and customer put through to each other by the hotline, so that neither sees the other's number: which is why
 * none is kept here. The row is there before the carrier is asked, and its id is in every callback URL.
 */
@Entity('masked_call')
@Index('masked_call_check', ['endedAt', 'checkAt'])
export class MaskedCall {
  @Id() id: number;
  @Index() @Ref() contactId: number;
  @Index() @Ref() ticketId: number;
  @Ref() outletId: number;
  /** Who wanted to speak with the other. */
  @Word() side: MaskedSide;
  /** Asked for on the ticket's page: by whom. */
  @OptionalRef() personId: number | null;
  /** Whose telephone it is at the outlet; null: the outlet's own. */
  @OptionalRef() technicianId: number | null;
  /** The call that is put through, and the one that it is put through to. */
  @Sid({ nullable: true }) callSid: string | null;
  @Sid({ nullable: true }) dialledSid: string | null;
  @Time() begunAt: Date;
  /** Both were on the line. */
  @OptionalTime() answeredAt: Date | null;
  @OptionalTime() endedAt: Date | null;
  @Word({ nullable: true }) outcome: MaskedOutcome | null;
  @Count({ nullable: true, default: null }) seconds: number | null;
  /** Calls that we placed: when to ask the carrier, should no status arrive by then. */
  @OptionalTime() checkAt: Date | null;
}
