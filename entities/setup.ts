import { Entity, Index, PrimaryColumn } from 'typeorm';
import type { PhoneSetup } from '../domain/setup/phone-setup.ts';
import type { SetupState } from '../domain/vocabulary.ts';
import { Count, Id, Json, OptionalRef, OptionalTime, Ref, Text, Time, Word } from './columns.ts';

/** One version of what is edited about the phone. The published one is in force; what was published never changes. */
@Entity('phone_setup')
export class PhoneSetupVersion {
  @Id() id: number;
  @Word() state: SetupState;
  /** 'draft' and 'published' while it is that, else null: there is one of each at most. */
  @Index({ unique: true }) @Word({ nullable: true }) slot: 'draft' | 'published' | null;
  /** Its number among what was published, from 1. */
  @Index({ unique: true }) @Count({ nullable: true, default: null }) number: number | null;
  /** Grows with each save of the draft. */
  @Count({ default: 1 }) revision: number;
  @Json() body: PhoneSetup;
  /** What it was made from. */
  @OptionalRef() setupId: number | null;
  @OptionalRef() editedBy: number | null;
  @Time() editedAt: Date;
  @OptionalRef() publishedBy: number | null;
  @Index() @OptionalTime() publishedAt: Date | null;
  @Text() why: string | null;
}

/** A number whose calls are answered by a version that is not in force: to hear a draft before others do. */
@Entity('setup_preview')
export class SetupPreview {
  @PrimaryColumn('varchar', { length: 40 }) number: string;
  @Ref() setupId: number;
  @Index() @Time() until: Date;
  @OptionalRef() createdBy: number | null;
}
