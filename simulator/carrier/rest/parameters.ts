import type { Request } from 'express';
import { RestError } from '../errors.ts';

/**
 * The form or query parameters of a REST request. One that the resource does not know is refused: at the real carrier
 * it would be passed over in silence, and a misspelt StatusCallback never noticed.
 */
export class Parameters {
  private readonly values: Record<string, unknown>;

  constructor(given: unknown, known: readonly string[]) {
    this.values = (given ?? {}) as Record<string, unknown>;
    for (const name of Object.keys(this.values)) {
      if (!known.includes(name)) throw new RestError(400, 20001, `Unknown parameter ${name}`);
    }
  }

  /** The only value; of a repeated parameter the first. */
  text(name: string): string | undefined {
    return this.all(name)[0];
  }

  all(name: string): string[] {
    const value = this.values[name];
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map(String);
  }

  whole(name: string, fallback: number, min: number, max: number, code: number): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = Number(text);
    if (!Number.isInteger(value) || value < min || value > max) {
      throw new RestError(400, code, `${name} must be a whole number ${min}–${max}`);
    }
    return value;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], code: number): T | undefined {
    const text = this.text(name);
    if (text !== undefined && !allowed.includes(text as T)) {
      throw new RestError(400, code, `${name} must be one of ${allowed.join(', ')}`);
    }
    return text as T | undefined;
  }

  /** An absolute http(s) URL. */
  url(name: string, code: number): string | undefined {
    const text = this.text(name);
    if (text && !(URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))) {
      throw new RestError(400, code, `${name} is not a valid URL: ${text}`);
    }
    return text || undefined;
  }

  method(name: string): 'GET' | 'POST' {
    return this.oneOf(name, ['GET', 'POST'], 21403) ?? 'POST';
  }
}

export const query = (request: Request, known: readonly string[]): Parameters =>
  new Parameters(request.query, known);
export const form = (request: Request, known: readonly string[]): Parameters =>
  new Parameters(request.body, known);
