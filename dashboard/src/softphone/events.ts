import type { SoftphoneEvents } from './device.ts';

type Listener<E extends keyof SoftphoneEvents> = (...told: SoftphoneEvents[E]) => void;

/** Who listens to a device. */
export class Listeners {
  #listeners: { [E in keyof SoftphoneEvents]?: Listener<E>[] } = {};

  add<E extends keyof SoftphoneEvents>(event: E, listener: Listener<E>): void {
    const known: Listener<E>[] | undefined = this.#listeners[event];
    if (known) known.push(listener);
    else Object.assign(this.#listeners, { [event]: [listener] });
  }

  tell<E extends keyof SoftphoneEvents>(event: E, ...told: SoftphoneEvents[E]): void {
    const known: Listener<E>[] | undefined = this.#listeners[event];
    for (const listener of known ?? []) listener(...told);
  }
}
