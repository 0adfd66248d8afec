import { Entity, Index } from 'typeorm';
import type { SupervisionAct } from '../domain/vocabulary.ts';
import { Id, OptionalRef, Ref, Text, Time, Word } from './columns.ts';

/**
 * Each thing that a supervisor did to an agent or to an agent's call, beside its event: the log that people read. An
 * own table, since there are few of these among very many events.
 */
@Entity('supervision')
@Index('supervision_at', ['at'])
export class Supervision {
  @Id() id: number;
  @Time() at: Date;
  @Ref() supervisorId: number;
  /** Whose call or desk it was; null: the agent had gone already. */
  @Index() @OptionalRef() agentId: number | null;
  @Index() @OptionalRef() contactId: number | null;
  @Word() act: SupervisionAct;
  /** state: the new state; skills: the new skills, joined by commas. */
  @Text() what: string | null;
  /** state: the supervisor's reason. */
  @Text() why: string | null;
}
