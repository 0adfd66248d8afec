import type { z } from 'zod';
import { problemSchema } from '../../domain/contracts/api.ts';
import { type Json, SchemaBook } from './openapi-schemas.ts';
import { webhooksOf } from './openapi-webhooks.ts';
import type { Route } from './route.ts';

/** When each refusal comes; the body says what exactly is wrong, and what to do. */
const REFUSALS: Record<number, { code: string; detail: string; description: string }> = {
  401: {
    code: 'not_signed_in',
    detail: 'Sign in first.',
    description: 'No token, or one that has expired or was revoked',
  },
  403: { code: 'forbidden', detail: 'Your role does not allow this.', description: 'Not for this role' },
  404: {
    code: 'not_found',
    detail: 'There is no such ticket.',
    description: 'Not there, or not for you to see',
  },
  409: {
    code: 'stale',
    detail: 'Someone changed this ticket meanwhile. Look at it again, then decide.',
    description:
      'Not possible as it now stands: `stale`, `wrong_state`, `duplicate`, `outlet_stopped`, `outlet_full`',
  },
  413: { code: 'invalid', detail: 'The body is too large. Send at most 256 kB.', description: 'Too large' },
  422: {
    code: 'invalid',
    detail: 'kind: Invalid option',
    description:
      'Something in the request is wrong; `code_missing`: neither completion code nor why it lacks; `too_long`: more than a workbook takes',
  },
  429: {
    code: 'too_many_tries',
    detail: 'A key may make 600 requests a minute. Wait until the next one.',
    description: 'Too many requests',
  },
  503: {
    code: 'unavailable',
    detail: 'This is not possible just now; nothing was changed. Try again in a moment.',
    description: 'A part of the hotline is down; nothing was changed',
  },
};

const refusalComponents = (): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(REFUSALS).map(([status, { code, detail, description }]) => [
      `Problem${status}`,
      {
        description,
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: {
              type: `urn:yixian:${code}`,
              title: code.replaceAll('_', ' '),
              status: Number(status),
              code,
              detail,
            },
          },
        },
      },
    ]),
  );

function refusalsOf(route: Route): Record<string, Json> {
  const writes = route.method !== 'get';
  const statuses = [
    ...(route.public ? [] : [401, 429]),
    ...(route.roles || writes ? [403] : []),
    ...(route.params ? [404] : []),
    ...(writes ? [409] : []),
    ...(route.body || route.takes ? [413] : []),
    ...(route.body || route.query || route.params || route.takes ? [422] : []),
    503,
  ];
  return Object.fromEntries(
    [...new Set(statuses)]
      .sort()
      .map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
  );
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A word of your own for this one act, 8 to 80 signs. The same request under the same key again has no second effect and gets the same answer, for 48 hours.',
  schema: { type: 'string', minLength: 8, maxLength: 80 },
  example: 'order-4711-line-1',
};

const HINTS: Record<string, string> = {
  cursor:
    '`next` of the page before; absent for the first page. Opaque: it is of this list and this query alone.',
  limit: 'Rows a page',
};

function parameters(book: SchemaBook, schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const json = book.of(schema, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || (json.required ?? []).includes(name),
    ...(HINTS[name] && { description: HINTS[name] }),
    schema: property,
  }));
}

const answerOf = (book: SchemaBook, { produces, answer }: Route): Json =>
  produces
    ? { [produces]: { schema: { type: 'string', contentMediaType: produces } } }
    : { 'application/json': { schema: book.of(answer, 'output') } };

/** GET /tickets/:id/windows is getTicketsByIdWindows. */
const operationIdOf = ({ method, path }: Route): string =>
  method +
  path
    .replace(/:(\w)/g, (_, letter: string) => `by-${letter}`)
    .replace(/[/-](\w)/g, (_, letter: string) => letter.toUpperCase());

const DESCRIPTION = `One number for a province's after-sales service. Instants are UTC (ISO 8601), days YYYY-MM-DD, money whole fen.

**Signing in.** People: \`POST /api/session\` answers with a token. Systems: an administrator makes a key under Systems (接口). Either is sent as \`Authorization: Bearer …\`. A key works in one role, in one unit, under its own name, at most 600 requests a minute, and opens nothing from the moment it is revoked.

**Lists** are read page by page: send \`next\` of one page as \`cursor\` for the following one, until \`next\` is null.

**Writes** take an \`Idempotency-Key\`; an answer that shows a secret is kept sealed.

**Refusals** are RFC 9457 problem documents: \`code\` is for programs, \`detail\` says what to do.

**Events** are fetched from \`GET /api/events\` after a sequence, or sent to endpoints (webhooks below), in order and at least once, signed by the Standard Webhooks specification.`;

/** OpenAPI 3.1, from the same schemas that validate. */
export function openApi(routes: Route[], publicUrl: string): Json {
  const book = new SchemaBook();
  book.of(problemSchema, 'output');
  const paths: Record<string, Json> = {};
  for (const each of routes) {
    const path = `/api${each.path.replace(/:(\w+)/g, '{$1}')}`;
    const writes = each.method === 'post' && !each.public;
    paths[path] = {
      ...paths[path],
      [each.method]: {
        operationId: operationIdOf(each),
        summary: each.summary,
        tags: [each.tag],
        ...(each.public ? { security: [] } : {}),
        parameters: [
          ...parameters(book, each.params, 'path'),
          ...parameters(book, each.query, 'query'),
          ...(writes ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
        ],
        ...(each.takes
          ? {
              requestBody: {
                required: true,
                content: Object.fromEntries(
                  each.takes.types.map((type) => [
                    type,
                    { schema: { type: 'string', contentMediaType: type } },
                  ]),
                ),
              },
            }
          : {}),
        ...(each.body
          ? {
              requestBody: {
                required: true,
                content: { 'application/json': { schema: book.of(each.body, 'input') } },
              },
            }
          : {}),
        responses: {
          [each.status ?? 200]: {
            description: 'Done',
            content: answerOf(book, each),
          },
          ...refusalsOf(each),
        },
        ...(each.roles ? { 'x-roles': each.roles } : {}),
      },
    };
  }
  const webhooks = webhooksOf(book);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Yixian 一线',
      version: '0.3.0',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    security: [{ cookie: [] }, { bearer: [] }],
    components: {
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: 'yixian' },
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token of a session, or a key (`yx_…`) of another system.',
        },
      },
      parameters: { IdempotencyKey: IDEMPOTENCY_KEY },
      responses: refusalComponents(),
      schemas: book.components,
    },
    paths,
    webhooks,
  };
}
