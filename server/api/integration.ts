import { EVENTS, type EventMap } from '../../domain/contracts/event-schemas.ts';
import {
  apiKeyChangedSchema,
  apiKeyListSchema,
  apiKeyMadeSchema,
  changeEndpointSchema,
  deliveryChangedSchema,
  deliveryListSchema,
  deliveryQuery,
  endpointChangedSchema,
  endpointListSchema,
  endpointSecretSchema,
  eventFeedQuery,
  eventFeedSchema,
  newApiKeySchema,
  newEndpointSchema,
  integrationParams as params,
  replaySchema,
  rotateSchema,
} from '../../domain/contracts/integration.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { makeKey, revokeKey } from '../../services/integration/api-keys.ts';
import {
  askAgain,
  changeEndpoint,
  makeEndpoint,
  replayFrom,
  rotateSecret,
  sendTest,
  skipEvent,
} from '../../services/integration/endpoints.ts';
import { readFeed } from '../../services/integration/feed.ts';
import { roomsFor, type Viewer } from '../../services/people/viewer.ts';
import {
  deliveryView,
  deliveryViews,
  endpointView,
  endpointViews,
  keyView,
  keyViews,
} from '../../services/views/integration.ts';
import { route } from '../http/route.ts';
import { mayAsk } from '../webhooks/post-outside.ts';
import type { Wiring } from '../wiring.ts';

const ADMINISTRATOR: Role[] = ['administrator'];
const tag = 'integration';

