import type { z } from 'zod';
import type { Role } from '../../domain/vocabulary.ts';
import type { Viewer } from '../../services/people/viewer.ts';
import type { Tx } from '../../services/transaction.ts';
import type { Wiring } from '../wiring.ts';
import type { ByteStream } from './byte-stream.ts';
import type { SessionChange } from './session-change.ts';

type Schema = z.ZodType;
type Of<S extends Schema | undefined, Otherwise> = S extends Schema ? z.output<S> : Otherwise;

/** What a handler gets: everything already parsed and allowed. */
export interface Call<P, Q, B, V> {
  viewer: V;
  params: P;
  query: Q;
  body: B;
  now: Date;
  wiring: Wiring;
  /** Runs a use case once, however often the request with this Idempotency-Key comes. */
  write: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** The same where the answer shows a secret: what is kept of it is sealed. */
  writeSealed: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** The same for one part of a request that is several transactions; each part has its own kept answer. */
  writePart: <T>(part: string, work: (tx: Tx) => Promise<T>) => Promise<T>;
  token: string | null;
  /** The Range header: which part of the bytes is wanted. */
  range: string | undefined;
  /** The Sent-At header: when it was sent, by the sender's own clock. No part of what an Idempotency-Key stands for. */
  sentAt: Date | undefined;
  /** The body of a route that takes bytes. */
  bytes: Buffer | undefined;
}

export interface RouteDefinition<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  A extends Schema,
  Public extends boolean,
> {
  method: 'get' | 'post' | 'delete';
  /** Below /api, with `:name` for parameters. */
  path: string;
  summary: string;
  tag: string;
  /** Open to everybody, signed in or not. */
  public?: Public;
  /** Only these roles; absent: whoever is signed in (what they see is theirs alone). */
  roles?: Role[];
  params?: P;
  query?: Q;
  body?: B;
  answer: A;
  /** Media type of an answer that is no JSON. */
  produces?: string;
  status?: number;
  /** Takes bytes of these media types as its body, instead of JSON. */
  takes?: { types: readonly string[]; limit: number };
  handle: (
    call: Call<
      Of<P, undefined>,
      Of<Q, undefined>,
      Of<B, undefined>,
      Public extends true ? Viewer | null : Viewer
    >,
  ) => Promise<z.input<A> | SessionChange | ByteStream>;
}

/** A route whose types are checked where it is defined, and forgotten where routes are collected. */
export type Route = RouteDefinition<
  Schema | undefined,
  Schema | undefined,
  Schema | undefined,
  Schema,
  boolean
>;

export function route<
  A extends Schema,
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  Public extends boolean = false,
>(definition: RouteDefinition<P, Q, B, A, Public>): Route {
  return definition as unknown as Route;
}
