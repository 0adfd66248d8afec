/** Whether both say the same, in whichever order their fields were written. */
export const sameBody = (one: unknown, other: unknown): boolean => inOrder(one) === inOrder(other);

const inOrder = (body: unknown): string =>
  JSON.stringify(body, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
