/** Everything a use case can refuse. Mapped once to HTTP, once to a socket ack, once to a spoken prompt. */
export const DOMAIN_ERROR_CODES = [
  'not_signed_in',
  'too_many_tries',
  'forbidden',
  'not_found',
  'invalid',
  'stale', // someone else changed it meanwhile
  'wrong_state', // not possible as it stands now
  'duplicate', // H8: the same matter is open already
  'code_missing', // H5: neither the customer's completion code nor why it lacks
  'outlet_stopped', // D5
  'outlet_full',
  'expired',
  'too_long', // F5: more than a workbook takes
  'unavailable', // a part of the system is down; nothing was changed
] as const;
export type DomainErrorCode = (typeof DOMAIN_ERROR_CODES)[number];

/** A refusal. `message` says what to do; `details` holds codes and figures, no personal data. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly details: Record<string, unknown>;
  constructor(code: DomainErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}
