/**
 * The settings of a process: one schema, read once at the start. This is the only file of the product that looks
 * at `process.env`; everything else is given a `Config`.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';

export type Environment = Record<string, string | undefined>;

/** What one setting got wrong, or what is missing, each with what to do about it. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Settings (.env or environment): ${problems.join('; ')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const text = z.string().trim().min(1);
const flag = z.stringbool({ error: 'must be true or false' });
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

function whole(min: number, max: number) {
  return z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be a whole number from ${min} to ${max}`);
}

function address(example: string, ...protocols: string[]) {
  return text.refine((value) => {
    if (!URL.canParse(value)) return false;
    const { protocol, hostname } = new URL(value);
    return protocols.includes(protocol.slice(0, -1)) && hostname !== '';
  }, `must be an address like ${example}`);
}

const webAddress = (example: string) =>
  address(example, 'http', 'https').transform((url) => url.replace(/\/+$/, ''));

const schema = z.object({
  ROLE: z.enum(['all', 'web', 'worker'], { error: 'must be all, web or worker' }).default('all'),
  HOST: text.optional(),
  PORT: whole(1, 65535).default(3000),
  PUBLIC_URL: webAddress('https://hotline.example.com').optional(),
  DATA_DIR: text.default('.data'),
  DATABASE_URL: address('mysql://user:password@host:3306/yixian', 'mysql', 'mariadb').optional(),
  REDIS_URL: address('redis://:password@host:6379', 'redis', 'rediss').optional(),
  TWILIO_ACCOUNT_SID: text.optional(),
  TWILIO_AUTH_TOKEN: text.optional(),
  TWILIO_PHONE_NUMBER: text
    .regex(/^\+?\d{3,15}$/, 'must be a phone number like +8640012345678, digits only')
    .optional(),
  TWILIO_API_URL: webAddress('https://api.twilio.com').default('https://api.twilio.com'),
  TWILIO_API_KEY: text.optional(),
  TWILIO_API_SECRET: text.optional(),
  TWILIO_TWIML_APP_SID: text.optional(),
  SESSION_SECRET: text
    .min(32, 'must have at least 32 characters; make one with: openssl rand -hex 32')
    .optional(),
  TIME_ZONE: text.refine(isTimeZone, 'must be a time zone name like Asia/Shanghai').default('Asia/Shanghai'),
  CALLS_PER_SECOND: z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'must be a number above 0, at most 1000')
    .transform(Number)
    .refine((n) => n > 0 && n <= 1000, 'must be a number above 0, at most 1000')
    .optional(),
  MAP_FILE: text.optional(),
  WEBHOOKS_PRIVATE: flag.optional(),
  DEMO: flag.optional(),
  SIMULATED_CARRIER: flag.optional(),
  ROAD_URL: webAddress('http://127.0.0.1:5000').optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }).default('info'),
});

/** Every key that the product reads; `.env.example` lists the same. */
export const configKeys: readonly string[] = Object.keys(schema.shape);

/** Used as the caller's number of the simulated carrier when none is set. */
const demoHotlineNumber = '+864008009527';

export interface TwilioConfig {
  accountSid: string;
  authToken: string;
  /** The hotline's own number, as the carrier writes it. */
  phoneNumber: string;
  /** Base of the REST API, without a closing slash. */
  apiUrl: string;
  /** For the softphone; all three or none. */
  softphone?: { apiKey: string; apiSecret: string; twimlAppSid: string };
}

/** What a web or worker process runs on: complete, nothing left to guess. */
export interface Config {
  role: 'all' | 'web' | 'worker';
  host: string;
  port: number;
  /** How the outside reaches the hotline, without a closing slash. Webhook signatures are checked against it. */
  publicUrl: string;
  /** Absolute path. */
  dataDir: string;
  databaseUrl: string;
  redisUrl: string;
  twilio: TwilioConfig;
  sessionSecret: string;
  timeZone: string;
  /** How many outbound calls may be placed in any one second. */
  callsPerSecond: number;
  /** Events may be sent to addresses of our own network, and by plain http. */
  webhooksPrivate: boolean;
  /** A try-out with demo data: the clock can be moved and the demo logins work. */
  demo: boolean;
  /** `twilio.apiUrl` is this project's own carrier, whose virtual phone the web process shows at /phone. */
  simulatedCarrier: boolean;
  /** An OSRM-compatible service for travel by road, without a closing slash. */
  roadUrl?: string;
  logLevel: (typeof logLevels)[number];
  /** GeoJSON of the districts' boundaries, an absolute path. */
  mapFile?: string;
}

/**
 * What the supervisor starts from. In a demo it makes up what is missing (private servers, secrets, a simulated
 * carrier); outside a demo everything but the two servers is already there.
 */
export type StartConfig = Omit<Config, 'databaseUrl' | 'redisUrl' | 'sessionSecret' | 'twilio'> & {
  databaseUrl?: string;
  redisUrl?: string;
  sessionSecret?: string;
  twilio: Partial<TwilioConfig> & Pick<TwilioConfig, 'phoneNumber' | 'apiUrl'>;
};

/**
 * Reads the settings of a web or worker process. Throws a `ConfigError` that names every wrong or missing key.
 * An empty value counts as missing: an empty token would make every forged signature valid.
 */
