import { SingleBar } from 'cli-progress';

export interface Progress {
  /** A part of the run begins. */
  begin(name: string): void;
  update(done: number, all: number): void;
  end(): void;
}

const LINE_MS = 5_000;

/** A bar in a terminal; elsewhere a line now and then. On standard error: what is counted goes to standard output. */
export function createProgress(): Progress {
  return process.stderr.isTTY ? bars() : lines();
}

function bars(): Progress {
  let bar: SingleBar | undefined;
  return {
    begin(name) {
      bar = new SingleBar({
        format: `${name.padEnd(12)} {bar} {value}/{total}  {duration_formatted}`,
        hideCursor: true,
      });
      bar.start(1, 0);
    },
    update(done, all) {
      bar?.setTotal(Math.max(1, all));
      bar?.update(done);
    },
    end() {
      bar?.stop();
      bar = undefined;
    },
  };
}

function lines(): Progress {
  let name = '';
  let last = '';
  let saidAt = 0;
  const say = () => {
    saidAt = performance.now();
    process.stderr.write(`${name} ${last}\n`);
  };
  return {
    begin(part) {
      name = part;
      last = '…';
      say();
    },
    update(done, all) {
      last = `${done}/${all}`;
      if (performance.now() - saidAt > LINE_MS) say();
    },
    end() {
      if (last !== '…') say();
    },
  };
}
