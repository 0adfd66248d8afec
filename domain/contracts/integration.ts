import { z } from 'zod';
import { ROLES, type Role } from '../vocabulary.ts';
import { cursorQuery } from './cursor.ts';

/** What other systems are told and let in by: outgoing webhooks, the feed of events, keys of machines. */
const id = z.int().positive();
const instant = z.iso.datetime();
const params = z.object({ id: z.coerce.number().int().positive() });
export const integrationParams = params;

/** `disabled`: given up after long failure, or the receiver answered 410; a person starts it again. */
export const ENDPOINT_STATES = ['active', 'paused', 'disabled'] as const;
export type EndpointState = (typeof ENDPOINT_STATES)[number];
export const DISABLED_REASONS = ['gone', 'failing'] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

export const INTEGRATION_CHANGES = [
  'endpoint_made',
  'endpoint_changed',
  'secret_rotated',
  'replayed',
  'skipped',
  'key_made',
  'key_revoked',
  'import_applied',
] as const;
export type IntegrationChange = (typeof INTEGRATION_CHANGES)[number];

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
/** Why a try came to nothing. */
export const DELIVERY_ERRORS = [
  'status', // an answer other than 2xx
  'address', // leads to an address that may not be asked
  'unreachable',
  'timed_out',
  'certificate',
] as const;
export type DeliveryError = (typeof DELIVERY_ERRORS)[number];

// — the feed —
export const eventFeedQuery = z.object({
  since: z.coerce.number().int().min(0).default(0).describe('The last sequence that is known already'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  types: z.string().max(1000).optional().describe('Event types joined by commas; absent: all'),
});
/** One event, as webhooks carry it too. */
export const publishedEventSchema = z.object({
  type: z.string(),
  timestamp: instant,
  /** Its place among all events. Grows; has gaps where events are for others. */
  sequence: id,
  data: z.record(z.string(), z.unknown()),
});
export type PublishedEvent = z.infer<typeof publishedEventSchema>;
export const eventFeedSchema = z.object({
  items: z.array(publishedEventSchema),
  /** Send this as `since` next time. */
  next: z.int().min(0),
  /** Whether there is more to be had at once. */
  more: z.boolean(),
});

// — endpoints —
const url = z.url().max(500);
const types = z.array(z.string().max(40)).max(100);
const description = z.string().trim().min(2).max(120);
export const endpointSchema = z.object({
  id,
  description: z.string(),
  url: z.string(),
  /** Empty: every type. */
  types: z.array(z.string()),
  unitId: id,
  unitName: z.string(),
  state: z.enum(ENDPOINT_STATES),
  disabledWhy: z.enum(DISABLED_REASONS).nullable(),
  /** The sequence up to which everything is delivered, and the last there is. */
  position: z.int(),
  head: z.int(),
  failures: z.int(),
  failingSince: instant.nullable(),
  nextTryAt: instant.nullable(),
  lastDeliveredAt: instant.nullable(),
  /** Until when the secret before this one signs too. */
  previousUntil: instant.nullable(),
  createdAt: instant,
});
export type EndpointView = z.infer<typeof endpointSchema>;
export const endpointListSchema = z.object({ items: z.array(endpointSchema) });
export const newEndpointSchema = z.strictObject({ description, url, types, unitId: id });
export const changeEndpointSchema = z.strictObject({
  description: description.optional(),
  url: url.optional(),
  types: types.optional(),
  state: z.enum(['active', 'paused']).optional(),
});
/** The secret is shown here and never again. */
export const endpointSecretSchema = z.object({ endpoint: endpointSchema, secret: z.string() });
export const endpointChangedSchema = z.object({ endpoint: endpointSchema });
export const rotateSchema = z.strictObject({
  /** How long the secret before goes on signing beside the new one. */
  keepHours: z.int().min(0).max(168).default(24),
});
export const replaySchema = z.strictObject({
  /** Everything after this sequence is delivered again, in order. */
  since: z.int().min(0),
});

export const deliverySchema = z.object({
  id,
  /** webhook-id: the same however often it is sent. */
  messageId: z.string(),
  type: z.string(),
  sequence: z.int().nullable(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  code: z.int().nullable(),
  error: z.enum(DELIVERY_ERRORS).nullable(),
  durationMs: z.int().nullable(),
  firstAt: instant,
  lastAt: instant,
  resending: z.boolean(),
});
export type DeliveryView = z.infer<typeof deliverySchema>;
export const deliveryQuery = z.object({
  ...cursorQuery,
  state: z.enum(DELIVERY_STATES).optional(),
});
export const deliveryListSchema = z.object({ items: z.array(deliverySchema), next: z.string().nullable() });
export const deliveryChangedSchema = z.object({ delivery: deliverySchema });

// — keys of machines —
/** What a machine may be; nobody's desk, and none that lets others in. */
export const KEY_ROLES = [
  'dispatcher',
  'store_supervisor',
  'category_supervisor',
  'region_manager',
  'headquarters_manager',
] as const satisfies Role[];
export const apiKeySchema = z.object({
  id,
  name: z.string(),
  /** How it begins, to tell it from others. */
  hint: z.string(),
  role: z.enum(ROLES).nullable(),
  unitName: z.string().nullable(),
  createdAt: instant,
  createdByName: z.string().nullable(),
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type ApiKeyView = z.infer<typeof apiKeySchema>;
export const apiKeyListSchema = z.object({ items: z.array(apiKeySchema) });
export const newApiKeySchema = z.strictObject({
  name: z.string().trim().min(2).max(80),
  role: z.enum(KEY_ROLES),
  unitId: id,
});
/** The token is shown here and never again. */
export const apiKeyMadeSchema = z.object({ key: apiKeySchema, token: z.string() });
export const apiKeyChangedSchema = z.object({ key: apiKeySchema });
