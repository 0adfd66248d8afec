import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type {
  ApprovalWay,
  CodeAbsence,
  PaymentMethod,
  PhotoKind,
  PlaceState,
  QuoteLineSort,
  QuoteState,
  SignaturePurpose,
  Unit,
} from '../domain/fieldwork/words.ts';
import type { TicketKind } from '../domain/vocabulary.ts';
import {
  Count,
  Day,
  Degrees,
  Fen,
  Flag,
  Id,
  Json,
  Name,
  OptionalRef,
  OptionalTime,
  Ref,
  Time,
  Word,
} from './columns.ts';

/** Made on the phone, where the thing was done: it is kept once, however often it is sent. */
const PhoneRef = () => Column({ type: 'char', length: 32, unique: true });

/** What labour, ways and parts cost, for a product, a kind of work, or all. */
@Entity('price_item')
export class PriceItem {
  @Id() id: number;
  @Name(32, { unique: true }) code: string;
  @Word({ nullable: true }) category: string | null;
  @Word({ nullable: true }) kind: TicketKind | null;
  @Word() sort: QuoteLineSort;
  @Name(80) name: string;
  @Name(120) nameEn: string;
  @Word() unit: Unit;
  @Fen() unitFen: number;
  /** A new part's own warranty; 0 where there is none. */
  @Count() warrantyMonths: number;
  @Flag({ default: true }) active: boolean;
}

/** What the price list said of an item from then on; the highest version is the one in force. */
@Entity('price_change')
export class PriceChange {
  @PrimaryColumn('varchar', { length: 32 }) code: string;
  @PrimaryColumn('int', { unsigned: true }) version: number;
  @Json() item: Omit<PriceItem, 'id'>;
  @Time() at: Date;
  @OptionalRef() editedBy: number | null;
  @Name(200) why: string;
}

/** H5: what the work will cost, said before it begins. A changed one is another version. */
@Entity('quote')
export class Quote {
  @Id() id: number;
  @PhoneRef() ref: string;
  @Index() @Ref() ticketId: number;
  @Index() @Ref() visitId: number;
  @Count() version: number;
  @Word() state: QuoteState;
  @Fen() totalFen: number;
  @Time() at: Date;
  @OptionalRef() personId: number | null;
  @OptionalTime() approvedAt: Date | null;
  @Word({ nullable: true }) approvedHow: ApprovalWay | null;
  @Name(60, { nullable: true }) approverName: string | null;
}

@Entity('quote_line')
export class QuoteLineRow {
  @PrimaryColumn('bigint', { unsigned: true }) quoteId: number;
  @PrimaryColumn('int', { unsigned: true }) position: number;
  @Word() sort: QuoteLineSort;
  @Name(32, { nullable: true }) code: string | null;
  @Name(120) text: string;
  @Word() unit: Unit;
  @Count() quantityMilli: number;
  @Fen() unitFen: number;
  /** What the price list said then; null for what is not on it. */
  @Fen({ nullable: true, default: null }) listFen: number | null;
  @Flag() covered: boolean;
  @Fen() amountFen: number;
  @Name(200, { nullable: true }) reason: string | null;
}

/** A name in the customer's own hand. */
@Entity('visit_signature')
export class VisitSignature {
  @Id() id: number;
  @PhoneRef() ref: string;
  @Index() @Ref() ticketId: number;
  @Ref() visitId: number;
  @Word() purpose: SignaturePurpose;
  @OptionalRef() quoteId: number | null;
  @Name(60) name: string;
  @Json() strokes: number[][];
  @Time() at: Date;
}

/** A part put in: with the serial number of what came out, and of what is there now. */
@Entity('part_used')
export class PartUsed {
  @Id() id: number;
  @PhoneRef() ref: string;
  @Index() @Ref() ticketId: number;
  @Ref() visitId: number;
  /** The appliance's own history. */
  @Index() @OptionalRef() applianceId: number | null;
  @Name(32, { nullable: true }) code: string | null;
  @Name(80) name: string;
  @Count({ default: 1 }) quantity: number;
  @Name(40, { nullable: true }) oldSerial: string | null;
  @Index() @Name(40, { nullable: true }) newSerial: string | null;
  @Day({ nullable: true }) warrantyUntil: string | null;
  @Time() at: Date;
  @OptionalRef() personId: number | null;
}

/** A photo of the work; its bytes are beside it, so that a list stays light. */
@Entity('attachment')
export class Attachment {
  @Id() id: number;
  @PhoneRef() ref: string;
  @Index() @Ref() ticketId: number;
  @Index() @Ref() visitId: number;
  @Word() kind: PhotoKind;
  @Name(40) mime: string;
  @Count() bytes: number;
  @Count() width: number;
  @Count() height: number;
  @Time() takenAt: Date;
  @Time() receivedAt: Date;
  @OptionalRef() personId: number | null;
  @Degrees() lng: number | null;
  @Degrees() lat: number | null;
  @Count({ nullable: true, default: null }) accuracyM: number | null;
  @Word({ nullable: true }) placeState: PlaceState | null;
}

@Entity('attachment_data')
export class AttachmentData {
  @PrimaryColumn('bigint', { unsigned: true }) attachmentId: number;
  @Column('longblob') data: Buffer;
}

/** Digits sent to the customer by text message; what they say with them is their word. Only a hash is kept. */
@Entity('customer_code')
export class CustomerCode {
  @Id() id: number;
  /** What it is for: `completion-<visit>`, `quote-<quote>`. */
  @Name(40, { unique: true }) subject: string;
  @Index() @Ref() ticketId: number;
  @Ref() visitId: number;
  @Name(64) hash: string;
  @Count() tries: number;
  @Count() sends: number;
  @Time() sentAt: Date;
  @OptionalTime() confirmedAt: Date | null;
}

/** How a visit's work was paid, and whether the customer confirmed it with their code. */
@Entity('visit_closing')
export class VisitClosing {
  @PrimaryColumn('bigint', { unsigned: true }) visitId: number;
  @Index() @Ref() ticketId: number;
  @Word({ nullable: true }) method: PaymentMethod | null;
  @Fen() amountFen: number;
  /** What was agreed; null when nothing was. */
  @Fen({ nullable: true, default: null }) quotedFen: number | null;
  @Name(200, { nullable: true }) differsReason: string | null;
  @Name(40, { nullable: true }) receiptNumber: string | null;
  /** Null when the code was confirmed. */
  @Word({ nullable: true }) codeAbsence: CodeAbsence | null;
  @Flag() workedUnquoted: boolean;
  @Index() @Time() at: Date;
}
