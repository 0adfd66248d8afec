/** Removes the first that is of that sort, else the first of all. */
export function forgetOne<T>(list: T[], ofSort: (item: T) => boolean): void {
  list.splice(Math.max(0, list.findIndex(ofSort)), 1);
}

export function deleteOldest(map: Map<string, unknown>): void {
  const oldest = map.keys().next().value;
  if (oldest !== undefined) map.delete(oldest);
}
