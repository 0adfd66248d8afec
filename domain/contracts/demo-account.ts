import { z } from 'zod';
import {
  CALL_DIRECTIONS,
  CONTACT_PURPOSES,
  DISPOSITIONS,
  LINE_ENDINGS,
  LINE_STATES,
  MESSAGE_STATES,
  MESSAGE_TEMPLATES,
  OBLIGATION_KINDS,
  OBLIGATION_STATES,
  OFFER_STATES,
  SETTLEMENTS,
  SOURCES,
  STANDINGS,
  TICKET_KINDS,
  TICKET_STATES,
} from '../vocabulary.ts';

/**
 * What the hotline holds of everything that began since an instant: the other side of the simulator's own account,
 * and of any reconciliation. No personal data; instants are ISO 8601 UTC.
 */
const id = z.int().positive();
const instant = z.iso.datetime();

export const demoAccountQuery = z.object({ since: instant });

export const demoAccountSchema = z.object({
  now: instant,
  contacts: z.array(
    z.object({
      id,
      direction: z.enum(CALL_DIRECTIONS),
      /** The carrier's names of its calls. */
      sids: z.array(z.string()),
      startedAt: instant,
      ended: z.boolean(),
      disposition: z.enum(DISPOSITIONS).nullable(),
      tickets: z.array(z.object({ id, purpose: z.enum(CONTACT_PURPOSES) })),
    }),
  ),
  tickets: z.array(
    z.object({
      id,
      number: z.string(),
      kind: z.enum(TICKET_KINDS),
      source: z.enum(SOURCES),
      state: z.enum(TICKET_STATES),
      openedAt: instant,
      stateSince: instant,
      nextActionAt: instant.nullable(),
      resolutionNo: z.int(),
      reopenCount: z.int(),
    }),
  ),
  /** Of those tickets, in the order in which they were made. */
  offers: z.array(
    z.object({
      ticketId: id,
      outletId: id,
      state: z.enum(OFFER_STATES),
      inForce: z.boolean(),
      offeredAt: instant,
      expiresAt: instant,
      answeredAt: instant.nullable(),
      /** D1: the outlet covers the ticket's district, product and kind of work; D5: a dispatcher chose it. */
      covered: z.boolean(),
      overruled: z.boolean(),
      /** D3: why is on file, with the version of the policy, or in the dispatcher's words. */
      reasoned: z.boolean(),
      /** What the decision said of this outlet when it was asked; null when a person chose. */
      qualified: z.boolean().nullable(),
    }),
  ),
  /** D1: the days on which those tickets are planned, at the outlets that have them; `held`: by tickets still open. */
  days: z.array(
    z.object({ outletId: id, day: z.iso.date(), capacity: z.int(), booked: z.int(), held: z.int() }),
  ),
  /** S4: changes of standing that took effect since. */
  standings: z.array(z.object({ outletId: id, to: z.enum(STANDINGS), at: instant, unfinished: z.boolean() })),
  /** Owed since then, or for one of those tickets or contacts. */
  obligations: z.array(
    z.object({
      id,
      kind: z.enum(OBLIGATION_KINDS),
      state: z.enum(OBLIGATION_STATES),
      settlement: z.enum(SETTLEMENTS).nullable(),
      ticketId: id.nullable(),
      resolutionNo: z.int().nullable(),
      contactId: id.nullable(),
      /** Null: nobody dials, a person has it. */
      nextActionAt: instant.nullable(),
      attempts: z.int(),
      /** F2: what was kept of the customer's answers; null where they spoke. */
      answers: z.array(z.object({ question: z.string(), value: z.int().nullable() })),
    }),
  ),
  attempts: z.array(
    z.object({
      id,
      contactId: id,
      grantedAt: instant,
      state: z.string(),
      ended: z.boolean(),
      outcome: z.string().nullable(),
      callSid: z.string().nullable(),
      /** In the order in which they are asked about. */
      obligationIds: z.array(id),
      /** Those of them whose own number was rung; the others are of the same household. */
      ownNumberIds: z.array(id),
    }),
  ),
  /** Who wanted a person. */
  line: z.array(
    z.object({
      contactId: id,
      state: z.enum(LINE_STATES),
      ending: z.enum(LINE_ENDINGS).nullable(),
      arrivedAt: instant,
      answeredAt: instant.nullable(),
      endedAt: instant.nullable(),
      tries: z.int(),
      obligationId: id.nullable(),
      /** Offers that agents took, consultations apart; and how often the call was passed on or lost its agent. */
      taken: z.int(),
      passedOn: z.int(),
    }),
  ),
  messages: z.array(
    z.object({ template: z.enum(MESSAGE_TEMPLATES), state: z.enum(MESSAGE_STATES), count: z.int() }),
  ),
});
export type DemoAccount = z.infer<typeof demoAccountSchema>;
