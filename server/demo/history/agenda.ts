interface Task {
  at: number;
  order: number;
  run: () => void;
}

/** What is still to happen, earliest first; what was entered first goes first among equals. */
export class Agenda {
  readonly #heap: Task[] = [];
  #order = 0;

  /** @param at milliseconds since 1970 */
  enter(at: number, run: () => void): void {
    const heap = this.#heap;
    let index = heap.push({ at, order: this.#order++, run }) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!earlier(heap[index] as Task, heap[parent] as Task)) break;
      swap(heap, index, parent);
      index = parent;
    }
  }

  next(): Task | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    heap[0] = last;
    for (let index = 0; ; ) {
      const left = 2 * index + 1;
      if (left >= heap.length) break;
      const right = left + 1;
      const child = right < heap.length && earlier(heap[right] as Task, heap[left] as Task) ? right : left;
      if (!earlier(heap[child] as Task, heap[index] as Task)) break;
      swap(heap, index, child);
      index = child;
    }
    return first;
  }
}

const earlier = (a: Task, b: Task) => a.at < b.at || (a.at === b.at && a.order < b.order);

function swap(heap: Task[], a: number, b: number): void {
  [heap[a], heap[b]] = [heap[b] as Task, heap[a] as Task];
}
