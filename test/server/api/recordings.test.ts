import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Role } from '../../../domain/vocabulary.ts';
import { Recording } from '../../../entities/call.ts';
import { waitFor } from '../../support/wait-for.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type PlaceName, type TwoRegions, twoRegions } from './two-regions.ts';

describe('recordings', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let carrier: Server;
  let carrierUrl: string;
  let asked: { url: string; authorization: string | undefined }[];
  let answer: RequestListener;
  let token: string;
  let personId: number;
  let made = 0;
  const sound = Buffer.from('ID3 no real sound');

  before(async () => {
    carrier = createServer((req, res) => {
      asked.push({ url: req.url ?? '', authorization: req.headers.authorization });
      answer(req, res);
    });
    await new Promise<void>((resolve) => carrier.listen(0, '127.0.0.1', resolve));
    carrierUrl = `http://127.0.0.1:${(carrier.address() as AddressInfo).port}`;
    api = await startApi({ env: { TWILIO_API_URL: carrierUrl } });
    world = await twoRegions(api);
    ({ token, personId } = await world.hire('agent', 'headquarters'));
  });
  beforeEach(() => {
    asked = [];
    answer = (_req, res) =>
      res.writeHead(200, { 'content-type': 'audio/mpeg', 'x-secret': 'account' }).end(sound);
  });
  after(async () => {
    await api.close();
    carrier.closeAllConnections();
    carrier.close();
  });

  async function recording(url: string, ticketId: number | null = null): Promise<number> {
    made += 1;
    const { identifiers } = await api.database.dataSource.manager.insert(Recording, {
      sid: `RE${made}`,
      contactId: 1,
      ticketId,
      url,
      durationSeconds: 5,
      at: api.time.now,
    });
    return Number(identifiers[0]?.id);
  }
  const listen = (id: number, by = token) => api.get(`/api/recordings/${id}`, by);

  it('are fetched from the carrier with its credentials, passed on bare, and each hearing is logged', async () => {
    const id = await recording(`${carrierUrl}/2010-04-01/Accounts/AC0/Recordings/RE1`);
    const { status, headers, text } = await listen(id);
    expect(status).to.equal(200);
    expect(text).to.equal(sound.toString());
    expect(headers.get('content-type')).to.equal('audio/mpeg');
    expect(headers.get('cache-control')).to.equal('no-store');
    expect(headers.has('x-secret'), 'nothing else of the carrier').to.equal(false);
    const { accountSid, authToken } = api.wiring.config.twilio;
    expect(asked).to.deep.equal([
      {
        url: '/2010-04-01/Accounts/AC0/Recordings/RE1.mp3',
        authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
      },
    ]);
    expect(api.logged.filter(({ msg }) => msg === 'recording heard')).to.have.length(1);
    expect(api.logged.at(-1)).to.include({ recordingId: id, personId });
  });

  it('are asked for as sound once, whatever their address ends in', async () => {
    await listen(await recording(`${carrierUrl}/RE2.mp3`));
    await listen(await recording(`${carrierUrl}/RE3?RequestedChannels=2#x`));
    expect(asked.map(({ url }) => url)).to.deep.equal(['/RE2.mp3', '/RE3.mp3']);
  });

  it('come from the carrier alone: no other host, port or protocol is asked', async () => {
    const { port } = carrier.address() as AddressInfo;
    for (const url of [
      'http://169.254.169.254/latest/meta-data',
      `http://127.0.0.1:${port + 1}/RE1`,
      `https://127.0.0.1:${port}/RE1`,
      `http://127.0.0.1:${port}@evil.example/RE1`,
      `http://evil.example/?${carrierUrl}`,
      `${carrierUrl}.evil.example/RE1`,
      'file:///etc/passwd',
      'not an address',
      '',
    ]) {
      const { status, body } = await listen(await recording(url));
      expect(status, url).to.equal(404);
      if (url) expect(JSON.stringify(body)).to.not.include(url);
    }
    // The same machine by another name is another host.
    const detour = `http://localhost:${port}/elsewhere`;
    const sounds = answer;
    answer = (req, res) =>
      req.url === '/RE1.mp3' ? res.writeHead(302, { location: detour }).end() : sounds(req, res);
    expect((await listen(await recording(`${carrierUrl}/RE1`))).status, 'nor by a detour').to.equal(503);
    expect(asked.map(({ url }) => url)).to.deep.equal(['/RE1.mp3']);
  });

  it('are for the centre alone, in its part of the organisation', async () => {
    const url = `${carrierUrl}/RE1`;
    const here = await recording(url, await world.open(world.a));
    const there = await recording(url, await world.open(world.b));
    const calls = await recording(url);
    const hears = async (role: Role, place: PlaceName) => {
      const { token: by } = await world.hire(role, place);
      const statuses = [];
      for (const id of [here, there, calls]) statuses.push((await listen(id, by)).status);
      return statuses;
    };
    for (const role of ['agent', 'dispatcher', 'administrator'] as const) {
      expect(await hears(role, 'headquarters'), role).to.deep.equal([200, 200, 200]);
      expect(await hears(role, 'region'), role).to.deep.equal([200, 404, 404]);
    }
    const heard = asked.length;
    for (const role of ['headquarters_manager', 'fund_approver', 'store_supervisor', 'technician'] as const) {
      expect(await hears(role, 'headquarters'), role).to.deep.equal([403, 403, 403]);
    }
    expect((await api.get(`/api/recordings/${here}`)).status).to.equal(401);
    expect((await listen(999_999)).status).to.equal(404);
    expect(asked).to.have.length(heard);
  });

  it('are said to be away when the carrier does not have them, and what is no sound is not passed on', async () => {
    const id = await recording(`${carrierUrl}/RE1`);
    const before = api.logged.filter(({ msg }) => msg === 'recording heard').length;
    const failures: RequestListener[] = [
      (_req, res) => res.writeHead(404).end('{}'),
      (_req, res) => res.writeHead(500).end(),
      (_req, res) => res.writeHead(200, { 'content-type': 'text/html' }).end('<script>'),
      (_req, res) => res.writeHead(200).end('?'),
      (req) => req.socket.destroy(),
    ];
    for (const failure of failures) {
      answer = failure;
      const { status, body } = await listen(id);
      expect(status).to.equal(503);
      expect(body.detail).to.match(/carrier/);
    }
    expect(api.logged.filter(({ msg }) => msg === 'recording heard')).to.have.length(before);
  });

  it('that break off half way cut the connection, and the server goes on', async () => {
    const id = await recording(`${carrierUrl}/RE1`);
    const unexpected: unknown[] = [];
    const note = (error: unknown) => unexpected.push(error);
    const mocha = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', note);
    try {
      answer = (req, res) => {
        res.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': '100000' });
        res.write(Buffer.alloc(1_000), () => setImmediate(() => req.socket.destroy()));
      };
      const failed = await listen(id).then(
        () => null,
        (error: Error) => error,
      );
      expect(failed, 'no whole answer').to.be.instanceOf(Error);
      expect((await api.get('/api/session', token)).status).to.equal(200);
    } finally {
      process.removeListener('uncaughtException', note);
      for (const listener of mocha) process.on('uncaughtException', listener);
    }
    expect(unexpected).to.deep.equal([]);
  });

  it('are no longer fetched once nobody listens', async () => {
    const id = await recording(`${carrierUrl}/RE1`);
    let closed = false;
    answer = (_req, res) => {
      res.writeHead(200, { 'content-type': 'audio/mpeg' });
      const timer = setInterval(() => res.write(Buffer.alloc(10_000)), 5);
      res.on('close', () => {
        clearInterval(timer);
        closed = true;
      });
    };
    const stop = new AbortController();
    const response = await fetch(`${api.url}/api/recordings/${id}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: stop.signal,
    });
    await response.body?.getReader().read();
    stop.abort();
    await waitFor(() => closed);
  });
});
