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
  minItems?: number;
  format?: string;
  default?: PolicyValue;
}

export type Tree = { [key: string]: PolicyValue };
export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list of things with the same values, also while there are none. */
export const isRows = (value: PolicyValue, schema: Schema | undefined): value is Tree[] =>
  Array.isArray(value) && (value.length > 0 ? value.every(isTree) : schema?.items?.type === 'object');

/** The first of a list, before anybody has said what it is. */
export const blankRow = (schema: Schema | undefined): Tree =>
  Object.fromEntries(
    Object.entries(schema?.items?.properties ?? {}).map(([key, one]) => {
      const { orAny } = nullable(one);
      const empty = one.type === 'string' ? (one.enum?.[0] ?? '') : (one.minimum ?? 0);
      return [key, orAny ? null : (one.default ?? empty)];
    }),
  );

/** What may stand at a key. */
export function inner(schema: Schema | undefined, key: string): Schema | undefined {
  const { schema: some } = nullable(schema);
  const named = some?.properties?.[key];
  if (named) return named;
  return typeof some?.additionalProperties === 'object' ? some.additionalProperties : undefined;
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
