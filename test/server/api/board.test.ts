import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import type {
  Boundaries,
  BulkForecast,
  BulkResult,
  MapOutlet,
  MapPlace,
} from '../../../domain/contracts/board.ts';
import { Event } from '../../../entities/journal.ts';
import { Outlet } from '../../../entities/network.ts';
import { Offer } from '../../../entities/ticket.ts';
import { acceptOffer } from '../../../services/dispatch/accept-offer.ts';
import { declineOffer } from '../../../services/dispatch/refuse-offer.ts';
import { MORNING } from '../../support/province.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

describe('the dispatch board through the API', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let dispatcher: { personId: number; token: string };
  let colleague: { personId: number; token: string };
  let keys = 0;
  const newKey = () => `bulk-of-the-test-${++keys}`;

  beforeEach(async () => {
    api = await startApi();
    world = await twoRegions(api);
    dispatcher = await world.hire('dispatcher', 'headquarters');
    colleague = await world.hire('dispatcher', 'headquarters');
  });
  afterEach(() => api.close());

  const ticket = (id: number) => world.province.ticket(id);
  const named = async (...ids: number[]) =>
    Promise.all(ids.map(async (id) => ({ id, version: (await ticket(id)).version })));
  const bulk = async (body: object, key = newKey(), token = dispatcher.token) =>
    (await api.post<{ results: BulkResult[] }>('/api/dispatch/bulk', body, token, key)).body.results;
  const preview = async (body: object) =>
    (await api.post<{ items: BulkForecast[] }>('/api/dispatch/preview', body, dispatcher.token)).body.items;
  const eventsOf = (ticketId: number) =>
    api.database.dataSource.manager.find(Event, { where: { ticketId }, order: { id: 'ASC' } });
  const decline = (ticketId: number, outletId: number) =>
    world.province.inTransaction((tx) =>
      declineOffer(
        tx,
        { ticketId, outletId, reason: 'no_part', actor: { kind: 'person', id: dispatcher.personId } },
        MORNING,
      ),
    );

  describe('several tickets at once (D5)', () => {
    it('go to one outlet, each by itself: what fails says why, the others are done', async () => {
      const [free, taken, inquiry, foreign] = [
        await world.open(world.a, { routed: false }),
        await world.open(world.a),
        await world.open(world.a, { kind: 'inquiry', routed: false }),
        await world.open(world.b, { routed: false }),
      ];
      const second = await world.province.addOutlet({ km: 4 });
      const tickets = await named(free, taken, inquiry, foreign);
      // Somebody changed this one after it was looked at.
      const seen = tickets.map((each) => (each.id === foreign ? { ...each, version: 99 } : each));
      const results = await bulk({ tickets: seen, outletId: second, reason: '就近调配' });
      expect(
        results.map(({ ticketId, code, card }) => [ticketId, code, card?.outletId ?? null]),
      ).to.deep.equal([
        [free, null, second],
        [taken, null, second],
        [inquiry, 'wrong_state', null],
        [foreign, 'stale', null],
      ]);
      expect(results[2]?.detail).to.match(/of this kind/);
      const offered = (await eventsOf(taken)).at(-1);
      expect(offered).to.deep.include({ type: 'ticket.offered', actorId: dispatcher.personId, rule: 'D5' });
      expect(offered?.data).to.deep.include({ overruled: true, reason: '就近调配', outletId: second });
      expect((await ticket(free)).takenBy, 'whoever decides has it in hand').to.equal(dispatcher.personId);
    });

    it('happen once however often they are sent, and what failed for a passing reason is tried again', async () => {
      const one = await world.open(world.a, { routed: false });
      const second = await world.province.addOutlet({ km: 4, capacity: 5 });
      const body = { tickets: await named(one), outletId: second, reason: '就近调配' };
      const key = newKey();
      const answers = await Promise.all([bulk(body, key), bulk(body, key), bulk(body, key)]);
      for (const [result] of answers) expect(result?.card?.outletId).to.equal(second);
      expect(await api.database.dataSource.manager.countBy(Offer, { ticketId: one })).to.equal(1);
      const [{ booked }] = await api.database.dataSource.query(
        'SELECT booked FROM capacity_day WHERE outletId = ?',
        [second],
      );
      expect(booked).to.equal(1);
      const again = await bulk(body);
      expect(again[0]?.code, 'a new act on the old version').to.equal('stale');
    });

    it('never book an outlet beyond its capacity, and say which one was too many', async () => {
      const small = await world.province.addOutlet({ km: 4, capacity: 1 });
      await world.province.setPolicy(({ dispatch }) => Object.assign(dispatch, { daysAhead: 1 }));
      const ids = [1, 2, 3].map(() => world.open(world.a, { routed: false }));
      const tickets = await named(...(await Promise.all(ids)));
      const items = await preview({ tickets, outletId: small });
      expect(items.map(({ refusal, capacityLeft }) => [refusal, capacityLeft])).to.deep.equal([
        [null, 0],
        [null, 0],
        ['outlet_full', null],
      ]);
      expect(new Set(items.slice(0, 2).map(({ day }) => day)).size, 'one on each day').to.equal(2);
      const results = await bulk({ tickets, outletId: small, reason: '就近调配' });
      expect(results.map(({ code }) => code)).to.deep.equal([null, null, 'outlet_full']);
    });

    it('foretell what then happens', async () => {
      const ids = [
        await world.open(world.a, { routed: false }),
        await world.open(world.a),
        await world.open(world.a, { kind: 'complaint', routed: false }),
      ];
      const second = await world.province.addOutlet({ km: 4 });
      const stopped = await world.province.addOutlet({ standing: 'stopped' });
      for (const outletId of [second, stopped, null]) {
        const tickets = await named(...ids);
        const items = await preview({ tickets, outletId });
        const results = await bulk({ tickets, outletId, reason: '就近调配' });
        expect(
          items.map(({ refusal, outlet }) => (refusal ? [refusal] : [refusal, outlet?.id ?? null])),
          `to ${outletId}`,
        ).to.deep.equal(results.map(({ code, card }) => (code ? [code] : [code, card?.outletId ?? null])));
      }
    });

    it('tell how the rules see the outlet that was chosen', async () => {
      const one = await world.open(world.a);
      const far = await world.province.addOutlet({ district: '990103' });
      const [item] = await preview({ tickets: await named(one), outletId: far });
      expect(item).to.deep.include({ standsAs: 'not_covering', takenFrom: world.a.outletName, covering: 1 });
    });
  });

  describe('giving tickets back to the rules', () => {
    it('asks whoever they choose now, and nobody who declined', async () => {
      const one = await world.open(world.a);
      const other = await world.province.addOutlet({ km: 9 });
      await decline(one, world.a.outletId);
      await api.database.dataSource.query("UPDATE ticket SET state = 'manual', moves = 4 WHERE id = ?", [
        one,
      ]);
      const [result] = await bulk({ tickets: await named(one), outletId: null, reason: '再派一轮' });
      expect(result?.card).to.deep.include({ state: 'offered', outletId: other });
      expect((await ticket(one)).moves).to.equal(0);
      const types = (await eventsOf(one)).map(({ type }) => type);
      expect(types.slice(-2)).to.deep.equal(['ticket.rerouted', 'ticket.offered']);
    });

    it('changes nothing when they choose the same outlet again', async () => {
      const one = await world.open(world.a);
      const before = await ticket(one);
      const [item] = await preview({ tickets: await named(one), outletId: null });
      expect(item?.refusal).to.equal('wrong_state');
      const [result] = await bulk({ tickets: await named(one), outletId: null, reason: '再派一轮' });
      expect(result?.code).to.equal('wrong_state');
      expect(await ticket(one)).to.deep.equal(before);
    });

    it('takes accepted work back with its place, when another is chosen', async () => {
      const one = await world.open(world.a);
      const actor = { kind: 'person' as const, id: dispatcher.personId };
      await world.province.inTransaction((tx) =>
        acceptOffer(tx, { ticketId: one, outletId: world.a.outletId, actor }, MORNING),
      );
      await api.database.dataSource.manager.update(Outlet, { id: world.a.outletId }, { standing: 'stopped' });
      const near = await world.province.addOutlet({ km: 0 });
      const [result] = await bulk({ tickets: await named(one), outletId: null, reason: '网点停派' });
      expect(result?.card).to.deep.include({ state: 'offered', outletId: near });
      const visits = await api.database.dataSource.query('SELECT outcome FROM visit WHERE ticketId = ?', [
        one,
      ]);
      expect(visits).to.deep.equal([{ outcome: 'withdrawn' }]);
      const days = await api.database.dataSource.query(
        'SELECT outletId, booked FROM capacity_day ORDER BY outletId',
      );
      expect(days).to.deep.equal([
        { outletId: world.a.outletId, booked: 0 },
        { outletId: near, booked: 1 },
      ]);
    });
  });

  describe('taking a ticket in hand', () => {
    const take = (id: number, token: string, body: object = { hold: true }) =>
      api.post<{ card: TicketCard; code: string }>(`/api/tickets/${id}/take`, body, token);

    it('has one winner of many; the others are told, and may take it over', async () => {
      const one = await world.open(world.a, { kind: 'rescue' });
      const people = await Promise.all(
        Array.from({ length: 8 }, () => world.hire('dispatcher', 'headquarters')),
      );
      const answers = await Promise.all(people.map(({ token }) => take(one, token)));
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, ...Array(7).fill(409)]);
      const winner = people.find((_, index) => answers[index]?.status === 200);
      expect((await ticket(one)).takenBy).to.equal(winner?.personId);
      const over = await take(one, dispatcher.token, { hold: true, over: true });
      expect(over.body.card.takenBy?.id).to.equal(dispatcher.personId);
      const types = (await eventsOf(one)).filter(({ type }) => type === 'ticket.taken');
      expect(types.map(({ data }) => data)).to.deep.equal([
        { personId: winner?.personId, fromPersonId: null },
        { personId: dispatcher.personId, fromPersonId: winner?.personId },
      ]);
    });

    it('is given back by whoever has it alone', async () => {
      const one = await world.open(world.a);
      await take(one, dispatcher.token);
      expect((await take(one, colleague.token, { hold: false })).status).to.equal(409);
      expect((await take(one, dispatcher.token, { hold: false })).body.card.takenBy).to.equal(null);
    });
  });

  describe('named views', () => {
    it('are one’s own, replaced by their name, and deleted by nobody else', async () => {
      const save = (name: string, query: string, token = dispatcher.token) =>
        api.post<{ id: number }>('/api/board/views', { name, query }, token);
      const { id } = (await save('长沙超时', 'kind=repair&late=late')).body;
      await save('长沙超时', 'late=late');
      await save('我的', 'mine=1', colleague.token);
      const mine = await api.get<{ items: unknown[] }>('/api/board/views', dispatcher.token);
      expect(mine.body.items).to.deep.equal([{ id, name: '长沙超时', query: 'late=late' }]);
      const theirs = await api.send('DELETE', `/api/board/views/${id}`, { token: colleague.token });
      expect(theirs.status).to.equal(404);
      const own = await api.send('DELETE', `/api/board/views/${id}`, { token: dispatcher.token });
      expect(own.status).to.equal(200);
      expect((await save('坏', 'a=1"><script>')).status).to.equal(422);
    });
  });

  describe('the map', () => {
    it('puts a ticket at its address for those who may know it, at its district for the others', async () => {
      const one = await world.open(world.a, { routed: false });
      await api.database.dataSource.query(
        "UPDATE site SET lng = 111.5, lat = 27.5, `precision` = 'address' WHERE id = (SELECT siteId FROM ticket WHERE id = ?)",
        [one],
      );
      const category = await world.hire('fund_approver', 'region');
      const place = async (token: string) =>
        (await api.get<{ items: MapPlace[] }>(`/api/map/places?ids=${one}`, token)).body.items;
      expect(await place(dispatcher.token)).to.deep.include.members([
        { ticketId: one, lng: 111.5, lat: 27.5, precision: 'address' },
      ]);
      expect(await place(category.token)).to.deep.equal([
        { ticketId: one, lng: 110, lat: 28, precision: 'county' },
      ]);
    });

    it('shows outlets with what today holds for them', async () => {
      await world.open(world.a);
      const { body } = await api.get<{ items: MapOutlet[] }>('/api/map/outlets', dispatcher.token);
      const outlet = body.items.find(({ id }) => id === world.a.outletId);
      expect(outlet).to.deep.include({ openTickets: 1, capacity: 500, booked: 1, standing: 'good' });
    });

    it('is drawn with the boundaries of the deployment, or does without', async () => {
      const file = path.join(tmpdir(), `boundaries-${process.pid}.geojson`);
      const feature = {
        type: 'Feature',
        properties: { code: '990102', name: '东城区', note: 'not ours' },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [110, 28],
              [111, 28],
              [111, 29],
              [110, 28],
            ],
          ],
        },
      };
      writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
      const own = await startApi({ env: { MAP_FILE: file } });
      const none = await startApi({ env: { DEMO: 'false', SIMULATED_CARRIER: 'false' } });
      try {
        const ask = async (server: ApiServer) => {
          const people = await twoRegions(server);
          const { token } = await people.hire('dispatcher', 'headquarters');
          return (await server.get<Boundaries>('/api/map/boundaries', token)).body.districts;
        };
        expect((await ask(own))?.features.map(({ properties }) => properties)).to.deep.equal([
          { code: '990102', name: '东城区' },
        ]);
        expect(await ask(none)).to.equal(null);
      } finally {
        await Promise.all([own.close(), none.close()]);
      }
    });
  });
});
