export interface Deferred<T> {
  readonly promise: Promise<T>;
  /** The first call counts. */
  resolve(value: T): void;
}

/** A promise that somebody else ends. */
export function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>(end => (resolve = end));
  return { promise, resolve: value => resolve(value) };
}
