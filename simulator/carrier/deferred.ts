/** A promise that somebody else settles; only the first time counts. */
export interface Deferred<T> {
  promise: Promise<T>;
  settle(value: T): void;
}

export function deferred<T>(): Deferred<T> {
  let settle: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
}
