import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { CampaignState, FieldKind } from '../domain/vocabulary.ts';
import { Count, Day, Id, Name, OptionalRef, OptionalTime, Phone, Ref, Text, Time, Word } from './columns.ts';

/** H7: an offer to customers for a time, such as the free deep cleaning of range hoods. */
@Entity('campaign')
@Index('campaign_period', ['state', 'endsOn'])
export class Campaign {
  @Id() id: number;
  @Name() name: string;
  @Name(120) nameEn: string;
  /** The work that a booking opens a ticket for. */
  @Word() kind: FieldKind;
  /** The product that must be owned, and is worked on. */
  @Word() category: string;
  @Word() state: CampaignState;
  /** First and last day on which it can be booked. */
  @Day() startsOn: string;
  @Day() endsOn: string;
  /** Only products bought on or after, and before, these days; null: whenever. */
  @Day({ nullable: true }) boughtFrom: string | null;
  @Day({ nullable: true }) boughtBefore: string | null;
  /** What an eligible caller is told, one sentence. */
  @Name(120) offer: string;
  @Name(300) offerEn: string;
  @Text() note: string | null;
  @Count({ default: 1 }) version: number;
  @Time() createdAt: Date;
  @OptionalRef() madeBy: number | null;
}

/** How many a region may have, and how many are taken. Claimed by conditional update only. */
@Entity('campaign_quota')
export class CampaignQuota {
  @PrimaryColumn('bigint', { unsigned: true }) campaignId: number;
  @PrimaryColumn('bigint', { unsigned: true }) regionId: number;
  @Count() quota: number;
  @Count() booked: number;
}

/** A place taken. One live booking for a customer in a campaign: the unique index says so. */
@Entity('campaign_booking')
@Unique('campaign_booking_one', ['campaignId', 'customerId', 'liveMark'])
@Index('campaign_booking_list', ['campaignId', 'bookedAt'])
export class CampaignBooking {
  @Id() id: number;
  @Ref() campaignId: number;
  @Index() @Ref() customerId: number;
  @Ref() regionId: number;
  @Phone() number: string;
  @Ref({ unique: true }) ticketId: number;
  /** 1 while it stands, null once it was given back. */
  @Column('tinyint', { nullable: true }) liveMark: number | null;
  @Time() bookedAt: Date;
  @OptionalTime() cancelledAt: Date | null;
}
