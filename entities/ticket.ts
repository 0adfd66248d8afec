import { Column, Entity, Index, Unique } from 'typeorm';
import type { RoutingVerdict } from '../domain/dispatch/choose-outlet.ts';
import type { PlaceState, TimeNote } from '../domain/fieldwork/words.ts';
import type {
  DeclineReason,
  HalfDay,
  Language,
  LateLevel,
  ManualReason,
  OfferState,
  Priority,
  ServiceActionName,
  Source,
  TicketKind,
  TicketState,
  VisitOutcome,
  VisitReason,
  WaitEnding,
  WaitReason,
} from '../domain/vocabulary.ts';
import {
  Count,
  Day,
  Degrees,
  DistrictCode,
  Fen,
  Flag,
  Id,
  Json,
  Name,
  OptionalRef,
  OptionalTime,
  Phone,
  Ref,
  Text,
  Time,
  Word,
} from './columns.ts';

/** A request, from being taken in to being followed up (H3). */
@Entity('ticket')
@Index('ticket_due', ['nextActionAt', 'state'])
@Index('ticket_board', ['state', 'stateSince'])
@Index('ticket_region', ['regionId', 'state', 'openedAt'])
@Index('ticket_store', ['storeId', 'state', 'openedAt'])
@Index('ticket_outlet', ['outletId', 'state', 'openedAt'])
@Index('ticket_opened', ['openedAt'])
@Index('ticket_phone', ['contactNumber', 'openedAt'])
@Index('ticket_deadline', ['deadlineActionAt'])
@Index('ticket_late', ['lateLevel', 'state'])
export class Ticket {
  @Id() id: number;
  /** Digits with a check digit: domain/ticket-number.ts. */
  @Name(12, { unique: true }) number: string;
  /** Rises by one with every change; what a board compares. */
  @Count({ default: 1 }) version: number;
  @Word() kind: TicketKind;
  @Word() priority: Priority;
  @Word() state: TicketState;
  @Time() stateSince: Date;
  @Word() source: Source;
  @Name(4, { default: 'zh' }) language: Language;
  @Index() @OptionalRef() customerId: number | null;
  /** Number to reach whoever asked. Empty when they hid it and gave none. */
  @Phone({ default: '' }) contactNumber: string;
  @OptionalRef() siteId: number | null;
  @OptionalRef() applianceId: number | null;
  @Word({ nullable: true }) category: string | null;
  @OptionalRef() brandId: number | null;
  @DistrictCode({ nullable: true }) districtCode: string | null;
  @OptionalRef() regionId: number | null;
  @OptionalRef() storeId: number | null;
  @OptionalRef() outletId: number | null;
  @OptionalRef() technicianId: number | null;
  /** D3: the outlet that the customer asked for. */
  @OptionalRef() preferredOutletId: number | null;
  @Text() description: string | null;
  /** The day the customer wants; null: as soon as possible. */
  @Day({ nullable: true }) wishDay: string | null;
  /** The day whose capacity is claimed at the outlet. */
  @Day({ nullable: true }) plannedDay: string | null;
  /** H6: the half of it that the customer was promised; null: any time of the day. */
  @Word({ nullable: true }) plannedHalf: HalfDay | null;
  @Count() chaseCount: number;
  /** D4: offers declined or missed in this round. */
  @Count() moves: number;
  /** How often it was finished; a follow-up is owed for each (F1). */
  @Count() resolutionNo: number;
  /** F3: how often it was reopened. */
  @Count() reopenCount: number;
  @Word({ nullable: true }) manualReason: ManualReason | null;
  @Time() openedAt: Date;
  @OptionalTime() doneAt: Date | null;
  @OptionalTime() closedAt: Date | null;
  /** D6: since when the deadlines count, where that is not the opening. */
  @OptionalTime() deadlinesFrom: Date | null;
  /** D6, H8: since when it is urgent because it was chased; null: not for that. */
  @OptionalTime() hurriedAt: Date | null;
  @OptionalTime() firstContactDueAt: Date | null;
  @OptionalTime() arrivalDueAt: Date | null;
  @OptionalTime() completionDueAt: Date | null;
  @OptionalTime() firstContactAt: Date | null;
  @OptionalTime() arrivedAt: Date | null;
  /** D6: from then on it is in danger of being late. */
  @OptionalTime() warnAt: Date | null;
  /** D6: how far the deadline that stands has come (domain/dispatch/watch.ts). */
  @Count() deadlineStep: number;
  /** D6: when its deadlines have to be looked at: it warns, is late, climbs, or a wait ends. */
  @OptionalTime() deadlineActionAt: Date | null;
  /** D6: how high it has climbed: who answers for it. */
  @Word({ nullable: true }) lateLevel: LateLevel | null;
  /** D6: what is waited for, and since when, while no deadline runs. */
  @Word({ nullable: true }) waitReason: WaitReason | null;
  @OptionalTime() pausedAt: Date | null;
  /** When the system has to act next (route it, end an offer); null when it waits for people. */
  @OptionalTime() nextActionAt: Date | null;
  /** The dispatcher who has it in hand, and since when; nobody's again once it is finished. */
  @OptionalRef() takenBy: number | null;
  @OptionalTime() takenAt: Date | null;
}

