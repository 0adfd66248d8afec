import type { StoredStep } from './step-store.ts';

export interface LastStep extends StoredStep {
  step: number;
}

/** The last step of the calls that this process served last: saves reading it back. Never the only copy. */
export class RecentCalls {
  readonly #calls = new Map<string, LastStep>();
  readonly #limit: number;

  constructor(limit = 10_000) {
    this.#limit = limit;
  }

  get(callSid: string): LastStep | undefined {
    return this.#calls.get(callSid);
  }

  /** A late repetition of an earlier step does not push out a later one. */
  set(callSid: string, last: LastStep): void {
    if ((this.#calls.get(callSid)?.step ?? -1) > last.step) return;
    this.#calls.delete(callSid);
    this.#calls.set(callSid, last);
    if (this.#calls.size > this.#limit) {
      const oldest = this.#calls.keys().next();
      if (!oldest.done) this.#calls.delete(oldest.value);
    }
  }
}
