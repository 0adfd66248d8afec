import { Entity, Index, PrimaryColumn } from 'typeorm';
import type { Policy } from '../domain/policy.ts';
import { Count, Degrees, DistrictCode, Id, Json, Name, OptionalRef, Text, Time } from './columns.ts';

/** A county-level division (six-digit code), or the prefecture above it. */
@Entity('district')
export class District {
  @PrimaryColumn('char', { length: 6 }) code: string;
  @Name(40) name: string;
  @Index() @DistrictCode({ nullable: true }) parentCode: string | null;
  @Degrees() lng: number;
  @Degrees() lat: number;
  /** The region and the store that look after it. */
  @OptionalRef() regionId: number | null;
  @OptionalRef() storeId: number | null;
}

/** A product category; `position` is its key in the phone menu. */
@Entity('category')
export class Category {
  @PrimaryColumn('varchar', { length: 24 }) code: string;
  @Name(40) name: string;
  @Name(40) nameEn: string;
  /** Words by which callers name it, for speech, separated by commas. */
  @Name(300, { default: '' }) spoken: string;
  @Count() position: number;
}

/** The policy file, one row per version; the highest id is in force. */
@Entity('policy_version')
export class PolicyVersion {
  @Id() id: number;
  @Json() policy: Policy;
  @Time() createdAt: Date;
  @OptionalRef() createdBy: number | null;
  @Text() why: string | null;
  /** The version that it takes up again, when one was gone back to. */
  @OptionalRef() restoredId: number | null;
}
