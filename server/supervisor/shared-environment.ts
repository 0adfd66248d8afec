import type { Environment, StartConfig } from '../config.ts';
import { keptSecret } from '../embedded/secret-file.ts';
import type { Servers } from './servers.ts';

/**
 * The complete settings of the processes of one hotline. What a demo needs and nobody has set is made up at random
 * once, and kept, so that logins and signatures outlive a restart.
 *
 * @param carrierUrl base address of the simulated carrier, when there is one
 */
export function sharedEnvironment(
  config: StartConfig,
  servers: Servers,
  carrierUrl: string | undefined,
  env: Environment,
) {
  const { dataDir, twilio } = config;
  const settings = {
    NODE_ENV: 'production',
    HOST: config.host,
    PORT: String(config.port),
    PUBLIC_URL: config.publicUrl,
    DATA_DIR: dataDir,
    DATABASE_URL: servers.databaseUrl,
    REDIS_URL: servers.redisUrl,
    TWILIO_ACCOUNT_SID: twilio.accountSid ?? `AC${keptSecret(dataDir, 'account').slice(0, 32)}`,
    TWILIO_AUTH_TOKEN: twilio.authToken ?? keptSecret(dataDir, 'auth-token'),
    TWILIO_PHONE_NUMBER: twilio.phoneNumber,
    TWILIO_API_URL: carrierUrl ?? twilio.apiUrl,
    SESSION_SECRET: config.sessionSecret ?? keptSecret(dataDir, 'session'),
    TIME_ZONE: config.timeZone,
    CALLS_PER_SECOND: String(config.callsPerSecond),
    DEMO: String(config.demo),
    SIMULATED_CARRIER: String(config.simulatedCarrier),
    LOG_LEVEL: config.logLevel,
  };
  return { ...env, ...settings };
}
