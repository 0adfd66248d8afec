import { request } from 'node:http';
import { expect } from 'chai';
import type { TicketDetail } from '../../../domain/contracts/api.ts';
import { Ticket } from '../../../entities/ticket.ts';
import { apiRoutes } from '../../../server/api/index.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

describe('what the API refuses', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let agent: { personId: number; token: string };

  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
    agent = await world.hire('agent', 'headquarters');
  });
  after(() => api.close());

  const tickets = () => world.province.dataSource.manager.count(Ticket);

  it('says of each wrong field what is wrong with it', async () => {
    const wrong = world.newTicket({ kind: 'holiday', districtCode: '12', contactNumber: 5 });
    const answer = await api.post('/api/tickets', wrong, agent.token);
    expect(answer.status).to.equal(422);
    expect(answer.body).to.include({ code: 'invalid', type: 'urn:yixian:invalid', title: 'invalid' });
    for (const field of ['kind', 'districtCode', 'contactNumber'])
      expect(answer.body.detail).to.include(field);
    expect(
      (await api.post('/api/tickets', world.newTicket({ districtCode: undefined }), agent.token)).body.detail,
    ).to.match(/district/);
    expect(
      (await api.post('/api/tickets', world.newTicket({ contactNumber: 'anonymous' }), agent.token)).body
        .detail,
    ).to.match(/number/);
  });

  it('takes garbled, huge and foreign bodies for what they are, at once', async () => {
    const before = await tickets();
    const json = { 'content-type': 'application/json' };
    const send = (raw: string | Buffer, headers: Record<string, string> = json) =>
      api.send('POST', '/api/tickets', { token: agent.token, raw, headers });
    const body = JSON.stringify(world.newTicket());
    const nested = `{"kind":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const cases: [string, number, Promise<{ status: number; text: string }>][] = [
      ['1 MB', 413, send(JSON.stringify(world.newTicket({ description: 'x'.repeat(1_000_000) })))],
      ['cut off', 400, send(body.slice(0, -5))],
      ['no object', 400, send('"text"')],
      ['a list', 422, send('[]')],
      ['nothing', 422, send('', {})],
      ['deep', 422, send(nested)],
      [
        '10,000 keys',
        422,
        send(JSON.stringify(Object.fromEntries([...Array(10_000).keys()].map((n) => [n, n])))),
      ],
      [
        'bad UTF-8',
        422,
        send(Buffer.concat([Buffer.from('{"kind":"rep'), Buffer.from([0xff]), Buffer.from('air"}')])),
      ],
      ['form', 422, send('kind=repair', { 'content-type': 'application/x-www-form-urlencoded' })],
      ['plain text', 422, send(body, { 'content-type': 'text/plain' })],
      ['no type', 422, send(Buffer.from(body), {})],
      ['strange charset', 415, send(body, { 'content-type': 'application/json; charset=klingon' })],
      ['not really gzip', 400, send(body, { ...json, 'content-encoding': 'gzip' })],
      ['unknown encoding', 415, send(body, { ...json, 'content-encoding': 'snappy' })],
    ];
    for (const [what, status, answer] of cases)
      expect((await answer).status, `${what}: ${(await answer).text}`).to.equal(status);
    expect(await tickets()).to.equal(before);
    expect((await api.get('/api/session', agent.token)).status, 'and goes on').to.equal(200);
  });

  it('takes no body in pieces that hides its type', async () => {
    const { port } = new URL(api.url);
    const status = await new Promise<number>((resolve, reject) => {
      const sent = request(
        {
          port,
          method: 'POST',
          path: '/api/tickets',
          headers: { authorization: `Bearer ${agent.token}`, 'content-type': 'text/plain' },
        },
        (answer) => resolve(answer.resume().statusCode ?? 0),
      ).on('error', reject);
      sent.write(JSON.stringify(world.newTicket()).slice(0, 20));
      sent.end(JSON.stringify(world.newTicket()).slice(20));
    });
    expect(status).to.equal(422);
  });

  it('lets no page of another site write', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', cookie: `yixian=${agent.token}` };
    const before = await tickets();
    const answer = await api.send('POST', '/api/tickets', { headers, body: world.newTicket() });
    expect(answer.status).to.equal(403);
    const { id } = await world.province.ticket(await world.open(world.a));
    const bodiless = await api.send('POST', `/api/tickets/${id}/accept`, { headers });
    expect(bodiless.status).to.equal(403);
    const signIn = await api.send('POST', '/api/session', {
      headers,
      body: { username: 'x', password: 'y' },
    });
    expect(signIn.status).to.equal(403);
    expect((await api.send('DELETE', '/api/session', { headers })).status).to.equal(403);
    expect(await tickets()).to.equal(before + 1);
    const own = { 'sec-fetch-site': 'same-origin', cookie: `yixian=${agent.token}` };
    expect(
      (await api.send('POST', '/api/tickets', { headers: own, body: world.newTicket() })).status,
    ).to.equal(201);
    expect((await api.get('/api/session', agent.token)).headers.has('access-control-allow-origin')).to.equal(
      false,
    );
  });

  it('keeps markup as it was written, and no NUL', async () => {
    const markup = `<script>alert("1")</script>&lt; ' OR 1=1 -- \\ \u2028 \u0007 😀 {{7*7}} =HYPERLINK("x")`;
    const body = world.newTicket({
      customerName: `<b>${'😀'.repeat(3)}</b>`,
      address: markup,
      description: markup,
    });
    const opened = await api.post<{ id: number }>('/api/tickets', body, agent.token);
    expect(opened.status).to.equal(201);
    const answer = await api.get<TicketDetail>(`/api/tickets/${opened.body.id}`, agent.token);
    expect(answer.body).to.include({ address: markup, description: markup, customerName: body.customerName });
    expect(answer.headers.get('content-type')).to.match(/^application\/json/);
    expect(answer.headers.get('x-content-type-options')).to.equal('nosniff');

    const before = await tickets();
    for (const field of ['customerName', 'address', 'description', 'category', 'contactNumber']) {
      const nul = await api.post('/api/tickets', world.newTicket({ [field]: '\0a\0b' }), agent.token);
      expect(nul.status, field).to.equal(422);
    }
    expect((await api.get('/api/tickets?search=a%00b', agent.token)).status).to.equal(422);
    expect(await tickets()).to.equal(before);
    const literal = await api.post(
      '/api/tickets',
      world.newTicket({ description: 'a \\u0000 b' }),
      agent.token,
    );
    expect(literal.status, 'letters that only look like it').to.equal(201);
  });

  it('refuses text that is longer than its place', async () => {
    const long = { customerName: 81, address: 201, description: 1001, contactNumber: 41, category: 25 };
    for (const [field, length] of Object.entries(long)) {
      const answer = await api.post(
        '/api/tickets',
        world.newTicket({ [field]: '字'.repeat(length) }),
        agent.token,
      );
      expect(answer.status, field).to.equal(422);
    }
    const fits = world.newTicket({
      customerName: '字'.repeat(80),
      address: '字'.repeat(200),
      description: '字'.repeat(1000),
    });
    expect((await api.post('/api/tickets', fits, agent.token)).status).to.equal(201);
  });

  it('answers for ids that are none', async () => {
    for (const id of ['abc', '0', '-1', '1.5', '99999999999999999999', '1e400', 'NaN', '%00']) {
      expect((await api.get(`/api/tickets/${id}`, agent.token)).status, id).to.equal(422);
    }
    expect((await api.get('/api/tickets/%E0%A4%A', agent.token)).status).to.equal(400);
    expect((await api.get('/api/tickets/9007199254740991', agent.token)).status).to.equal(404);
  });

  it('knows no other addresses and methods', async () => {
    for (const [method, path] of [
      ['GET', '/api/nothing'],
      ['PUT', '/api/tickets'],
      ['PATCH', '/api/tickets/1'],
      ['DELETE', '/api/tickets/1'],
      ['POST', '/api/reference'],
      ['POST', '/nothing'],
      ['GET', '/api/'],
    ] as const) {
      const answer = await api.send(method, path, { token: agent.token });
      expect(answer.status, `${method} ${path}`).to.equal(404);
      expect(answer.body.code).to.equal('not_found');
    }
  });

  it('answers HEAD like GET without its body, and OPTIONS without leave for strangers', async () => {
    for (const path of ['/api/tickets', '/api/reference', '/healthz']) {
      const head = await api.send('HEAD', path, { token: agent.token });
      expect([head.status, head.text], path).to.deep.equal([200, '']);
    }
    expect((await api.send('HEAD', '/api/tickets')).status).to.equal(401);
    for (const route of apiRoutes({ demo: true })) {
      const answer = await api.send('OPTIONS', `/api${route.path.replace(/:\w+/, '1')}`, {
        headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
      });
      expect(answer.status, route.path).to.be.below(500);
      expect(answer.headers.has('access-control-allow-origin')).to.equal(false);
    }
  });

  it('says nothing of what went wrong inside, and logs it', async () => {
    const broken = await startApi({
      database: api.database,
      change: () => ({
        inTransaction: () => Promise.reject(new Error('secret detail of 13800138000')),
      }),
    });
    const answer = await broken.post('/api/tickets', world.newTicket(), agent.token);
    await broken.close();
    expect(answer.status).to.equal(503);
    expect(answer.body.detail).to.match(/nothing was changed/);
    expect(answer.text).to.not.include('secret');
    const logged = JSON.stringify(broken.logged);
    expect(logged).to.include('request failed');
    expect(logged, 'numbers are masked').to.not.include('13800138000');
  });
});
