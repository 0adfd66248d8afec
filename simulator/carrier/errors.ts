/** What went wrong on the app's side of a call, with the carrier's error code (twilio.com/docs/errors). */
export class CarrierError extends Error {
  readonly code: number;
  readonly url: string | undefined;

  constructor(code: number, message: string, url?: string) {
    super(message);
    this.code = code;
    this.url = url;
  }
}

/** A fault of the carrier itself ends one call, not all of them, and is not hidden. */
export function carrierError(thrown: unknown): CarrierError {
  if (thrown instanceof CarrierError) return thrown;
  console.error(thrown);
  return new CarrierError(12400, `The carrier failed: ${String(thrown)}`);
}

/** A REST request that is refused; becomes the JSON error body `{code, message, more_info, status}`. */
export class RestError extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  toBody(): { code: number; message: string; more_info: string; status: number } {
    return {
      code: this.code,
      message: this.message,
      more_info: `https://www.twilio.com/docs/errors/${this.code}`,
      status: this.status,
    };
  }
}

/** A request to the phone API that is refused: answered as `{error}` with this HTTP status. */
export class PhoneError extends Error {
  readonly status: number;
  /** The carrier's own code, where there is one. */
  readonly code: number | undefined;

  constructor(status: number, message: string, code?: number) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
