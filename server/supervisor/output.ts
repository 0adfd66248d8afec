import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { systemClock } from '../clock.ts';
import { maskLine } from '../log.ts';

/** Where the log lines of all processes of one hotline come together. */
export interface Output {
  /** One finished line of log. */
  write(line: string): void;
  /** Takes whatever a child process writes; plain words become log lines. */
  attach(child: string, stream: Readable): void;
  /** The last thing that a child said before it died, if it said why. */
  lastWords(child: string): string | undefined;
}

const fatal = 60;
const fileLimitBytes = 50_000_000;

/** @param file where lines are kept (one older file beside it); standard output when left out */
export function createOutput(file?: string): Output {
  const lastWords = new Map<string, string>();
  const write = file ? fileWriter(file) : (line: string) => void process.stdout.write(line);
  return {
    write,
    attach(child, stream) {
      createInterface({ input: stream }).on('line', (line) => {
        if (line === '') return;
        const entry = parse(line);
        if (entry?.level === fatal) lastWords.set(child, entry.err?.message ?? entry.msg ?? '');
        else if (!entry) lastWords.set(child, line);
        write(entry ? `${line}\n` : asEntry(child, line));
      });
    },
    lastWords: (child) => lastWords.get(child),
  };
}

function parse(line: string): { level?: number; msg?: string; err?: { message?: string } } | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function asEntry(role: string, msg: string): string {
  return maskLine(`${JSON.stringify({ level: 30, time: systemClock.now().toISOString(), role, msg })}\n`);
}

/** Opened with the first line: before that the folder may not be there. */
function fileWriter(file: string): (line: string) => void {
  let stream: WriteStream | undefined;
  let written = 0;

  function open(): WriteStream {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    written = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    const next = createWriteStream(file, { flags: 'a', mode: 0o600 });
    // A full disk must not end the hotline for the sake of its log.
    next.on('error', () => {});
    return next;
  }
  return (line) => {
    stream ??= open();
    if (written > fileLimitBytes) {
      stream.end();
      renameSync(file, `${file}.1`);
      stream = open();
    }
    written += line.length;
    stream.write(line);
  };
}
