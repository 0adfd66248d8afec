import { z } from 'zod';
import {
  AGENT_STATES,
  BREAK_REASONS,
  CALL_PARTIES,
  CALL_SUBJECTS,
  CALL_WISHES,
  DESK_OFFER_KINDS,
  DISPOSITIONS,
  LANGUAGES,
  type LINE_PRIORITY,
  NUMBER_RULE_KINDS,
  PRIORITIES,
  SUPERVISION_MODES,
  TICKET_KINDS,
  TICKET_STATES,
} from '../vocabulary.ts';

/**
 * The agent's desk and the supervisor's wallboard, over HTTP and sockets. A desk is sent whole with each change and
 * carries a version: the newest one is how it stands, whatever was lost or came twice.
 */
const id = z.int().positive();
const instant = z.iso.datetime();

/** Who is on the line, as far as it may be shown to the agent concerned. */
export const deskCallerSchema = z.object({
  contactId: id,
  direction: z.enum(['inbound', 'outbound']),
  /** E.164, '' when hidden. In full: the agent speaks with them. */
  number: z.string(),
  customerId: id.nullable(),
  customerName: z.string().nullable(),
  gender: z.string(),
  language: z.enum(LANGUAGES),
  priority: z.enum(['rescue', 'urgent', 'normal'] satisfies (keyof typeof LINE_PRIORITY)[]),
  /** 'kind:complaint', 'cat:television' … */
  skills: z.array(z.string()),
  /** When they first asked for a person. */
  arrivedAt: instant,
  /** What they keyed and said on the way (names of menu steps, ivr/flow). */
  path: z.array(z.object({ state: z.string(), input: z.string().nullable(), at: instant })),
  ticketId: id.nullable(),
  ticketNumber: z.string().nullable(),
});
export type DeskCaller = z.infer<typeof deskCallerSchema>;

export const deskOfferSchema = z.object({
  id,
  kind: z.enum(DESK_OFFER_KINDS),
  offeredAt: instant,
  expiresAt: instant,
  /** Transfers and consultations: the colleague who asks. */
  fromName: z.string().nullable(),
  caller: deskCallerSchema,
});
export type DeskOfferView = z.infer<typeof deskOfferSchema>;

export const conferenceMemberSchema = z.object({
  callSid: z.string(),
  party: z.enum(CALL_PARTIES),
  personId: id.nullable(),
  label: z.string(),
  mode: z.enum(SUPERVISION_MODES).nullable(),
  muted: z.boolean(),
  joinedAt: instant,
});

/** The call in hand; `over` when only its wrap-up is left. */
export const deskCallSchema = z.object({
  caller: deskCallerSchema,
  startedAt: instant,
  over: z.boolean(),
  held: z.boolean(),
  recording: z.enum(['off', 'on', 'paused']),
  /** Who speaks now; supervisors only where policy shows them. */
  members: z.array(conferenceMemberSchema),
  /** The colleague or outside number asked in, and whether they have answered. */
  consulting: z.object({ name: z.string(), answered: z.boolean() }).nullable(),
  /** Callbacks: the customer is being dialled, or was not reached. */
  dialling: z.enum(['no', 'ringing', 'not_reached']),
  subject: z.enum(CALL_SUBJECTS).nullable(),
  note: z.string().nullable(),
});
export type DeskCall = z.infer<typeof deskCallSchema>;

export const deskViewSchema = z.object({
  version: z.int(),
  now: instant,
  personId: id,
  state: z.enum(AGENT_STATES),
  reason: z.enum(BREAK_REASONS).nullable(),
  since: instant,
  wrapUpUntil: instant.nullable(),
  nextState: z.enum(['break', 'signed_out']).nullable(),
  reach: z.enum(['browser', 'number']),
  reachNumber: z.string(),
  skills: z.array(z.string()),
  offer: deskOfferSchema.nullable(),
  call: deskCallSchema.nullable(),
  line: z.object({ waiting: z.int(), longestSince: instant.nullable(), available: z.int() }),
});
export type DeskView = z.infer<typeof deskViewSchema>;

/** What an agent may set; on_call, offered and wrap_up come by themselves. During a call it is what follows. */
export const deskStateSchema = z.strictObject({
  state: z.enum(['available', 'break', 'signed_out']),
  reason: z.enum(BREAK_REASONS).optional(),
  reach: z.enum(['browser', 'number']).optional(),
  reachNumber: z.string().max(40).optional(),
});

/** What the softphone signs in with. */
export const softphoneSchema = z.object({
  mode: z.enum(['twilio', 'simulated']),
  identity: z.string(),
  token: z.string(),
  expiresAt: instant,
});
export type Softphone = z.infer<typeof softphoneSchema>;
/**
 * What a browser's device.connect sends along: to take an offer, or to listen in. All values are strings, as the
 * carrier passes them on.
 */
export type DeviceParams = { Offer: string } | { Supervise: string; Mode: string };

