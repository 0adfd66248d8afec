import { Entity, Index, Unique } from 'typeorm';
import type { CallWish, Precision } from '../domain/vocabulary.ts';
import {
  Day,
  Degrees,
  DistrictCode,
  Id,
  Name,
  OptionalRef,
  Phone,
  Ref,
  Text,
  Time,
  Word,
} from './columns.ts';

@Entity('customer')
export class Customer {
  @Id() id: number;
  @Name() name: string;
  /** 'm', 'f' or '': how to address them. */
  @Name(1, { default: '' }) gender: string;
  /** F1: when they wish to be called. */
  @Word({ default: 'any' }) callWish: CallWish;
  @Time() createdAt: Date;
}

/** A customer may have several numbers, and a number several customers (a household, an office). */
@Entity('phone_number')
@Unique(['number', 'customerId'])
export class PhoneNumber {
  @Id() id: number;
  @Phone() number: string;
  @Index() @Ref() customerId: number;
}

/** Whose home: where work is done. Not the same as who calls, nor who bought. */
@Entity('site')
@Index('site_place', ['districtCode', 'address'])
export class Site {
  @Id() id: number;
  @Index() @OptionalRef() customerId: number | null;
  @DistrictCode() districtCode: string;
  @Name(200, { nullable: true }) address: string | null;
  /** What the caller said, as it was understood; kept beside what was written later. */
  @Text() spokenAddress: string | null;
  @Degrees() lng: number | null;
  @Degrees() lat: number | null;
  @Word() precision: Precision;
}

@Entity('appliance')
export class Appliance {
  @Id() id: number;
  @Index() @Ref() customerId: number;
  @OptionalRef() siteId: number | null;
  @Word() category: string;
  @OptionalRef() brandId: number | null;
  @Name(40, { default: '' }) model: string;
  @Index() @Name(40, { nullable: true }) serialNumber: string | null;
  @Day({ nullable: true }) purchasedOn: string | null;
  @Day({ nullable: true }) warrantyUntil: string | null;
}
