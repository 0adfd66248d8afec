import type { Parts } from '../dispatch/score.ts';
import type { OutletType, Precedence } from '../vocabulary.ts';

/** Where a ticket goes under one policy, and why. */
export interface Destination {
  outletId: number;
  name: string;
  type: OutletType;
  distanceKm: number;
  precedence: Precedence;
  score: number;
  parts: Parts;
  day: string;
}

export interface PreviewChange {
  ticketId: number;
  number: string;
  category: string;
  districtCode: string;
  /** When it was routed. */
  at: string;
  /** Null: to a dispatcher, since nobody qualified. */
  before: Destination | null;
  after: Destination | null;
  /** Where it really went first, by name. */
  went: string | null;
}

export interface Tally {
  tickets: number;
  /** Of these, with another destination under the draft. */
  changed: number;
}

/** What a month would have been under the policy in force and under another. */
export interface PolicyComparison extends Tally {
  from: string;
  to: string;
  /** Tickets that went to a dispatcher, kilometres on average, offers expected to be declined or left unanswered. */
  before: Outcome;
  after: Outcome;
  byCategory: ({ category: string } & Tally)[];
  byType: { type: OutletType; before: number; after: number }[];
  /** Those whose share of the work changes most, at most fifty. */
  byOutlet: { outletId: number; name: string; type: OutletType; before: number; after: number }[];
  /** Outlets whose work changes, also those not listed. */
  outletsChanged: number;
}

export interface Outcome {
  toDispatcher: number;
  averageKm: number;
  declines: number;
}
