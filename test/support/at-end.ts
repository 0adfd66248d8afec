const tasks: (() => unknown)[] = [];

/** Has something done after the last test of the run; the last asked is done first. */
export function atEnd(task: () => unknown): void {
  tasks.unshift(task);
}

export async function runAtEnd(): Promise<void> {
  for (const task of tasks.splice(0)) await task();
}
