import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import type { Config } from './config.ts';

export type { Logger } from 'pino';

/**
 * Structured log, one JSON line an entry. Whatever is logged, phone numbers are masked in the finished line
 * (138****8000) and the values of keys that hold addresses or credentials are taken out, so that no call site has
 * to think of it.
 */
export function createLogger(
  config: Pick<Config, 'logLevel'> & { role?: string },
  destination?: DestinationStream,
): Logger {
  const options: LoggerOptions = {
    level: config.logLevel,
    base: { pid: process.pid, role: config.role },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError, error: describeError },
    hooks: { streamWrite: maskLine },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Failed SQL carries its parameters and statement (names, addresses): only these fields are written. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, errno } = error as { code?: unknown; errno?: unknown };
  const cause: unknown = error.cause === undefined ? undefined : describeError(error.cause);
  return { type: error.name, message: error.message, code, errno, stack: error.stack, cause };
}

/** One finished JSON line, made fit to be kept. */
export function maskLine(line: string): string {
  return maskPhones(line.replace(confidential, '"$1":"[removed]"'));
}

const confidential =
  /"((?:[a-z]\w*_?)?address|(?:proxy-)?authorization|(?:set-)?cookie|password|\w*secret|\w*token|speech_?result|remark)":(?:"(?:[^"\\]|\\.)*"|\[[^\]]*\]|\{[^{}]*\})/gi;

/*
 * Not next to a letter, digit or decimal point, so that ids, hashes, times in milliseconds and ticket numbers stay
 * readable; the letter of a written-out line break does not count. %2B is a plus sign in a URL.
 */
const before = String.raw`(?:(?<![0-9A-Za-z+]|\d\.)|(?<=\\[nrt]))`;
const after = '(?![0-9A-Za-z])';
const plus = String.raw`(?:\+|%2B)`;
const gap = '[ -]?';
const phone = new RegExp(
  [
    // a Chinese mobile, with or without the country code
    String.raw`${before}(?:${plus}?86${gap})?(1[3-9]\d)${gap}\d{4}${gap}(\d{4})${after}`,
    // a Chinese landline: area code with its 0, or with the country code instead
    String.raw`${before}(0(?:10|2\d|[3-9]\d\d)|${plus}86${gap}(?:10|2\d|[3-9]\d\d))${gap}\d{3,4}${gap}(\d{4})${after}`,
    // any other number in international form
    String.raw`(${plus})\d{4,11}(\d{4})${after}`,
  ].join('|'),
  'g',
);

/** Masks the phone numbers in a text: the first three and last four digits stay, to tell two callers apart. */
export function maskPhones(textOrLine: string): string {
  return textOrLine.replace(phone, (found: string, ...rest: unknown[]) => {
    const [m1, m2, l1, l2, i1, i2] = rest as (string | undefined)[];
    const masked = `${m1 ?? l1 ?? i1 ?? ''}****${m2 ?? l2 ?? i2 ?? ''}`;
    const at = rest[6] as number;
    return isBareNumber(textOrLine, at, found.length) ? `"${masked}"` : masked;
  });
}

/** A number that stands as a JSON value, outside quotes, has to become a string to stay JSON. */
function isBareNumber(line: string, at: number, length: number): boolean {
  if (!line.startsWith('{') || !/[:[,]/.test(line[at - 1] ?? '') || !/[,}\]]/.test(line[at + length] ?? ''))
    return false;
  const quotesBefore = line.slice(0, at).match(/(?<!\\)(?:\\\\)*"/g)?.length ?? 0;
  return quotesBefore % 2 === 0;
}
