import type { PhoneEvent } from './types.ts';

type Listener = (event: PhoneEvent) => void;

/** Who listens on which number; '*' hears everything. */
export class Hub {
  private readonly listeners = new Map<string, Set<Listener>>();
  private nextId = 1;

  /** Gives the event its number and hands it to those who listen. */
  publish(event: PhoneEvent): void {
    event.id = this.nextId++;
    for (const key of [event.number, '*']) {
      for (const listener of this.listeners.get(key) ?? []) listener(event);
    }
  }

  /** Returns the function that stops listening. */
  listen(number: string, listener: Listener): () => void {
    const set = this.listeners.get(number) ?? new Set();
    this.listeners.set(number, set);
    set.add(listener);
    return () => {
      set.delete(listener);
      if (set.size === 0) this.listeners.delete(number);
    };
  }

  /** Whether somebody listens to this number, and not just to all. */
  hearsExactly(number: string): boolean {
    return this.listeners.has(number);
  }

  /** Whether somebody would hear this number ring. */
  hears(number: string): boolean {
    return this.listeners.has(number) || this.listeners.has('*');
  }
}
