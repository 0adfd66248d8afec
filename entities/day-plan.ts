import { Entity, Index, Unique } from 'typeorm';
import type { PlanFigures, PlanGain } from '../domain/plan/proposal.ts';
import type {
  DayPlanState,
  PlanChange,
  PlanPartState,
  TravelSource,
  UnplacedReason,
} from '../domain/vocabulary.ts';
import { Count, Day, Flag, Id, Json, OptionalRef, OptionalTime, Ref, Time, Word } from './columns.ts';

/** A proposal who goes where when on one day, for an outlet or for all outlets of a region. */
@Entity('day_plan')
@Index('day_plan_due', ['state', 'nextActionAt'])
@Index('day_plan_outlet', ['outletId', 'day'])
@Index('day_plan_region', ['regionId', 'day'])
export class DayPlan {
  @Id() id: number;
  @Day() day: string;
  @Ref() regionId: number;
  /** Null: the whole region. */
  @OptionalRef() outletId: number | null;
  @Word() state: DayPlanState;
  /** Also jobs that the outlet has been offered, and those that no outlet has been asked yet. */
  @Flag() withOffered: boolean;
  @Flag() withNew: boolean;
  @Ref() askedBy: number;
  @Time() askedAt: Date;
  /** Rises with every taking up: whoever works with an older one has lost it. */
  @Count() attempt: number;
  /** Of the working out, in hundredths. */
  @Count() progress: number;
  /** When it is taken up (again); null when it is over. */
  @OptionalTime() nextActionAt: Date | null;
  @OptionalTime() finishedAt: Date | null;
  @Word({ nullable: true }) travel: TravelSource | null;
  @Json({ nullable: true }) figures: PlanFigures | null;
}

/** What a plan proposes for one job, beside how it stood. */
@Entity('day_plan_job')
@Unique('day_plan_job_once', ['planId', 'ticketId'])
@Index('day_plan_job_ticket', ['ticketId'])
export class DayPlanJob {
  @Id() id: number;
  @Ref() planId: number;
  @Ref() ticketId: number;
  /** The version that was planned with: another one since makes this part stale. */
  @Count() ticketVersion: number;
  @Word() change: PlanChange;
  @Word({ default: 'open' }) state: PlanPartState;
  @OptionalRef() fromTechnicianId: number | null;
  @OptionalTime() fromAt: Date | null;
  @OptionalRef() technicianId: number | null;
  @OptionalTime() at: Date | null;
  @OptionalTime() until: Date | null;
  @Count({ nullable: true, default: null }) position: number | null;
  @Word({ nullable: true }) reason: UnplacedReason | null;
  @Json({ nullable: true }) gain: PlanGain | null;
  @OptionalRef() decidedBy: number | null;
  @OptionalTime() decidedAt: Date | null;
}
