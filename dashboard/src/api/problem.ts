import type { Problem } from '../../../domain/contracts/api.ts';

/** Why a request came to nothing: what the server said, or that it could not be reached (`status` 0). */
export class RequestFailed extends Error {
  readonly status: number;
  readonly code: string;
  /** What the server said to do, in its own words. */
  readonly detail: string | null;

  constructor(status: number, code: string, detail: string | null) {
    super(`${status} ${code}`);
    this.name = 'RequestFailed';
    this.status = status;
    this.code = code;
    this.detail = detail;
  }

  /** Whether the outcome is not known, so that the same request may have to be sent again. */
  get unsure(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** Reads an answer that is not a success; a body that is no problem document counts as none. */
export async function failureOf(response: Response): Promise<RequestFailed> {
  const problem = await response.json().then(
    (body) => body as Partial<Problem>,
    () => ({}) as Partial<Problem>,
  );
  const code = problem.code ?? (response.status >= 500 ? 'unavailable' : `http_${response.status}`);
  return new RequestFailed(response.status, code, problem.detail ?? null);
}
