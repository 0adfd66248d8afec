import { Entity, Index, PrimaryColumn } from 'typeorm';
import type { Role, UnitKind } from '../domain/vocabulary.ts';
import {
  Count,
  Day,
  Degrees,
  DistrictCode,
  Flag,
  Id,
  Name,
  OptionalRef,
  Phone,
  Ref,
  Time,
  Word,
} from './columns.ts';

/** A node of the organisation: headquarters over regions over stores. */
@Entity('unit')
export class Unit {
  @Id() id: number;
  @Word() kind: UnitKind;
  @Name(32, { unique: true }) code: string;
  @Name() name: string;
  @Name(80) nameEn: string;
  @Index() @OptionalRef() parentId: number | null;
  /** Stores: 1, 2 or 3 (D2). */
  @Count({ nullable: true, default: null }) marketTier: number | null;
  @DistrictCode({ nullable: true }) districtCode: string | null;
  @Degrees() lng: number | null;
  @Degrees() lat: number | null;
}

@Entity('person')
export class Person {
  @Id() id: number;
  @Name(64, { unique: true }) username: string;
  @Name() name: string;
  /** scrypt: `N$salt$hash`. */
  @Name(200) passwordHash: string;
  @Flag({ default: true }) active: boolean;
  @Name(8, { default: 'zh' }) language: string;
  /** Where text messages about the work reach them; '' where none is on file. */
  @Phone({ default: '' }) phone: string;
}

/** A person's role in a unit or outlet, for some categories, between two days. */
@Entity('assignment')
export class Assignment {
  @Id() id: number;
  @Index() @Ref() personId: number;
  @Word() role: Role;
  @Index() @OptionalRef() unitId: number | null;
  @Index() @OptionalRef() outletId: number | null;
  /** Category codes joined by commas; empty: all. */
  @Name(200, { default: '' }) categories: string;
  @Day() validFrom: string;
  @Day({ nullable: true }) validTo: string | null;
}

@Entity('session')
export class Session {
  /** SHA-256 of the token, hex: a stolen table opens nothing. */
  @PrimaryColumn('char', { length: 64 }) tokenHash: string;
  @Index() @Ref() personId: number;
  @Time() createdAt: Date;
  @Index() @Time() expiresAt: Date;
}

/** Failed sign-ins per account, so that the limit survives a restart. */
@Entity('login_failure')
@Index('login_failure_account', ['username', 'at'])
export class LoginFailure {
  @Id() id: number;
  @Name(64) username: string;
  @Time() at: Date;
}
