import { PhoneError } from './errors.ts';

/** What the person at the phone does. */
export type Input =
  | { kind: 'keys'; digits: string }
  | { kind: 'speech'; text: string; confidence: number }
  | { kind: 'recording'; seconds: number; text: string; hangup: boolean }
  | { kind: 'silence' }
  /** Has begun to speak: what waits for silence waits on. */
  | { kind: 'speaking' }
  | { kind: 'answer' }
  | { kind: 'decline' };

/** Why the document in hand is left: the call is over, or the app's REST request put another in its place. */
export type Interruption = { kind: 'hangup'; by: 'phone' | 'app' } | { kind: 'redirect'; next: unknown };

export class Interrupted extends Error {}

/** `more` waits on, with the clock set anew when `restartMs` is given (Infinity: no clock). */
export type Taken<T> = { done: T } | { more: true; restartMs?: number };

type Taker = (input: Input) => boolean;

/**
 * The wire between the person at the phone and the interpreter: at most one wait at a time, which ends by an input
 * that it takes, by time, or by an interruption.
 */
export class Line {
  interruption: Interruption | undefined;
  private taker: Taker | undefined;
  private breakOff: (() => void) | undefined;

  /**
   * Waits `ms` (Infinity: until told). `take` sees each input and returns undefined for one that does not belong here.
   * Gives what `take` called done, or 'timeout'. Throws Interrupted.
   */
  wait<T>(ms: number, take: (input: Input) => Taken<T> | undefined): Promise<T | 'timeout'> {
    if (this.interruption) return Promise.reject(new Interrupted());
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const settle = () => {
        clearTimeout(timer);
        this.taker = undefined;
        this.breakOff = undefined;
      };
      const start = (duration: number) => {
        clearTimeout(timer);
        if (duration === Number.POSITIVE_INFINITY) return;
        timer = setTimeout(() => {
          settle();
          resolve('timeout');
        }, duration);
      };
      this.taker = (input) => {
        const taken = take(input);
        if (!taken) return false;
        if ('done' in taken) {
          settle();
          resolve(taken.done);
        } else if (taken.restartMs !== undefined) {
          start(taken.restartMs);
        }
        return true;
      };
      this.breakOff = () => {
        settle();
        reject(new Interrupted());
      };
      start(ms);
    });
  }

  /** Awaits work that the person at the phone cannot hasten, but leave. Throws Interrupted when they do. */
  during<T>(work: Promise<T>): Promise<T> {
    if (this.interruption) {
      work.catch(() => {});
      return Promise.reject(new Interrupted());
    }
    return new Promise((resolve, reject) => {
      const breakOff = () => {
        this.breakOff = undefined;
        reject(new Interrupted());
      };
      this.breakOff = breakOff;
      // Work that was left goes on by itself; by its end another wait may be in hand, which is not to be touched.
      work.then(resolve, reject).finally(() => {
        if (this.breakOff === breakOff) this.breakOff = undefined;
      });
    });
  }

  /** Hands an input to the wait in hand. Throws PhoneError 409 when nothing waits for it. */
  offer(input: Input): void {
    if (!this.taker?.(input)) throw new PhoneError(409, `The call is not waiting for ${input.kind}`);
  }

  /** Ends the wait in hand, and every later one until `resume`. */
  interrupt(interruption: Interruption): void {
    this.interruption = interruption;
    this.breakOff?.();
  }

  /** Throws Interrupted when an interruption came while nothing waited. */
  check(): void {
    if (this.interruption) throw new Interrupted();
  }

  resume(): void {
    this.interruption = undefined;
  }
}
