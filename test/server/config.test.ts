import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { ConfigError, configKeys, readConfig, readStartConfig } from '../../server/config.ts';

const secret = 's'.repeat(32);
const real = {
  TWILIO_ACCOUNT_SID: 'AC1',
  TWILIO_AUTH_TOKEN: 'token',
  TWILIO_PHONE_NUMBER: '+864001234567',
  SESSION_SECRET: secret,
  PUBLIC_URL: 'https://hotline.example.com/',
  DATABASE_URL: 'mysql://u:p@db:3306/yixian',
  REDIS_URL: 'redis://cache:6379',
};

function problemsOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

describe('config', () => {
  it('is a demo with a simulated carrier when nothing is set', () => {
    const config = readStartConfig({ PORT: '4001' });
    expect(config).to.include({
      demo: true,
      simulatedCarrier: true,
      role: 'all',
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:4001',
      callsPerSecond: 20,
      timeZone: 'Asia/Shanghai',
    });
  });

  it('takes a real hotline: no demo, one call a second, open to the network', () => {
    const config = readConfig(real);
    expect(config).to.include({
      demo: false,
      simulatedCarrier: false,
      host: '0.0.0.0',
      port: 3000,
      publicUrl: 'https://hotline.example.com',
      callsPerSecond: 1,
    });
    expect(config.twilio).to.include({ authToken: 'token', apiUrl: 'https://api.twilio.com' });
  });

  for (const key of ['TWILIO_AUTH_TOKEN', 'TWILIO_ACCOUNT_SID', 'SESSION_SECRET', 'PUBLIC_URL']) {
    for (const value of [undefined, '', '  ']) {
      it(`stops a real hotline with ${key} ${value === undefined ? 'missing' : JSON.stringify(value)}`, () => {
        expect(problemsOf(() => readConfig({ ...real, [key]: value }))).to.contain(`${key} is missing`);
        expect(problemsOf(() => readStartConfig({ ...real, [key]: value }))).to.contain(`${key} is missing`);
      });
    }
  }

  it('never runs a process on an empty token, in a demo neither', () => {
    const demo = { ...real, DEMO: 'true', TWILIO_AUTH_TOKEN: '' };
    expect(problemsOf(() => readConfig(demo))).to.contain('TWILIO_AUTH_TOKEN is missing');
    expect(problemsOf(() => readStartConfig(demo))).to.contain('TWILIO_AUTH_TOKEN is missing');
  });

  it('names every wrong key at once, and what it should be', () => {
    const message = problemsOf(() =>
      readConfig({
        PORT: '70000',
        DATABASE_URL: 'postgres://x',
        REDIS_URL: 'nonsense',
        PUBLIC_URL: 'hotline.example.com',
        TIME_ZONE: 'Asia/Changsha2',
        CALLS_PER_SECOND: '0',
        DEMO: 'perhaps',
        LOG_LEVEL: 'loud',
        ROLE: 'boss',
        SESSION_SECRET: 'short',
        TWILIO_PHONE_NUMBER: 'hotline',
        TWILIO_API_URL: 'ftp://x',
      }),
    );
    expect(message).to.match(/PORT must be a whole number from 1 to 65535/);
    expect(message).to.match(/DATABASE_URL must be an address like mysql:/);
    expect(message).to.match(/PUBLIC_URL must be .*REDIS_URL must be/);
    for (const key of ['TIME_ZONE', 'CALLS_PER_SECOND', 'DEMO', 'LOG_LEVEL', 'ROLE', 'SESSION_SECRET']) {
      expect(message).to.contain(`${key} must`);
    }
    expect(message).to.contain('TWILIO_PHONE_NUMBER must').and.contain('TWILIO_API_URL must');
  });

  it('needs the addresses of the servers for a single process', () => {
    expect(
      problemsOf(() => readStartConfig({ ...real, ROLE: 'web', DATABASE_URL: '', REDIS_URL: '' })),
    ).to.match(/DATABASE_URL is missing.*REDIS_URL is missing/);
    expect(problemsOf(() => readStartConfig({ ...real, DATABASE_URL: '', REDIS_URL: '' }))).to.equal('');
  });

  it('refuses a simulated carrier outside a demo, and half a softphone', () => {
    expect(problemsOf(() => readConfig({ ...real, SIMULATED_CARRIER: 'true' }))).to.contain(
      'SIMULATED_CARRIER',
    );
    expect(problemsOf(() => readConfig({ ...real, TWILIO_API_KEY: 'SK1' }))).to.contain('belong together');
  });

  it('has an .env.example with exactly the keys it reads, which as it stands starts a demo', () => {
    const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
    const pairs = [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map((m) => [m[1], m[2]]);
    expect(pairs.map(([key]) => key)).to.have.members([...configKeys]);
    expect(readStartConfig(Object.fromEntries(pairs)).demo).to.equal(true);
  });
});