export const declineOfferSchema = z.strictObject({ reason: z.enum(BREAK_REASONS).optional() });
export const holdSchema = z.strictObject({ held: z.boolean() });
export const recordingStateSchema = z.strictObject({ state: z.enum(['on', 'paused']) });
/** cold: the caller goes back in line for them; warm: asked first, while the caller is on hold. */
export const transferSchema = z.strictObject({
  how: z.enum(['cold', 'warm']),
  to: z.union([
    z.strictObject({ personId: id }),
    z.strictObject({ skills: z.array(z.string().max(40)).max(5) }),
    /** An outside telephone (warm or three-way only). */
    z.strictObject({ number: z.string().max(40) }),
  ]),
});
/** After a consultation: hand over and leave, speak all three, or go back to the caller. */
export const consultEndSchema = z.strictObject({ next: z.enum(['hand_over', 'three_way', 'back']) });
export const deskTextSchema = z.strictObject({ body: z.string().trim().min(2).max(300) });
export const disposeSchema = z.strictObject({
  subject: z.enum(CALL_SUBJECTS),
  note: z.string().trim().max(1000).optional(),
  /** Ends wrap-up at once. */
  done: z.boolean().default(true),
});
export const superviseSchema = z.strictObject({ mode: z.enum(SUPERVISION_MODES) });
/** A supervisor changes an agent's state. */
export const agentStateChangeSchema = z.strictObject({
  state: z.enum(['available', 'break', 'away', 'signed_out']),
  why: z.string().trim().min(2).max(200),
});

/** Presence of an agent, as colleagues see it. */
export const agentPresenceSchema = z.object({
  personId: id,
  name: z.string(),
  state: z.enum(AGENT_STATES),
  reason: z.enum(BREAK_REASONS).nullable(),
  since: instant,
  skills: z.array(z.string()),
  contactId: id.nullable(),
  version: z.int(),
});
export type AgentPresence = z.infer<typeof agentPresenceSchema>;
export const agentListSchema = z.object({ items: z.array(agentPresenceSchema) });

/** The wallboard. Ratios are 0–1, null when there is nothing to divide. */
export const wallboardSchema = z.object({
  now: instant,
  /** On the line now, an agent's phone already ringing for some of them. */
  waiting: z.int(),
  waitingRescue: z.int(),
  /** Have hung up, keep their place, and are to be called back. */
  callbacks: z.int(),
  longestSince: instant.nullable(),
  /**
   * Callers who asked for a person since midnight:
   * offered = answered + abandoned + turnedAway + left + callbacks + waiting.
   */
  today: z.object({
    offered: z.int(),
    answered: z.int(),
    /** Answered within serviceLevelSeconds, of those answered or abandoned after it. */
    serviceLevel: z.number().nullable(),
    serviceLevelSeconds: z.int(),
    abandoned: z.int(),
    turnedAway: z.int(),
    left: z.int(),
    /** Chose a callback and have not been spoken with: still to be called, not reached, or rang again. */
    callbacks: z.int(),
    waiting: z.int(),
    /** Abandoned, of those offered. */
    abandonment: z.number().nullable(),
    /** From asking for a person to being answered; callbacks apart, whose wait is not on the line. */
    averageWaitSeconds: z.number().nullable(),
    /** From being answered to the end of the call. */
    averageHandleSeconds: z.number().nullable(),
  }),
  agents: z.array(agentPresenceSchema),
  entries: z.array(
    z.object({
      contactId: id,
      state: z.enum(['waiting', 'callback', 'offered', 'connected']),
      number: z.string(), // masked
      customerName: z.string().nullable(),
      priority: z.enum(['rescue', 'urgent', 'normal']),
      skills: z.array(z.string()),
      arrivedAt: instant,
      /** Waiting or to be called back: since when this time. */
      waitingSince: instant,
      answeredAt: instant.nullable(),
      personId: id.nullable(),
      /** Who is on it besides, and how. */
      supervisors: z.array(z.object({ personId: id, name: z.string(), mode: z.enum(SUPERVISION_MODES) })),
    }),
  ),
});
export type Wallboard = z.infer<typeof wallboardSchema>;

/** F1: when a customer says that they wish to be called. */
export const customerCallWishSchema = z.strictObject({ customerId: id, wish: z.enum(CALL_WISHES) });

/** Screen pop: what is known of a caller, before the agent answers. */
export const callerBriefSchema = z.object({
  customer: z.object({ id, name: z.string(), gender: z.string(), callWish: z.enum(CALL_WISHES) }).nullable(),
  /** How the number is treated (services/numbers); null: like any other. */
  rule: z.object({ kind: z.enum(NUMBER_RULE_KINDS), reason: z.string() }).nullable(),
  /** Others who share the number. */
  household: z.array(z.object({ id, name: z.string() })),
  sites: z.array(z.object({ id, customerId: id, districtCode: z.string(), address: z.string().nullable() })),
  appliances: z.array(
    z.object({
      id,
      customerId: id,
      siteId: id.nullable(),
      category: z.string(),
      brandId: id.nullable(),
      brandName: z.string().nullable(),
      model: z.string(),
      serialNumber: z.string().nullable(),
      purchasedOn: z.string().nullable(),
      warrantyUntil: z.string().nullable(),
      inWarranty: z.boolean(),
    }),
  ),
  tickets: z.array(
    z.object({
      id,
      number: z.string(),
      kind: z.enum(TICKET_KINDS),
      category: z.string().nullable(),
      state: z.enum(TICKET_STATES),
      priority: z.enum(PRIORITIES),
      open: z.boolean(),
      openedAt: instant,
      outletName: z.string().nullable(),
      appointmentAt: instant.nullable(),
      chaseCount: z.int(),
      version: z.int(),
    }),
  ),
  calls: z.array(
    z.object({
      id,
      direction: z.enum(['inbound', 'outbound']),
      startedAt: instant,
      disposition: z.enum(DISPOSITIONS).nullable(),
      subject: z.enum(CALL_SUBJECTS).nullable(),
      note: z.string().nullable(),
      agentName: z.string().nullable(),
    }),
  ),
});
export type CallerBrief = z.infer<typeof callerBriefSchema>;
