import { expect } from 'chai';
import type { Me } from '../../../domain/contracts/api.ts';
import type { ApiKeyView, EndpointView, PublishedEvent } from '../../../domain/contracts/integration.ts';
import { KEY_ROLES } from '../../../domain/contracts/integration.ts';
import { ROLES } from '../../../domain/vocabulary.ts';
import { integrationRoutes } from '../../../server/api/integration.ts';
import { KEY_REQUESTS_PER_MINUTE } from '../../../server/http/rate-limit.ts';
import { sequenceEvents, takeSequencerLease } from '../../../services/sequencer.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

interface Feed {
  items: PublishedEvent[];
  next: number;
  more: boolean;
}

describe('other systems', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let admin: string;
  let keys = 0;
  const newKey = () => `key-of-test-${++keys}`;

  before(async () => {
    api = await startApi({ env: { WEBHOOKS_PRIVATE: 'false' } });
    world = await twoRegions(api);
    admin = (await world.hire('administrator', 'headquarters')).token;
    await world.open(world.a);
    await world.open(world.b);
    const lease = (await takeSequencerLease(api.database.dataSource.manager, 'test')) as number;
    while ((await world.province.inTransaction((tx) => sequenceEvents(tx, lease)))?.length) {
      // until all have their numbers
    }
  });
  after(() => api.close());

  const makeKey = async (role: string, unitId: number, key = newKey()) =>
    api.post<{ key: ApiKeyView; token: string }>('/api/keys', { name: '商场系统', role, unitId }, admin, key);

  describe('with a key', () => {
    it('work as what the key says, within its unit, and are named by it', async () => {
      const { status, body } = await makeKey('store_supervisor', world.a.storeId);
      expect(status).to.equal(201);
      expect(body.token).to.match(/^yx_/);
      const me = await api.get<Me>('/api/session', body.token);
      expect(me.body).to.include({ name: '商场系统' });
      expect(me.body.scope).to.deep.include({ province: false, storeIds: [world.a.storeId] });
      const made = await api.post<{ id: number }>(
        '/api/tickets',
        world.newTicket({ separate: true }),
        body.token,
        'order-4711-1',
      );
      expect(made.status).to.equal(201);
      const again = await api.post<{ id: number }>(
        '/api/tickets',
        world.newTicket({ separate: true }),
        body.token,
        'order-4711-1',
      );
      expect(again.body.id, 'the same order is one ticket').to.equal(made.body.id);
      const list = await api.get<{ items: ApiKeyView[] }>('/api/keys', admin);
      expect(list.body.items[0]?.lastUsedAt).to.not.equal(null);
      expect(list.text).to.not.include(body.token);
    });

    it('open nothing once it is revoked', async () => {
      const { body } = await makeKey('headquarters_manager', world.headquartersId);
      expect((await api.get('/api/session', body.token)).status).to.equal(200);
      expect((await api.send('DELETE', `/api/keys/${body.key.id}`, { token: admin })).status).to.equal(200);
      expect((await api.get('/api/session', body.token)).status).to.equal(401);
      expect((await api.send('DELETE', `/api/keys/${body.key.id}`, { token: admin })).status).to.equal(404);
    });

    it('are made once, however often the request comes, and each answer shows the same', async () => {
      const key = newKey();
      const first = await makeKey('dispatcher', world.headquartersId, key);
      const again = await makeKey('dispatcher', world.headquartersId, key);
      expect([again.status, again.text]).to.deep.equal([201, first.text]);
      const other = await makeKey('dispatcher', world.headquartersId);
      expect(other.body.token).to.not.equal(first.body.token);
    });

    it('are kept as a hash, and in no kept answer but a sealed one', async () => {
      const { body } = await makeKey('dispatcher', world.headquartersId);
      for (const table of ['api_key', 'person', 'idempotency', 'event']) {
        const rows = await api.database.dataSource.query(`SELECT * FROM ${table}`);
        expect(JSON.stringify(rows), table).to.not.include(body.token.slice(3));
      }
    });

    it('let in nobody else, and are made for no place that a role does not have', async () => {
      for (const role of KEY_ROLES) {
        const { body } = await makeKey(
          role,
          role === 'region_manager' ? world.a.regionId : world.headquartersId,
        );
        for (const path of ['/api/keys', '/api/webhooks']) {
          expect((await api.get(path, body.token)).status, role).to.equal(403);
        }
      }
      expect((await makeKey('headquarters_manager', world.a.storeId)).status).to.equal(422);
      expect((await makeKey('administrator', world.headquartersId)).status).to.equal(422);
    });

    it('are refused beyond so many requests a minute, each by itself', async () => {
      const { body } = await makeKey('dispatcher', world.headquartersId);
      const other = await makeKey('dispatcher', world.headquartersId);
      const redis = api.wiring.redis;
      await api.get('/api/session', body.token);
      const [counter] = (await redis.keys('rate:*')).slice(-1);
      for (const key of await redis.keys('rate:*')) await redis.set(key, 0);
      expect(counter).to.be.a('string');
      for (const key of await redis.keys('rate:*')) await redis.set(key, KEY_REQUESTS_PER_MINUTE);
      const refused = await api.get('/api/session', body.token);
      expect(refused.status).to.equal(429);
      expect(Number(refused.headers.get('retry-after'))).to.be.within(1, 60);
      expect((await api.get('/api/session', other.body.token)).status).to.equal(200);
      api.time.now = new Date(api.time.now.getTime() + 60_000);
      expect((await api.get('/api/session', body.token)).status).to.equal(200);
    });
  });

  describe('fetch events', () => {
    it('after the sequence that they know, in order, to the end', async () => {
      let since = 0;
      const seen: number[] = [];
      for (let more = true; more; ) {
        const { body } = await api.get<Feed>(`/api/events?since=${since}&limit=2`, admin);
        seen.push(...body.items.map(({ sequence }) => sequence));
        ({ next: since, more } = body);
      }
      expect(seen.length).to.be.above(3);
      expect(seen).to.deep.equal([...new Set(seen)].sort((a, b) => a - b));
      expect((await api.get<Feed>(`/api/events?since=${since}`, admin)).body.items).to.deep.equal([]);
    });

    it('of the types that they name, and no other', async () => {
      const { body } = await api.get<Feed>('/api/events?types=ticket.opened', admin);
      expect(new Set(body.items.map(({ type }) => type))).to.deep.equal(new Set(['ticket.opened']));
      expect((await api.get('/api/events?types=ticket.teleported', admin)).status).to.equal(422);
    });

    it('of their own unit alone', async () => {
      const { token } = await world.hire('region_manager', 'region', world.a);
      const { body } = await api.get<Feed>('/api/events?types=ticket.opened', token);
      expect(body.items.map(({ data }) => data.districtCode)).to.deep.equal([world.a.district]);
    });
  });

  describe('are sent events', () => {
    const endpoint = (over: object = {}) => ({
      description: '商场系统',
      url: 'https://erp.example.com/hooks',
      types: [],
      unitId: world.headquartersId,
      ...over,
    });

    it('where an administrator says, with a secret that is shown once', async () => {
      const made = await api.post<{ endpoint: EndpointView; secret: string }>(
        '/api/webhooks',
        endpoint(),
        admin,
        'hook-of-test',
      );
      expect(made.status).to.equal(201);
      expect(made.body.secret).to.match(/^whsec_[A-Za-z0-9+/]{32}$/);
      const list = await api.get('/api/webhooks', admin);
      expect(list.text).to.not.include(made.body.secret.slice(6));
      for (const table of ['idempotency', 'webhook_endpoint']) {
        expect(JSON.stringify(await api.database.dataSource.query(`SELECT * FROM ${table}`))).to.not.include(
          made.body.secret.slice(6),
        );
      }
      const again = await api.post('/api/webhooks', endpoint(), admin, 'hook-of-test');
      expect(again.text, 'sent again it is the same endpoint').to.equal(made.text);
      const { id } = made.body.endpoint;
      expect((await api.post(`/api/webhooks/${id}/secret`, {}, admin)).status).to.equal(200);
      expect((await api.post(`/api/webhooks/${id}`, { state: 'paused' }, admin)).status).to.equal(200);
      expect((await api.post(`/api/webhooks/${id}/replay`, { since: 0 }, admin)).status).to.equal(200);
      expect((await api.post(`/api/webhooks/${id}/replay`, { since: 999_999 }, admin)).status).to.equal(422);
      const test = await api.post<{ delivery: { id: number } }>(`/api/webhooks/${id}/test`, {}, admin);
      expect(test.status).to.equal(201);
      expect((await api.post(`/api/deliveries/${test.body.delivery.id}/resend`, {}, admin)).status).to.equal(
        200,
      );
      expect((await api.post(`/api/deliveries/${test.body.delivery.id}/skip`, {}, admin)).status).to.equal(
        409,
      );
      expect((await api.get(`/api/webhooks/${id}/deliveries?limit=1`, admin)).status).to.equal(200);
    });

    it('never at an address of our own network, by plain http, of a unit or of a type that there is none of', async () => {
      for (const wrong of [
        { url: 'http://erp.example.com/hooks' },
        { url: 'https://127.0.0.1/hooks' },
        { url: 'https://[::1]/hooks' },
        { url: 'https://u:p@erp.example.com/' },
        { types: ['ticket.teleported'] },
        { unitId: 999_999 },
      ]) {
        expect(
          (await api.post('/api/webhooks', endpoint(wrong), admin)).status,
          JSON.stringify(wrong),
        ).to.equal(422);
      }
    });

    it('by nobody but administrators', async () => {
      for (const role of ROLES.filter((name) => name !== 'administrator')) {
        const { token } = await world.hire(role, 'headquarters');
        for (const route of integrationRoutes.filter(({ path }) => path !== '/events')) {
          const answer = await api.send(route.method.toUpperCase(), `/api${route.path.replace(':id', '1')}`, {
            token,
            body: route.method === 'post' ? {} : undefined,
          });
          expect(answer.status, `${role} ${route.path}`).to.equal(403);
        }
      }
    });
  });
});
