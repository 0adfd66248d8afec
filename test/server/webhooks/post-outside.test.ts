import type { LookupAddress } from 'node:dns';
import { expect } from 'chai';
import { createPostOutside, mayAsk } from '../../../server/webhooks/post-outside.ts';
import { isPublicAddress } from '../../../server/webhooks/public-address.ts';
import { webhookReceiver } from '../../support/receiver.ts';

const REFUSED = [
  '127.0.0.1',
  '127.255.255.254',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '192.0.0.8',
  '198.18.0.1',
  '203.0.113.5',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fc00::1',
  'fd12::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:db8::1',
  '2001::1',
  'nonsense',
  '',
];
const PUBLIC = [
  '8.8.8.8',
  '1.1.1.1',
  '172.32.0.1',
  '100.128.0.1',
  '223.5.5.5',
  '2400:3200::1',
  '2606:4700:4700::1111',
];

const ADDRESSES: [string, boolean][] = [
  ['https://hooks.example.com/yixian', true],
  ['https://8.8.8.8/hook', true],
  ['http://hooks.example.com/yixian', false],
  ['https://127.0.0.1/hook', false],
  ['https://2130706433/hook', false],
  ['https://0x7f.1/hook', false],
  ['https://0177.0.0.1/hook', false],
  ['https://[::1]/hook', false],
  ['https://[::ffff:10.0.0.1]/hook', false],
  ['https://169.254.169.254/latest/meta-data', false],
  ['https://user:password@hooks.example.com/', false],
  ['ftp://hooks.example.com/', false],
  ['file:///etc/passwd', false],
  ['not an address', false],
];

describe('posting to addresses that others gave us', () => {
  for (const address of REFUSED) {
    it(`takes ${address || 'nothing'} for none of the public internet`, () => {
      expect(isPublicAddress(address)).to.equal(false);
    });
  }
  for (const address of PUBLIC) {
    it(`takes ${address} for one of it`, () => expect(isPublicAddress(address)).to.equal(true));
  }
  for (const [url, allowed] of ADDRESSES) {
    it(`${allowed ? 'asks' : 'does not ask'} ${url}`, async () => {
      expect(mayAsk(url, false)).to.equal(allowed ? null : 'address');
      if (allowed) return;
      const answer = await createPostOutside({ privateToo: false })({ url, headers: {}, body: '{}' });
      expect(answer).to.include({ error: 'address' });
    });
  }

  it('checks the address that it connects to, not one that the name said before', async () => {
    const asked: string[] = [];
    // A name that is public when it is looked at first, and our own machine when it is connected to.
    const answers: LookupAddress[][] = [[{ address: '127.0.0.1', family: 4 }]];
    const post = createPostOutside({
      privateToo: false,
      resolve: (hostname, _options, done) => {
        asked.push(hostname);
        done(null, answers[0] ?? []);
      },
    });
    const answer = await post({ url: 'https://rebound.example.com/hook', headers: {}, body: '{}' });
    expect(answer).to.include({ error: 'address' });
    expect(asked).to.deep.equal(['rebound.example.com']);
  });

  it('refuses a name of which one address is private', async () => {
    const post = createPostOutside({
      privateToo: false,
      resolve: (_hostname, _options, done) =>
        done(null, [
          { address: '8.8.8.8', family: 4 },
          { address: '10.0.0.1', family: 4 },
        ]),
    });
    expect(await post({ url: 'https://both.example.com/', headers: {}, body: '' })).to.include({
      error: 'address',
    });
  });

  it('waits for no receiver for ever, and reads no endless answer', async () => {
    const receiver = await webhookReceiver();
    const post = createPostOutside({ privateToo: true, timeoutMs: 300 });
    receiver.answer(() => {});
    expect(await post({ url: receiver.url, headers: {}, body: '{}' })).to.include({ error: 'timed_out' });
    let sent = 0;
    receiver.answer((response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(8_192))) sent += 8_192;
        sent += 8_192;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    expect(
      await createPostOutside({ privateToo: true })({ url: receiver.url, headers: {}, body: '{}' }),
    ).to.include({
      code: 200,
    });
    expect(sent).to.be.below(20_000_000);
    receiver.close();
    expect(await post({ url: receiver.url, headers: {}, body: '{}' })).to.include({ error: 'unreachable' });
  });
});
