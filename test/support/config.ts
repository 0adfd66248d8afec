import { type Config, type Environment, readConfig } from '../../server/config.ts';

/** A complete demo configuration for tests, silent and with a known token; keys of the environment override it. */
export function testConfig(env: Environment = {}): Config {
  return readConfig({
    ROLE: 'web',
    DEMO: 'true',
    SIMULATED_CARRIER: 'true',
    DATABASE_URL: 'mysql://nobody@127.0.0.1:1/none',
    REDIS_URL: 'redis://127.0.0.1:1',
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'test-auth-token',
    TWILIO_PHONE_NUMBER: '+864008009527',
    SESSION_SECRET: 'test-session-secret-of-forty-characters!',
    LOG_LEVEL: 'silent',
    ...env,
  });
}
