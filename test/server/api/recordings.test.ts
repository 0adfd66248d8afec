import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { CaseDetail } from '../../../domain/contracts/cases.ts';
import type { HearingList, RecordingList, RecordingView } from '../../../domain/contracts/recordings.ts';
import type { Role } from '../../../domain/vocabulary.ts';
import { Contact, ContactTicket, Recording } from '../../../entities/call.ts';
import { QualityCase } from '../../../entities/case.ts';
import { ConferenceMember } from '../../../entities/desk.ts';
import { Obligation } from '../../../entities/followup.ts';
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
    const someone = { id: 1, direction: 'inbound' as const, number: '', startedAt: api.time.now };
    await api.database.dataSource.manager.insert(Contact, someone);
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

  async function recording(
    url: string,
    ticketId: number | null = null,
    more: Partial<Recording> = {},
  ): Promise<number> {
    made += 1;
    const { identifiers } = await api.database.dataSource.manager.insert(Recording, {
      sid: `RE${made}`,
      contactId: 1,
      ticketId,
      url,
      durationSeconds: 5,
      at: api.time.now,
      ...more,
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

  it('are for those who speak with customers or answer for it, in their part of the organisation', async () => {
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
    for (const role of ['agent', 'dispatcher', 'administrator', 'headquarters_manager'] as const) {
      expect(await hears(role, 'headquarters'), role).to.deep.equal([200, 200, 200]);
      expect(await hears(role, 'region'), role).to.deep.equal([200, 404, 404]);
    }
    expect(await hears('region_manager', 'region')).to.deep.equal([200, 404, 404]);
    const heard = asked.length;
    expect(await hears('store_supervisor', 'headquarters')).to.deep.equal([404, 404, 404]);
    for (const role of ['fund_approver', 'technician'] as const) {
      expect(await hears(role, 'headquarters'), role).to.deep.equal([403, 403, 403]);
    }
    expect((await api.get(`/api/recordings/${here}`)).status).to.equal(401);
    expect((await listen(999_999)).status).to.equal(404);
    expect(asked).to.have.length(heard);
  });

  it('of the calls of its cases are heard by the store, and no others (C1)', async () => {
    const { manager } = api.database.dataSource;
    const ticketId = await world.open(world.a);
    const call = { id: 9_001, direction: 'outbound' as const, number: '', startedAt: api.time.now };
    await manager.insert(Contact, call);
    const owed = await manager.insert(Obligation, {
      dedupKey: 'survey-of-a-case',
      kind: 'survey',
      ticketId,
      number: world.a.number,
      language: 'zh',
      state: 'settled',
      priority: 10,
      openedAt: api.time.now,
      dueAt: api.time.now,
    });
    const { regionId, storeId, outletId } = world.a;
    const made = await manager.insert(QualityCase, {
      kind: 'complaint',
      state: 'open',
      level: 'store',
      rule: 'F3',
      grounds: ['score'],
      obligationId: Number(owed.identifiers[0]?.id),
      ticketId,
      contactId: call.id,
      regionId,
      storeId,
      outletId,
      openedAt: api.time.now,
      dueAt: api.time.now,
    });
    const url = `${carrierUrl}/RE1`;
    const remark = await recording(url, ticketId, { contactId: call.id, kind: 'remark' });
    // The same call was about a job of the household that is with another store.
    const theirs = await recording(url, await world.open(world.b), { contactId: call.id, kind: 'remark' });
    const other = await recording(url, ticketId);
    const store = await world.hire('store_supervisor', 'store');
    const elsewhere = await world.hire('store_supervisor', 'store', world.b);
    const path = `/api/cases/${made.identifiers[0]?.id}`;
    const { body } = await api.get<CaseDetail>(path, store.token);
    expect(body.recordings.map(({ id, kind }) => [id, kind])).to.deep.equal([[remark, 'remark']]);
    expect((await listen(remark, store.token)).status).to.equal(200);
    expect((await listen(other, store.token)).status).to.equal(404);
    expect((await listen(theirs, store.token)).status, 'about another store’s work').to.equal(404);
    expect((await listen(remark, elsewhere.token)).status).to.equal(404);
    expect((await api.get(path, elsewhere.token)).status).to.equal(404);
    const manages = await world.hire('outlet_manager', 'outlet');
    expect((await api.get(path, manages.token)).status, 'a complaint is not the outlet’s').to.equal(404);
  });

  it('of a conversation are for the agent who spoke, and for supervisors', async () => {
    const { manager } = api.database.dataSource;
    const ticketId = await world.open(world.a);
    const contactId = 900;
    await manager.insert(Contact, {
      id: contactId,
      direction: 'inbound',
      number: world.a.number,
      startedAt: api.time.now,
    });
    await manager.insert(ContactTicket, { contactId, ticketId, purpose: 'asked' });
    await manager.insert(ConferenceMember, {
      contactId,
      callSid: 'CA1',
      party: 'agent',
      personId,
      joinedAt: api.time.now,
    });
    const id = await recording(`${carrierUrl}/RE1`, null, { kind: 'conversation', contactId });
    const status = async (role: Role, place: PlaceName, side = world.a) =>
      (await listen(id, (await world.hire(role, place, side)).token)).status;
    expect((await listen(id)).status, 'spoke').to.equal(200);
    expect(await status('agent', 'headquarters'), 'a colleague').to.equal(404);
    expect(await status('agent', 'region')).to.equal(404);
    expect(await status('dispatcher', 'headquarters')).to.equal(200);
    expect(await status('region_manager', 'region')).to.equal(200);
    expect(await status('region_manager', 'region', world.b)).to.equal(404);
    const items = async (by: string, query: string) =>
      (await api.get(`/api/recordings?${query}`, by)).body as unknown as RecordingList;
    const mine = await items(token, `agentId=${personId}`);
    expect(mine.items.map((each) => each.id)).to.deep.equal([id]);
    expect(mine.items[0]?.tickets.map((each) => each.id)).to.deep.equal([ticketId]);
    const manager2 = await world.hire('region_manager', 'region', world.b);
    expect((await items(manager2.token, `contactId=${contactId}`)).items).to.deep.equal([]);
  });

  it('are sought in: a part is passed on, or cut out where the carrier sends all of it', async () => {
    const id = await recording(`${carrierUrl}/RE1`);
    const part = (range: string) => api.send('GET', `/api/recordings/${id}`, { token, headers: { range } });
    answer = (_req, res) =>
      res
        .writeHead(206, {
          'content-type': 'audio/mpeg',
          'content-range': 'bytes 4-5/17',
          'content-length': '2',
        })
        .end('no');
    const passed = await part('bytes=4-5');
    expect(passed.status).to.equal(206);
    expect(passed.headers.get('content-range')).to.equal('bytes 4-5/17');
    expect(passed.text).to.equal('no');
    answer = (_req, res) =>
      res.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': String(sound.length) }).end(sound);
    for (const [range, text, told] of [
      ['bytes=4-5', 'no', 'bytes 4-5/17'],
      ['bytes=12-', 'sound', 'bytes 12-16/17'],
      ['bytes=-5', 'sound', 'bytes 12-16/17'],
      ['bytes=0-99', 'ID3 no real sound', 'bytes 0-16/17'],
    ] as const) {
      const cut = await part(range);
      expect(cut.status, range).to.equal(206);
      expect(cut.headers.get('content-range'), range).to.equal(told);
      expect(cut.headers.get('accept-ranges')).to.equal('bytes');
      expect(cut.text, range).to.equal(text);
    }
    for (const range of ['bytes=17-', 'bytes=5-4', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=-']) {
      const whole = await part(range);
      expect(whole.status, range).to.equal(200);
      expect(whole.text, range).to.equal(sound.toString());
    }
  });

  it('have each hearing on record, seeking within one being the same', async () => {
    const id = await recording(`${carrierUrl}/RE1`, await world.open(world.a));
    const other = await world.hire('headquarters_manager', 'headquarters');
    await Promise.all([listen(id), listen(id), listen(id)]);
    await listen(id, other.token);
    const before = api.time.now;
    api.time.now = new Date(before.getTime() + 11 * 60_000);
    await listen(id);
    api.time.now = before;
    const { body } = await api.get(`/api/recordings/${id}/hearings`, token);
    const { items } = body as unknown as HearingList;
    expect(items.map((each) => each.personId).sort()).to.deep.equal(
      [personId, personId, other.personId].sort(),
    );
    const events = await api.database.dataSource.query(
      `SELECT actorId FROM event WHERE type = 'recording.heard' AND JSON_VALUE(data, '$.recordingId') = ?`,
      [id],
    );
    expect(events).to.have.length(3);
    expect((await api.get('/api/recordings/999999/hearings', token)).status).to.equal(404);
  });

  it('are not to be heard while they are made, nor when they are deleted', async () => {
    const going = await recording('', null, { kind: 'conversation', state: 'paused' });
    const gone = await recording('', null, { state: 'deleted' });
    const { token: by } = await world.hire('dispatcher', 'headquarters');
    expect((await listen(going, by)).status).to.equal(409);
    expect((await listen(gone, by)).status).to.equal(410);
    expect(asked).to.deep.equal([]);
  });

  it('are held by headquarters alone, with a reason', async () => {
    const { manager } = api.database.dataSource;
    const contactId = 901;
    await manager.insert(Contact, {
      id: contactId,
      direction: 'inbound',
      number: world.a.number,
      startedAt: api.time.now,
    });
    const id = await recording(`${carrierUrl}/RE1`, null, { contactId });
    const path = `/api/recordings/${id}/hold`;
    const reason = '法院调取';
    for (const role of ['agent', 'dispatcher', 'region_manager'] as const) {
      const { token: by } = await world.hire(role, 'headquarters');
      expect((await api.post(path, { reason }, by)).status, role).to.equal(403);
    }
    const { token: by } = await world.hire('headquarters_manager', 'headquarters');
    expect((await api.post(path, { reason: '' }, by)).status).to.equal(422);
    const held = await api.post<{ recording: RecordingView }>(path, { reason }, by);
    expect(held.body.recording.hold).to.include({ reason });
    expect((await api.post(path, { reason }, by)).status).to.equal(409);
    const list = await api.get<RecordingList>('/api/recordings?held=true', by);
    expect(list.body.items.map((each) => each.id)).to.deep.equal([id]);
    expect(list.body.items[0]?.number, 'masked').to.equal('138****8000');
    const lifted = await api.send<{ recording: RecordingView }>('DELETE', path, {
      token: by,
      body: { reason: '已结案' },
    });
    expect(lifted.body.recording.hold).to.equal(null);
    const { holds } = (await api.get<HearingList>(`/api/recordings/${id}/hearings`, by)).body;
    expect(holds.map(({ held: on, reason: why }) => [on, why])).to.deep.equal([
      [false, '已结案'],
      [true, reason],
    ]);
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