export const integrationRoutes = [
  route({
    method: 'get',
    path: '/events',
    tag: 'events',
    summary: 'Events after a sequence, in order: what webhooks carry, to be fetched',
    query: eventFeedQuery,
    answer: eventFeedSchema,
    handle: async ({ viewer, query: { since, limit, types = '' }, wiring }) => {
      const rooms = viewer.scope.province ? null : roomsFor(viewer);
      const page = await readFeed(wiring.dataSource.manager, {
        since,
        limit,
        types: typesOf(types.split(',')),
        rooms,
      });
      return { ...page, items: page.items.map(({ eventId: _, ...event }) => event) };
    },
  }),
  route({
    method: 'get',
    path: '/webhooks',
    tag,
    summary: 'Where events are sent',
    roles: ADMINISTRATOR,
    answer: endpointListSchema,
    handle: async ({ now, wiring }) => ({ items: await endpointViews(wiring.dataSource.manager, now) }),
  }),
  route({
    method: 'post',
    path: '/webhooks',
    tag,
    summary: 'Send events there from now on; answers with the signing secret, once',
    roles: ADMINISTRATOR,
    body: newEndpointSchema,
    answer: endpointSecretSchema,
    status: 201,
    handle: ({ viewer, body, now, wiring, writeSealed }) => {
      requireAllowed(body.url, wiring);
      const types = typesOf(body.types);
      return writeSealed(async (tx) => {
        const { id, secret } = await makeEndpoint(tx, { ...body, types, ...by(viewer, wiring) }, now);
        return { endpoint: await endpointView(tx, id, now), secret };
      });
    },
  }),
  route({
    method: 'post',
    path: '/webhooks/:id',
    tag,
    summary: 'Change, pause or start again',
    roles: ADMINISTRATOR,
    params,
    body: changeEndpointSchema,
    answer: endpointChangedSchema,
    handle: ({ viewer, params: { id }, body, now, write, wiring }) => {
      if (body.url) requireAllowed(body.url, wiring);
      const types = body.types && typesOf(body.types);
      return write(async (tx) => {
        await changeEndpoint(tx, id, { ...body, ...(types && { types }) }, viewer.personId, now);
        return { endpoint: await endpointView(tx, id, now) };
      });
    },
  }),
  route({
    method: 'post',
    path: '/webhooks/:id/secret',
    tag,
    summary: 'A new signing secret, shown once; the one before signs too for a while',
    roles: ADMINISTRATOR,
    params,
    body: rotateSchema,
    answer: endpointSecretSchema,
    handle: ({ viewer, params: { id }, body: { keepHours }, now, wiring, writeSealed }) =>
      writeSealed(async (tx) => {
        const secret = await rotateSecret(tx, { id, keepHours, ...by(viewer, wiring) }, now);
        return { endpoint: await endpointView(tx, id, now), secret };
      }),
  }),
  route({
    method: 'post',
    path: '/webhooks/:id/replay',
    tag,
    summary: 'Send everything after a sequence again, in order',
    roles: ADMINISTRATOR,
    params,
    body: replaySchema,
    answer: endpointChangedSchema,
    handle: ({ viewer, params: { id }, body: { since }, now, write }) =>
      write(async (tx) => {
        await replayFrom(tx, { id, since, personId: viewer.personId }, now);
        return { endpoint: await endpointView(tx, id, now) };
      }),
  }),
  route({
    method: 'post',
    path: '/webhooks/:id/test',
    tag,
    summary: 'Send a test event',
    roles: ADMINISTRATOR,
    params,
    answer: deliveryChangedSchema,
    status: 201,
    handle: ({ params: { id }, now, write }) =>
      write(async (tx) => ({ delivery: await deliveryView(tx, await sendTest(tx, id, now)) })),
  }),
  route({
    method: 'get',
    path: '/webhooks/:id/deliveries',
    tag,
    summary: 'What was sent there and what came of it, newest first',
    roles: ADMINISTRATOR,
    params,
    query: deliveryQuery,
    answer: deliveryListSchema,
    handle: ({ params: { id }, query, wiring }) => deliveryViews(wiring.dataSource.manager, id, query),
  }),
  route({
    method: 'post',
    path: '/deliveries/:id/resend',
    tag,
    summary: 'Send one message again, under its webhook-id',
    roles: ADMINISTRATOR,
    params,
    answer: deliveryChangedSchema,
    handle: ({ params: { id }, now, write }) =>
      write(async (tx) => {
        await askAgain(tx, id, now);
        return { delivery: await deliveryView(tx, id) };
      }),
  }),
  route({
    method: 'post',
    path: '/deliveries/:id/skip',
    tag,
    summary: 'Leave out an event that the receiver does not take, and go on behind it',
    roles: ADMINISTRATOR,
    params,
    answer: endpointChangedSchema,
    handle: ({ viewer, params: { id }, now, write }) =>
      write(async (tx) => {
        const endpointId = await skipEvent(tx, { deliveryId: id, personId: viewer.personId }, now);
        return { endpoint: await endpointView(tx, endpointId, now) };
      }),
  }),
  route({
    method: 'get',
    path: '/keys',
    tag,
    summary: 'Keys of other systems',
    roles: ADMINISTRATOR,
    answer: apiKeyListSchema,
    handle: async ({ wiring }) => ({ items: await keyViews(wiring.dataSource.manager) }),
  }),
  route({
    method: 'post',
    path: '/keys',
    tag,
    summary: 'A key for another system, with a role in a unit; answers with the token, once',
    roles: ADMINISTRATOR,
    body: newApiKeySchema,
    answer: apiKeyMadeSchema,
    status: 201,
    handle: ({ viewer, body, now, writeSealed }) =>
      writeSealed(async (tx) => {
        const { id, token } = await makeKey(tx, { ...body, personId: viewer.personId }, now);
        return { key: await keyView(tx, id), token };
      }),
  }),
  route({
    method: 'delete',
    path: '/keys/:id',
    tag,
    summary: 'Revoke a key: it opens nothing from the next request on',
    roles: ADMINISTRATOR,
    params,
    answer: apiKeyChangedSchema,
    handle: ({ viewer, params: { id }, now, write }) =>
      write(async (tx) => {
        await revokeKey(tx, { id, personId: viewer.personId }, now);
        return { key: await keyView(tx, id) };
      }),
  }),
];

const by = (viewer: Viewer, { config }: Wiring) => ({
  personId: viewer.personId,
  sessionSecret: config.sessionSecret,
});

/** @throws invalid for a type that there is none of */
function typesOf(given: string[]): string[] {
  const types = given.filter((type) => type !== '');
  const unknown = types.find((type) => !Object.hasOwn(EVENTS, type as keyof EventMap));
  if (unknown)
    throw new DomainError('invalid', 'There is no such event type. They are listed in /api/openapi.json.');
  return [...new Set(types)];
}

function requireAllowed(url: string, { config }: Wiring): void {
  if (mayAsk(url, config.webhooksPrivate)) {
    throw new DomainError('invalid', 'Events go to a public https address, without a user name in it.');
  }
}
