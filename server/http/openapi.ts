import { z } from 'zod';
import { problemSchema } from '../../domain/contracts/api.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
  });
  return json;
};

const problem = {
  description: 'What is wrong, and what to do about it',
  content: { 'application/problem+json': { schema: schemaOf(problemSchema, 'output') } },
};

function parameters(schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const json = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || (json.required ?? []).includes(name),
    schema: property,
  }));
}

const answerOf = ({ produces, answer }: Route): Json =>
  produces
    ? { [produces]: { schema: { type: 'string', contentMediaType: produces } } }
    : { 'application/json': { schema: schemaOf(answer, 'output') } };

/** OpenAPI 3.1, from the same schemas that validate. */
export function openApi(routes: Route[], publicUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const each of routes) {
    const path = `/api${each.path.replace(/:(\w+)/g, '{$1}')}`;
    const writes = each.method === 'post' && !each.public;
    paths[path] = {
      ...paths[path],
      [each.method]: {
        summary: each.summary,
        tags: [each.tag],
        ...(each.public ? { security: [] } : {}),
        parameters: [
          ...parameters(each.params, 'path'),
          ...parameters(each.query, 'query'),
          ...(writes
            ? [
                {
                  name: 'Idempotency-Key',
                  in: 'header',
                  required: false,
                  schema: { type: 'string', minLength: 8, maxLength: 80 },
                },
              ]
            : []),
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
                content: { 'application/json': { schema: schemaOf(each.body, 'input') } },
              },
            }
          : {}),
        responses: {
          [each.status ?? 200]: {
            description: 'Done',
            content: answerOf(each),
          },
          default: problem,
        },
        ...(each.roles ? { 'x-roles': each.roles } : {}),
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Yixian 一线',
      version: '0.1.0',
      description: "One number for a province's after-sales service. Instants are UTC, money is whole fen.",
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    security: [{ cookie: [] }, { bearer: [] }],
    components: {
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: 'yixian' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
    paths,
  };
}
