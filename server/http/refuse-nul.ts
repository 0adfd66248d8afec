import { DomainError } from '../../domain/errors.ts';

/**
 * NUL is no letter of anybody's name: databases, logs and comparisons each take it for something else.
 *
 * @param input parsed, so that it is no deeper than its schema
 */
export function refuseNul(input: unknown): void {
  if (typeof input === 'string' && input.includes('\0')) {
    throw new DomainError('invalid', 'Text may not hold NUL characters. Take them out.');
  }
  if (typeof input === 'object' && input !== null) for (const part of Object.values(input)) refuseNul(part);
}
