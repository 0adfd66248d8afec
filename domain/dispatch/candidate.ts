import type { HalfDay, OutletType, Standing, Wish } from '../vocabulary.ts';
import type { OutletFigures } from './quality.ts';

/** What routing knows of one outlet that covers the district, the category and the kind of work. */
export interface Candidate {
  outletId: number;
  name: string;
  type: OutletType;
  standing: Standing;
  distanceKm: number;
  /** Open jobs it has, and jobs it can take on the day. */
  load: number;
  capacity: number;
  booked: number;
  /** H6: of these, promised for the half of the day that the customer was promised; null: no half was. */
  halfBooked: number | null;
  /** Jobs of the days looked back on for fairness. */
  recent: number;
  /** Technicians at work, and of these whose assessments cover the category (T3). */
  technicians: number;
  skilled: number;
  /** How it has worked of late; null when nothing is known. */
  figures: OutletFigures | null;
  wish: Wish | null;
  /** Authorised by the appliance's brand (asked only under warranty). */
  authorised: boolean;
  /** Already declined or missed this ticket (D4). */
  tried: boolean;
}

export interface RoutingQuestion {
  /** '' when nobody knows of which product. */
  category: string;
  marketTier: number;
  underWarranty: boolean;
  /** D2: the brand's contract puts the manufacturer's outlets first. */
  manufacturerFirst: boolean;
  day: string;
  /** H6: the half of the day that the customer was promised. */
  half: HalfDay | null;
}

/** H6: each half of a day takes at most half of its jobs. */
export const halfCapacity = (capacity: number): number => Math.ceil(capacity / 2);
