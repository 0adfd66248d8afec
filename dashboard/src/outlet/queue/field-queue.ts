import { RequestFailed } from '../../api/problem.ts';
import type { Queued, QueueStore } from './types.ts';

/** What became of a deed at once. */
export type Outcome<Answer = unknown> =
  | { state: 'sent'; answer: Answer }
  /** No network: it is kept on the phone and sent later. */
  | { state: 'waiting' }
  | { state: 'refused'; refusal: NonNullable<Queued['refusal']> };

export interface QueueDeps {
  store: QueueStore;
  /** Throws RequestFailed. */
  send(item: Queued): Promise<unknown>;
  /** Told of each deed that the hotline has taken. */
  sent(item: Queued): void;
  /** The session has ended: nothing is sent until somebody signs in. */
  ended(): void;
  /** Runs work that only one tab may do at a time. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  later(work: () => void, afterMs: number): () => void;
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * What a technician did and the hotline has not heard of: kept on the phone before anything is sent, sent in the order
 * in which it was done, and forgotten only once the hotline has taken it. Each has its key, so that a send of which no
 * answer came is sent again and has one effect. What the hotline refuses stands, with the rest of that job behind it,
 * until somebody decides; other jobs go on.
 */
export class FieldQueue {
  readonly #deps: QueueDeps;
  readonly #personId: number;
  readonly #listeners = new Set<() => void>();
  #items: readonly Queued[] = [];
  #flushing: Promise<void> | null = null;
  #again = false;
  #failures = 0;
  #cancel: (() => void) | null = null;
  #closed = false;
  readonly #outcomes = new Map<number, Outcome>();

  constructor(personId: number, deps: QueueDeps) {
    this.#personId = personId;
    this.#deps = deps;
  }

  /** Mine, in order. The same array while nothing changed. */
  items = (): readonly Queued[] => this.#items;

  watch = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  /** Reads what the phone kept, also through a restart, and begins to send. */
  async start(): Promise<void> {
    await this.#load();
    void this.flush();
  }

  close(): void {
    this.#closed = true;
    this.#cancel?.();
  }

  /**
   * Keeps a deed and tries to send it.
   *
   * @param isKept called once the phone has it, whatever becomes of the sending: nobody waits for a network
   */
  async submit<Answer>(
    item: Omit<Queued, 'order' | 'personId' | 'refusal'>,
    isKept: () => void = () => {},
  ): Promise<Outcome<Answer>> {
    const kept = await this.#deps.store.add({ ...item, personId: this.#personId, refusal: null });
    this.#show([...this.#items, kept]);
    isKept();
    await this.flush();
    const outcome = this.#outcomes.get(kept.order) ?? { state: 'waiting' };
    this.#outcomes.delete(kept.order);
    return outcome as Outcome<Answer>;
  }

  /** Sends what waits. Called again while it does, it goes round once more. */
  flush = (): Promise<void> => {
    if (this.#closed) return Promise.resolve();
    this.#again = true;
    this.#flushing ??= this.#rounds().finally(() => {
      this.#flushing = null;
    });
    return this.#flushing;
  };

  /** Asks again for one that was refused, as after the matter was settled by telephone. */
  async retry(order: number): Promise<void> {
    const item = this.#items.find((each) => each.order === order);
    if (!item) return;
    await this.#change({ ...item, refusal: null });
    await this.flush();
  }

  /** Gives one up, for good; what stands behind it goes on. */
  async discard(order: number): Promise<void> {
    await this.#deps.store.remove(order);
    await this.#load();
    void this.flush();
  }

  /** Gives up all of a job. */
  async discardJob(ticketId: number): Promise<void> {
    for (const item of this.#items) {
      if (item.ticketId === ticketId) await this.#deps.store.remove(item.order);
    }
    await this.#load();
  }

  async #rounds(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    while (this.#again) {
      this.#again = false;
      // Another tab may be sending the same: once it is done, what it sent is gone from the store.
      const goOn = await this.#deps.alone(() => this.#round());
      if (!goOn) break;
    }
  }

  /** @returns false when there is no use in going on now */
  async #round(): Promise<boolean> {
    await this.#load();
    const held = new Set<number>();
    for (const item of this.#items) {
      if (item.refusal) held.add(item.ticketId);
      if (held.has(item.ticketId)) continue;
      try {
        const answer = await this.#deps.send(item);
        await this.#deps.store.remove(item.order);
        this.#failures = 0;
        this.#outcomes.set(item.order, { state: 'sent', answer });
        // Told first, so that nothing that was done is shown as not done in between.
        this.#deps.sent(item);
        this.#show(this.#items.filter(({ order }) => order !== item.order));
      } catch (error) {
        const failed = error instanceof RequestFailed ? error : new RequestFailed(0, 'offline', null);
        if (failed.status === 401) {
          this.#deps.ended();
          return false;
        }
        if (failed.unsure || failed.status === 429) {
          this.#tryLater();
          return false;
        }
        const refusal = { status: failed.status, code: failed.code, detail: failed.detail };
        held.add(item.ticketId);
        this.#outcomes.set(item.order, { state: 'refused', refusal });
        await this.#change({ ...item, refusal });
      }
    }
    return true;
  }

  #tryLater(): void {
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#cancel?.();
    this.#cancel = this.#deps.later(() => void this.flush(), wait);
    this.#again = false;
  }

  async #change(item: Queued): Promise<void> {
    await this.#deps.store.put(item);
    this.#show(this.#items.map((each) => (each.order === item.order ? item : each)));
  }

  async #load(): Promise<void> {
    const all = await this.#deps.store.all();
    this.#show(all.filter(({ personId }) => personId === this.#personId));
  }

  #show(items: readonly Queued[]): void {
    this.#items = items;
    for (const changed of this.#listeners) changed();
  }
}
