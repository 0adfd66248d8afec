import { parseArgs } from 'node:util';
import { startCarrier } from './carrier/start.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    host: { type: 'string', default: '127.0.0.1' },
    'account-sid': { type: 'string' },
    'auth-token': { type: 'string' },
    'hotline-number': { type: 'string' },
    'hotline-url': { type: 'string' },
    'calls-per-second': { type: 'string' },
    'api-key': { type: 'string' },
    'api-secret': { type: 'string' },
    'twiml-app': { type: 'string' },
  },
});

function required(name: Exclude<keyof typeof values, 'host'>): string {
  const value = values[name];
  if (!value) {
    console.error(`--${name} is missing`);
    process.exit(2);
  }
  return value;
}

const carrier = await startCarrier({
  port: Number(required('port')),
  host: values.host,
  accountSid: required('account-sid'),
  authToken: required('auth-token'),
  hotlineNumber: required('hotline-number'),
  hotlineUrl: required('hotline-url'),
  ...(values['api-key'] ? { apiKey: values['api-key'] } : {}),
  ...(values['api-secret'] ? { apiSecret: values['api-secret'] } : {}),
  ...(values['twiml-app'] ? { twimlAppSid: values['twiml-app'] } : {}),
  ...(values['calls-per-second'] ? { callsPerSecond: Number(values['calls-per-second']) } : {}),
});
console.log(`carrier listening on ${carrier.url}`);

const stop = () => void carrier.close().then(() => process.exit(0));
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
// Started by a supervisor that is gone.
process.once('disconnect', stop);