/** D6: a time in which no deadline ran, with who said so and why. At most one is open per ticket. */
@Entity('ticket_pause')
@Unique('ticket_pause_one_open', ['ticketId', 'openMark'])
export class TicketPause {
  @Id() id: number;
  @Ref() ticketId: number;
  /** 1 while it lasts, null afterwards. */
  @Column('tinyint', { nullable: true }) openMark: number | null;
  @Word() reason: WaitReason;
  @Text() note: string | null;
  @Time() startedAt: Date;
  @OptionalRef() startedBy: number | null;
  /** Ends by itself then. */
  @OptionalTime() until: Date | null;
  @OptionalTime() endedAt: Date | null;
  @OptionalRef() endedBy: number | null;
  @Word({ nullable: true }) ending: WaitEnding | null;
  /** By so much working time the deadlines moved. */
  @Count() movedSeconds: number;
}

/** One way to the customer's home. Second visits, no-shows and cost hang here. */
@Entity('visit')
@Unique(['ticketId', 'number'])
@Index('visit_planned', ['technicianId', 'plannedAt'])
@Index('visit_due', ['nextActionAt'])
@Index('visit_when', ['appointmentAt'])
@Index('visit_technician', ['technicianId', 'appointmentAt'])
@Index('visit_missed', ['missedAt'])
export class Visit {
  @Id() id: number;
  @Ref() ticketId: number;
  @Count() number: number;
  @Index() @Ref() outletId: number;
  @OptionalRef() technicianId: number | null;
  @Word() outcome: VisitOutcome;
  /** Why it came to nothing, where it did. */
  @Word({ nullable: true }) reason: VisitReason | null;
  @OptionalTime() appointmentAt: Date | null;
  /** End of the window, where no exact time was agreed. */
  @OptionalTime() appointmentUntil: Date | null;
  /** H6: when that time was agreed on; a reminder due before it is left out. */
  @OptionalTime() bookedAt: Date | null;
  /** The half-day of the technician that is taken up by it (technician_window); null: none. */
  @Day({ nullable: true }) heldDay: string | null;
  @Word({ nullable: true }) heldHalf: HalfDay | null;
  /** When the customer is next reminded, or looked whether the technician came; null: nothing to do. */
  @OptionalTime() nextActionAt: Date | null;
  /** Since when the window is over and nobody had come. */
  @OptionalTime() missedAt: Date | null;
  @Time() createdAt: Date;
  @OptionalTime() endedAt: Date | null;
  @Text() summary: string | null;
  @Fen() chargeFen: number;
  /** The day plan: when work begins and ends. What was promised to the customer is the appointment. */
  @OptionalTime() plannedAt: Date | null;
  @OptionalTime() plannedUntil: Date | null;
  /** Which of the technician's jobs of that day it is, from 1. */
  @Count({ nullable: true, default: null }) plannedOrder: number | null;
  /** Put there by a person: a plan leaves it where it is. */
  @Flag() plannedFixed: boolean;
}

/** H5: one recorded step of the work, with time, person and evidence. */
@Entity('service_action')
@Unique(['visitId', 'action'])
export class ServiceAction {
  @Id() id: number;
  @Ref() visitId: number;
  @Index() @Ref() ticketId: number;
  @Word() action: ServiceActionName;
  /** When it was done; by the phone's clock, as far as that can be true. */
  @Time() at: Date;
  @OptionalRef() personId: number | null;
  @Text() evidence: string | null;
  /** When the hotline heard of it, where that was not at once. */
  @OptionalTime() receivedAt: Date | null;
  @Word({ nullable: true }) timeNote: TimeNote | null;
  /** How far the phone's clock was behind, in seconds. */
  @Column('int', { nullable: true }) skewSeconds: number | null;
  @Degrees() lng: number | null;
  @Degrees() lat: number | null;
  @Count({ nullable: true, default: null }) accuracyM: number | null;
  @Word({ nullable: true }) placeState: PlaceState | null;
}

/** D4: a ticket put to an outlet. At most one is open per ticket: the unique index says so. */
@Entity('offer')
@Unique('offer_one_open', ['ticketId', 'openMark'])
@Index('offer_expiry', ['state', 'expiresAt'])
export class Offer {
  @Id() id: number;
  @Index() @Ref() ticketId: number;
  @Index() @Ref() outletId: number;
  @Word() state: OfferState;
  /** 1 while open or accepted and in force, null afterwards. */
  @Column('tinyint', { nullable: true }) openMark: number | null;
  @Day() day: string;
  @Time() offeredAt: Date;
  @Time() expiresAt: Date;
  @OptionalTime() answeredAt: Date | null;
  @Word({ nullable: true }) declineReason: DeclineReason | null;
  /** The outlet's own words to that. */
  @Text() declineNote: string | null;
  @Text() note: string | null;
  /** D5: the dispatcher who overruled, and why. */
  @OptionalRef() assignedBy: number | null;
}

/** D3: why this outlet, why not the others: codes and figures, put into words when read. */
@Entity('routing_decision')
@Index('routing_decision_at', ['at'])
export class RoutingDecision {
  @Id() id: number;
  @Index() @Ref() ticketId: number;
  @Time() at: Date;
  @Ref() policyVersionId: number;
  /** The outlet that it went to; chosen by a person when `overruled` (D5). */
  @OptionalRef() outletId: number | null;
  @Flag() overruled: boolean;
  @Json() verdict: RoutingVerdict;
}
