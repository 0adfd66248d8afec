import { Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { FieldKind, HalfDay, OutletType, Standing, StandingChangeState } from '../domain/vocabulary.ts';
import {
  Count,
  Day,
  Degrees,
  DistrictCode,
  Flag,
  Id,
  Name,
  OptionalRef,
  OptionalTime,
  Phone,
  Ref,
  Text,
  Time,
  Word,
} from './columns.ts';

/** A place that does the work at the customer's home. */
@Entity('outlet')
export class Outlet {
  @Id() id: number;
  @Name(32, { unique: true }) code: string;
  @Name() name: string;
  @Word() type: OutletType;
  @Word({ default: 'good' }) standing: Standing;
  @Index() @Ref() regionId: number;
  @OptionalRef() storeId: number | null;
  /** Manufacturers' outlets: whose. */
  @OptionalRef() brandId: number | null;
  @DistrictCode() districtCode: string;
  @Degrees() lng: number;
  @Degrees() lat: number;
  @Index() @Phone() phone: string;
  /** Jobs a day it can take when no row of capacity_day says otherwise. */
  @Count() dailyCapacity: number;
  @Time() openedAt: Date;
}

/** D3: what an outlet's work of late came to. Counted again every hour; domain/dispatch/quality.ts says what of it is quality. */
@Entity('outlet_figures')
export class OutletFiguresRow {
  @PrimaryColumn('bigint', { unsigned: true }) outletId: number;
  @Count() jobs: number;
  @Count() scored: number;
  @Count() scoreSum: number;
  @Count() firstFix: number;
  @Count() onTime: number;
  @Count() asked: number;
  @Count() refused: number;
  @Time() countedAt: Date;
}

@Entity('technician')
@Index('technician_crew', ['outletId', 'active', 'skills'])
export class Technician {
  @Id() id: number;
  @Ref() outletId: number;
  @OptionalRef() personId: number | null;
  @Name(32, { unique: true }) code: string;
  @Name() name: string;
  @Index() @Phone() phone: string;
  /** Category codes that a valid assessment covers, joined by commas (T3). */
  @Name(200) skills: string;
  @Flag({ default: true }) active: boolean;
  /** Where the day begins and ends; without it that is the outlet. */
  @Degrees() homeLng: number | null;
  @Degrees() homeLat: number | null;
  /** Working hours, 'HH:MM'. */
  @Name(5, { default: '08:00' }) worksFrom: string;
  @Name(5, { default: '18:00' }) worksTo: string;
  /** Days of the week at work, 1 for Monday to 7 for Sunday. */
  @Name(7, { default: '1234567' }) workDays: string;
}

/** D1: which outlet covers which district for which product and kind of work. */
@Entity('coverage')
export class Coverage {
  @PrimaryColumn('char', { length: 6 }) districtCode: string;
  @PrimaryColumn('varchar', { length: 24 }) category: string;
  @PrimaryColumn('varchar', { length: 24 }) kind: FieldKind;
  @PrimaryColumn('bigint', { unsigned: true }) @Index() outletId: number;
}

@Entity('brand')
export class Brand {
  @Id() id: number;
  @Name(32, { unique: true }) code: string;
  @Name() name: string;
  @Name() nameEn: string;
  @Name() manufacturer: string;
}

/** The contract that binds a manufacturer on service standard, skill and liability. */
@Entity('supply_contract')
export class SupplyContract {
  @Id() id: number;
  @Index() @Ref() brandId: number;
  @Name(40, { unique: true }) number: string;
  @Day() validFrom: string;
  @Day() validTo: string;
  /** D2: this manufacturer's own outlets come first under warranty. */
  @Flag() manufacturerFirst: boolean;
}

@Entity('contract_clause')
@Unique(['contractId', 'number'])
export class ContractClause {
  @Id() id: number;
  @Ref() contractId: number;
  @Name(16) number: string;
  @Name(120) title: string;
  @Text() text: string | null;
}

/** D1: an outlet may work on a brand under that brand's warranty. */
@Entity('brand_authorisation')
export class BrandAuthorisation {
  @PrimaryColumn('bigint', { unsigned: true }) outletId: number;
  @PrimaryColumn('bigint', { unsigned: true }) @Index() brandId: number;
  @Day() validFrom: string;
  @Day({ nullable: true }) validTo: string | null;
}

/**
 * D1: jobs an outlet can take on one day, and how many are claimed; H6: of these, how many were promised for a half of
 * it. Claimed by conditional update only.
 */
@Entity('capacity_day')
export class CapacityDay {
  @PrimaryColumn('bigint', { unsigned: true }) outletId: number;
  @PrimaryColumn('date') day: string;
  @Count() capacity: number;
  @Count() booked: number;
  @Count() morning: number;
  @Count() afternoon: number;
}

/** H6: visits promised of a technician for one half-day. Claimed by conditional update only. */
@Entity('technician_window')
export class TechnicianWindow {
  @PrimaryColumn('bigint', { unsigned: true }) technicianId: number;
  @PrimaryColumn('date') day: string;
  @PrimaryColumn('varchar', { length: 24 }) half: HalfDay;
  @Count() promised: number;
}

/** S4: how an outlet's standing came to be, and what is planned for it. Rows are never deleted. */
@Entity('standing_change')
@Index('standing_change_outlet', ['outletId', 'takesEffectAt'])
@Index('standing_change_due', ['nextActionAt'])
export class StandingChange {
  @Id() id: number;
  @Ref() outletId: number;
  /** The standing before: while it is planned, the one when it was written down. */
  @Word() fromStanding: Standing;
  @Word() toStanding: Standing;
  @Word() state: StandingChangeState;
  @Text({ nullable: false }) reason: string;
  @Ref() madeBy: number;
  @Time() madeAt: Date;
  @Time() takesEffectAt: Date;
  /** When the system has to act next: begin it, or go on moving open tickets; null when all is done. */
  @OptionalTime() nextActionAt: Date | null;
  /** Tickets that were moved because of it. */
  @Count() moved: number;
  /** A planned one that never took effect: since when, by whose word and why. */
  @OptionalTime() calledOffAt: Date | null;
  @OptionalRef() calledOffBy: number | null;
  @Text() calledOffReason: string | null;
}
