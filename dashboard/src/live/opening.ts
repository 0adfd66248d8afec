const TIMEOUT_MS = 8_000;
const AGAIN_MS = 1_000;

type Answer<Good> = ({ ok: true } & Good) | { ok: false; code: string; message: string };

/** What an opening asks, and whom it tells. */
interface Asking<Good> {
  /** Asks the server, which answers within so many milliseconds or with an error. */
  ask(timeoutMs: number, answered: (error: Error | null, answer: Answer<Good>) => void): void;
  connected(): boolean;
  opened(answer: Good): void;
  /** Not for this person: not asked again. */
  refused(code: string): void;
}

/**
 * Opens something live at the server, and asks again until it is answered; only the answer to what was asked last
 * counts. Without a connection it is asked when there is one again, by whoever listens for that.
 */
export class Opening<Good> {
  readonly #asking: Asking<Good>;
  #asks = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(asking: Asking<Good>) {
    this.#asking = asking;
  }

  start = (): void => {
    clearTimeout(this.#timer);
    this.#asks += 1;
    const ask = this.#asks;
    this.#asking.ask(TIMEOUT_MS, (error, answer) => {
      if (ask !== this.#asks) return;
      if (!error && answer.ok) return this.#asking.opened(answer);
      const code = error || answer.ok ? 'unavailable' : answer.code;
      if (code !== 'unavailable') this.#asking.refused(code);
      else if (this.#asking.connected()) this.#timer = setTimeout(this.start, AGAIN_MS);
    });
  };

  /** No answer on its way counts any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#asks += 1;
  }
}
