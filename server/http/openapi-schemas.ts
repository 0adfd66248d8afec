import { z } from 'zod';
import * as api from '../../domain/contracts/api.ts';
import * as board from '../../domain/contracts/board.ts';
import * as campaigns from '../../domain/contracts/campaigns.ts';
import * as counter from '../../domain/contracts/counter.ts';
import * as dayPlan from '../../domain/contracts/day-plan.ts';
import * as desk from '../../domain/contracts/desk.ts';
import * as fieldwork from '../../domain/contracts/fieldwork.ts';
import * as imports from '../../domain/contracts/imports.ts';
import * as integration from '../../domain/contracts/integration.ts';
import * as knowledge from '../../domain/contracts/knowledge.ts';
import * as numbers from '../../domain/contracts/numbers.ts';
import * as recordings from '../../domain/contracts/recordings.ts';
import * as setup from '../../domain/contracts/setup.ts';
import * as supervision from '../../domain/contracts/supervision.ts';

export type Json = Record<string, unknown>;

const CONTRACTS = [
  board,
  dayPlan,
  fieldwork,
  api,
  campaigns,
  counter,
  desk,
  imports,
  integration,
  knowledge,
  numbers,
  recordings,
  setup,
  supervision,
];

/** Each body that has a name in the contracts has it in the document too: ticketCardSchema is TicketCard. */
const named = z.registry<{ id: string }>();
for (const contract of CONTRACTS) {
  for (const [name, value] of Object.entries(contract)) {
    if (!(value instanceof z.ZodType) || !name.endsWith('Schema') || named.has(value)) continue;
    named.add(value, { id: name.charAt(0).toUpperCase() + name.slice(1, -'Schema'.length) });
  }
}

/** JSON schemas with what has a name written down once, under components. */
export class SchemaBook {
  readonly components: Record<string, Json> = {};

  /** What is sent in may leave out what has a default; what comes back has it. */
  of(schema: z.ZodType, io: 'input' | 'output'): Json {
    const suffix = io === 'input' ? 'Input' : '';
    const {
      $schema: _,
      $defs = {},
      ...json
    } = z.toJSONSchema(schema, {
      target: 'draft-2020-12',
      io,
      unrepresentable: 'any',
      metadata: named,
    }) as Json & { $defs?: Record<string, Json> };
    const refs = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(refs);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) =>
          key === '$ref' && typeof inner === 'string'
            ? [key, inner.replace(/^#\/\$defs\/(.*)$/, `#/components/schemas/$1${suffix}`)]
            : [key, refs(inner)],
        ),
      );
    };
    for (const [name, definition] of Object.entries($defs)) {
      const { id: __, ...rest } = definition;
      this.components[name + suffix] = refs(rest) as Json;
    }
    const { id: ___, ...rest } = refs(json) as Json;
    const name = named.get(schema)?.id;
    if (!name || '$ref' in rest) return rest;
    this.components[name + suffix] = rest;
    return { $ref: `#/components/schemas/${name}${suffix}` };
  }
}
