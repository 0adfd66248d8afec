/**
 * Chance that can be repeated: sfc32, seeded by text. Every part of the demo draws from a stream of its own, so
 * that a change in one does not shift the others.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d = 1;
  readonly #seed: string;

  constructor(seed: string | number) {
    this.#seed = String(seed);
    const word = hash(this.#seed);
    this.#a = word();
    this.#b = word();
    this.#c = word();
    for (let round = 0; round < 15; round++) this.next();
  }

  /** An independent stream, the same for the same name. */
  stream(name: string): Random {
    return new Random(`${this.#seed}/${name}`);
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + t) | 0;
    return (t >>> 0) / 4294967296;
  }

  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  between(min: number, max: number): number {
    return min + this.next() * (max - min);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  /** Picks by weight: `[[item, weight], …]`. For long lists that do not change use `Weighted`. */
  pickBy<T>(items: readonly (readonly [T, number])[]): T {
    let at = this.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      at -= weight;
      if (at < 0) return item;
    }
    return (items.at(-1) as readonly [T, number])[0];
  }

  /** Around 0 with a standard deviation of 1. */
  normal(): number {
    const u = Math.sqrt(-2 * Math.log(1 - this.next()));
    return u * Math.cos(2 * Math.PI * this.next());
  }

  /** Mostly near the median, now and then much longer: how long people take. */
  lognormal(median: number, spread: number): number {
    return median * Math.exp(spread * this.normal());
  }

  digits(length: number): string {
    let text = '';
    while (text.length < length) text += this.int(0, 9);
    return text;
  }

  hex(length: number): string {
    let text = '';
    while (text.length < length) text += this.int(0, 0xffff).toString(16).padStart(4, '0');
    return text.slice(0, length);
  }
}

/** Picks by weight from a list that is used often. */
export class Weighted<T> {
  readonly #items: readonly T[];
  readonly #upTo: number[] = [];
  #sum = 0;

  constructor(items: readonly T[], weight: (item: T) => number) {
    this.#items = items;
    for (const item of items) {
      this.#sum += weight(item);
      this.#upTo.push(this.#sum);
    }
  }

  pick(random: Random): T {
    const at = random.next() * this.#sum;
    let low = 0;
    let high = this.#upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#upTo[middle] as number) > at) high = middle;
      else low = middle + 1;
    }
    return this.#items[low] as T;
  }
}

/** FNV-1a, stirred: as many words as are asked for. */
function hash(text: string): () => number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    h ^= h >>> 16;
    return h;
  };
}
