import { failureOf, RequestFailed } from './problem.ts';

const TIMEOUT_MS = 20_000;
const FILE_TIMEOUT_MS = 600_000;

export type Params = Record<string, string | number | boolean | null | undefined>;

/** GET with the session's cookie. Throws RequestFailed. */
export const get = <T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> =>
  send<T>('GET', path + queryOf(params), undefined, {}, signal);

/**
 * POST or DELETE. `key` makes a repeat of the same act have one effect: keep it until the outcome is known.
 * Throws RequestFailed.
 */
export const write = <T>(method: 'POST' | 'DELETE', path: string, body: unknown, key: string): Promise<T> =>
  send<T>(method, path, body, { 'Idempotency-Key': key });

/** GET of a file that the server first has to write, under the name that it gives. Throws RequestFailed. */
export async function getFile(path: string): Promise<File> {
  const response = await ask('GET', path, undefined, {}, { patienceMs: FILE_TIMEOUT_MS });
  const [, name = 'file'] =
    /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  return new File([await response.blob()], name);
}

/** POST of a file as it is. Throws RequestFailed. */
export const sendFile = <T>(path: string, file: File, key: string): Promise<T> =>
  send<T>('POST', path, file, { 'Idempotency-Key': key, 'Content-Type': 'text/csv' });

/** A key for one act. Works without a secure context too, as on a plain address in an office. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function send<T>(
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
  signal?: AbortSignal,
): Promise<T> {
  const response = await ask(method, path, body, headers, { signal });
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

async function ask(
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
  { signal, patienceMs = TIMEOUT_MS }: { signal?: AbortSignal; patienceMs?: number },
): Promise<Response> {
  const timeout = AbortSignal.timeout(patienceMs);
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: body instanceof Blob ? body : JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new RequestFailed(0, timeout.aborted ? 'timeout' : 'offline', null);
  }
  if (!response.ok) throw await failureOf(response);
  return response;
}

function queryOf(params: Params): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text && `?${text}`;
}
