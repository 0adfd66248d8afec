import type { PolicyValue } from '../../../domain/contracts/policy.ts';

/** As much of JSON Schema as the policy is written in. */
export interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  enum?: string[];
  anyOf?: Schema[];
  pattern?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
}

export type Tree = { [key: string]: PolicyValue };
export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What may stand at a key. */
export function inner(schema: Schema | undefined, key: string): Schema | undefined {
  const named = schema?.properties?.[key];
  if (named) return named;
  return typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

/** What may stand somewhere, and whether nothing may stand there too: any. */
export function nullable(schema: Schema | undefined): { schema: Schema | undefined; orAny: boolean } {
  const some = schema?.anyOf?.find(({ type }) => type !== 'null');
  return some ? { schema: some, orAny: true } : { schema, orAny: false };
}

/** Whether keys may be added and taken away. */
export const isOpen = (schema: Schema | undefined): boolean =>
  typeof schema?.additionalProperties === 'object';

/**
 * The columns of a table, when the branches of a branch all hold the same plain values: deadlines by kind of work. Null
 * when they do not.
 */
export function columnsOf(rows: Tree): string[] | null {
  const branches = Object.values(rows);
  if (branches.length < 2 || !branches.every(isTree)) return null;
  const [first] = branches;
  const keys = Object.keys(first as Tree);
  const same = branches.every(
    (branch) =>
      Object.keys(branch as Tree).join() === keys.join() &&
      Object.values(branch as Tree).every((value) => typeof value !== 'object'),
  );
  return same && keys.length > 0 ? keys : null;
}
