/** A policy, or what is to become one, as the tree of values that it is. */
export type PolicyValue = string | number | boolean | null | PolicyValue[] | { [key: string]: PolicyValue };

export const isBranch = (value: unknown): value is { [key: string]: PolicyValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every object in the tree with its path, the root first. */
export function* branches(
  value: unknown,
  path: string[] = [],
): Generator<{ path: string[]; branch: { [key: string]: PolicyValue } }> {
  if (!isBranch(value)) return;
  yield { path, branch: value };
  for (const [key, inner] of Object.entries(value)) yield* branches(inner, [...path, key]);
}

/** Every value that is no object, by its path joined with dots. */
export function leaves(value: unknown): Map<string, PolicyValue> {
  const found = new Map<string, PolicyValue>();
  for (const { path, branch } of branches(value)) {
    for (const [key, inner] of Object.entries(branch)) {
      if (!isBranch(inner)) found.set([...path, key].join('.'), inner);
    }
  }
  return found;
}
