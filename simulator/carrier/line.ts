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
    return this.stay(work, () => false);
  }

  /**
   * Stays somewhere (in a queue, with others) until `exit` says what ended it. `take` sees what the person does
   * meanwhile and says whether it belongs there. Throws Interrupted.
   */
  stay<T>(exit: Promise<T>, take: (input: Input) => boolean): Promise<T> {
    if (this.interruption) {
      exit.catch(() => {});
      return Promise.reject(new Interrupted());
    }
    return new Promise((resolve, reject) => {
      const settle = () => {
        // What was left goes on by itself; by its end another wait may be in hand, which is not to be touched.
        if (this.taker === take) this.taker = undefined;
        if (this.breakOff === breakOff) this.breakOff = undefined;
      };
      const breakOff = () => {
        settle();
        reject(new Interrupted());
      };
      this.taker = take;
      this.breakOff = breakOff;
      exit.then(resolve, reject).finally(settle);
    });
  }

  /** Hands an input to the wait in hand. Throws PhoneError 409 when nothing waits for it. */
  offer(input: Input): void {
    if (!this.takes(input)) throw new PhoneError(409, `The call is not waiting for ${input.kind}`);
  }

  /** The same for one who asks on behalf of another line: says whether the input was taken. */
  takes(input: Input): boolean {
    return this.taker?.(input) ?? false;
  }

  /** Ends the wait in hand, and every later one until `resume`. Nothing takes the place of a hang-up. */
  interrupt(interruption: Interruption): void {
    if (this.interruption?.kind === 'hangup') return;
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
