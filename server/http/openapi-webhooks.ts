import { EVENTS, type EventMap, publicSchema } from '../../domain/contracts/event-schemas.ts';
import type { Json, SchemaBook } from './openapi-schemas.ts';

const header = (name: string, description: string): Json => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

/** What every event may say beside its own. */
const COMMON = {
  ticketId: { type: 'integer', description: 'The ticket it is about' },
  ticketVersion: { type: 'integer' },
  contactId: { type: 'integer', description: 'The call it came from' },
  rule: { type: 'string', description: 'The service rule that it carries out' },
};

/** What is posted to endpoints: one entry an event type, of the schemas by which events are written. */
export function webhooksOf(book: SchemaBook): Record<string, Json> {
  const types = Object.keys(EVENTS) as (keyof EventMap)[];
  return Object.fromEntries(
    types.map((type) => {
      const data = book.of(publicSchema(type), 'output') as { properties?: Json };
      const { additionalProperties: _, ...own } = data as Json;
      return [
        type,
        {
          post: {
            summary: type,
            operationId: type.replace(/[._](\w)/g, (_match, letter: string) => letter.toUpperCase()),
            tags: ['webhooks'],
            security: [],
            parameters: [
              header('webhook-id', 'The same however often it is sent: forget what you have had already.'),
              header(
                'webhook-timestamp',
                'Seconds since 1970, when it was signed. Refuse what is older than five minutes.',
              ),
              header(
                'webhook-signature',
                '`v1,` and the base64 HMAC-SHA256 of `id.timestamp.body`; two of them, parted by a space, while a secret is changed.',
              ),
            ],
            requestBody: {
              required: true,
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    required: ['type', 'timestamp', 'sequence', 'data'],
                    properties: {
                      type: { const: type },
                      timestamp: { type: 'string', format: 'date-time' },
                      sequence: { type: 'integer', minimum: 1 },
                      data: { ...own, properties: { ...COMMON, ...data.properties } },
                    },
                  },
                },
              },
            },
            responses: {
              '2XX': { description: 'Taken. Anything else is tried again, for five days.' },
              '410': { description: 'Wants no more: the endpoint is disabled.' },
            },
          },
        },
      ];
    }),
  );
}