export function readConfig(env: Environment): Config {
  return read(env, true) as Config;
}

/** Reads the settings of `npm start`, which may bring its own servers and, in a demo, its own secrets. */
export function readStartConfig(env: Environment): StartConfig {
  return read(env, false);
}

/** The environment of this process, with the keys of a `.env` file in `folder` where it does not set them itself. */
export function environment(folder = process.cwd()): Environment {
  const file = path.join(folder, '.env');
  return existsSync(file) ? { ...parseEnv(readFileSync(file, 'utf8')), ...process.env } : process.env;
}

function read(env: Environment, complete: boolean): StartConfig {
  const given = Object.fromEntries(
    configKeys.map((key) => [key, env[key]?.trim()]).filter(([, value]) => value),
  ) as Record<string, string>;
  const parsed = schema.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  if (!parsed.success) throw new ConfigError(problems);

  const set = parsed.data;
  const demo = set.DEMO ?? isTryOut(given);
  const simulatedCarrier =
    set.SIMULATED_CARRIER ?? (demo && !set.TWILIO_ACCOUNT_SID && !set.TWILIO_AUTH_TOKEN);
  const need = (key: keyof typeof set, why: string) => {
    if (set[key] === undefined) problems.push(`${key} is missing: ${why}`);
  };
  if (complete || !demo) {
    need(
      'TWILIO_AUTH_TOKEN',
      "the carrier's auth token, without it forged calls could not be told from real ones",
    );
    need('TWILIO_ACCOUNT_SID', 'the account at the carrier');
    need('SESSION_SECRET', 'signs the logins; make one with: openssl rand -hex 32');
  }
  if (!demo) {
    need('PUBLIC_URL', 'the https address under which the carrier reaches this hotline');
    need('TWILIO_PHONE_NUMBER', "the hotline's number, from which customers are called back");
    if (simulatedCarrier) problems.push('SIMULATED_CARRIER is only for a demo: remove it or set DEMO=true');
  } else if (!complete && !simulatedCarrier) {
    need('TWILIO_AUTH_TOKEN', 'set it beside TWILIO_ACCOUNT_SID, or remove both for the simulated carrier');
    need('TWILIO_ACCOUNT_SID', 'set it beside TWILIO_AUTH_TOKEN, or remove both for the simulated carrier');
  }
  if (complete || set.ROLE !== 'all') {
    need('DATABASE_URL', 'mysql://user:password@host:3306/yixian');
    need('REDIS_URL', 'redis://host:6379');
  }
  const softphone = [set.TWILIO_API_KEY, set.TWILIO_API_SECRET, set.TWILIO_TWIML_APP_SID];
  const [apiKey, apiSecret, twimlAppSid] = softphone;
  if (softphone.some(Boolean) && !softphone.every(Boolean)) {
    problems.push(
      'TWILIO_API_KEY, TWILIO_API_SECRET and TWILIO_TWIML_APP_SID belong together: set all or none',
    );
  }
  if (problems.length > 0 && !demo) problems.push('(or set DEMO=true to try it out)');
  if (problems.length > 0) throw new ConfigError(problems);

  return {
    role: set.ROLE,
    host: set.HOST ?? (demo ? '127.0.0.1' : '0.0.0.0'),
    port: set.PORT,
    publicUrl: set.PUBLIC_URL ?? `http://127.0.0.1:${set.PORT}`,
    dataDir: path.resolve(set.DATA_DIR),
    databaseUrl: set.DATABASE_URL,
    redisUrl: set.REDIS_URL,
    twilio: {
      accountSid: set.TWILIO_ACCOUNT_SID,
      authToken: set.TWILIO_AUTH_TOKEN,
      phoneNumber: set.TWILIO_PHONE_NUMBER ?? demoHotlineNumber,
      apiUrl: set.TWILIO_API_URL,
      softphone:
        apiKey && apiSecret && twimlAppSid
          ? { apiKey, apiSecret, twimlAppSid }
          : simulatedCarrier && set.TWILIO_AUTH_TOKEN
            ? simulatedSoftphone(set.TWILIO_AUTH_TOKEN)
            : undefined,
    },
    sessionSecret: set.SESSION_SECRET,
    timeZone: set.TIME_ZONE,
    callsPerSecond: set.CALLS_PER_SECOND ?? (simulatedCarrier ? 20 : 1),
    webhooksPrivate: set.WEBHOOKS_PRIVATE ?? demo,
    demo,
    simulatedCarrier,
    ...(set.ROAD_URL ? { roadUrl: set.ROAD_URL } : {}),
    logLevel: set.LOG_LEVEL,
    mapFile: set.MAP_FILE && path.resolve(set.MAP_FILE),
  };
}

/** What the simulated carrier takes for the softphone's key, secret and app. */
const simulatedSoftphone = (authToken: string) => ({
  apiKey: 'SKdemo',
  apiSecret: authToken,
  twimlAppSid: 'APdemo',
});

/** Nothing is set that only a real hotline has. */
function isTryOut(given: Record<string, string>): boolean {
  const real = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_API_URL', 'SESSION_SECRET', 'PUBLIC_URL'];
  return !real.some((key) => key in given);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
