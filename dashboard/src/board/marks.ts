import { changesBetween, type Tickets } from './sorted.ts';

const MARKED_MS = 4_000;

/**
 * Which tickets have just come or changed, for a short while. Each card looks for itself, so that a mark redraws the
 * card that it is on and no other.
 */
export class Marks {
  #tickets: Tickets | null = null;
  readonly #until = new Map<number, number>();
  readonly #watchers = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  watch = (changed: () => void): (() => void) => {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  };

  has(id: number): boolean {
    return this.#until.has(id);
  }

  /** The tickets as they now are. What a first snapshot brings is no news; `null` says that one is to come. */
  see(tickets: Tickets | null): void {
    const before = this.#tickets;
    this.#tickets = tickets;
    if (!before || !tickets || before === tickets) return;
    const news = changesBetween(before, tickets).filter(({ was, is }) => is && is.version !== was?.version);
    if (news.length === 0) return;
    const until = performance.now() + MARKED_MS;
    for (const { is } of news) if (is) this.#until.set(is.id, until);
    this.#tell();
    this.#timer ??= setTimeout(this.#fade, MARKED_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #fade = (): void => {
    this.#timer = undefined;
    const now = performance.now();
    for (const [id, until] of this.#until) if (until <= now) this.#until.delete(id);
    if (this.#until.size > 0) this.#timer = setTimeout(this.#fade, 1_000);
    this.#tell();
  };

  #tell(): void {
    for (const watcher of this.#watchers) watcher();
  }
}
