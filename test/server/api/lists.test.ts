import { expect } from 'chai';
import fc from 'fast-check';
import type {
  ContactView,
  Coverage,
  ObligationView,
  OutletView,
  TicketCard,
  TicketList,
} from '../../../domain/contracts/api.ts';
import { nextDue } from '../../../domain/dispatch/deadlines.ts';
import {
  DISPOSITIONS,
  OBLIGATION_KINDS,
  OBLIGATION_STATES,
  SETTLEMENTS,
  TICKET_STATES,
} from '../../../domain/vocabulary.ts';
import { Call, CallStep, Contact, ContactTicket } from '../../../entities/call.ts';
import { Obligation } from '../../../entities/followup.ts';
import { Outlet } from '../../../entities/network.ts';
import { Ticket } from '../../../entities/ticket.ts';
import { MORNING, minutesIn } from '../../support/province.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

interface Page<T> {
  items: T[];
  next: string | null;
}

describe('lists', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let token: string;
  let made = 0;

  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
    ({ token } = await world.hire('agent', 'headquarters'));
  });
  after(() => api.close());

  const manager = () => api.database.dataSource.manager;
  const path = (list: string, query: Record<string, unknown>) =>
    `/api/${list}?${new URLSearchParams(Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]))}`;
  async function items<T>(list: string, query: Record<string, unknown>, by = token): Promise<T[]> {
    const answer = await api.get<Page<T>>(path(list, query), by);
    expect(answer.status, answer.text).to.equal(200);
    return answer.body.items;
  }
  /** Every page; `meanwhile` runs between them. */
  async function pages<T extends { id: number }>(
    list: string,
    query: Record<string, unknown>,
    meanwhile: () => Promise<unknown>,
  ): Promise<T[]> {
    const all: T[] = [];
    let cursor: string | null = null;
    do {
      const asked: Record<string, unknown> = { ...query, ...(cursor ? { cursor } : {}) };
      const { body }: { body: Page<T> } = await api.get<Page<T>>(path(list, asked), token);
      all.push(...body.items);
      cursor = body.next;
      if (cursor) await meanwhile();
    } while (cursor);
    return all;
  }

  async function ticket(over: Partial<Ticket> = {}): Promise<number> {
    made += 1;
    const { identifiers } = await manager().insert(Ticket, {
      number: String(500_000_000 + made),
      kind: 'repair',
      priority: 'normal',
      state: 'new',
      stateSince: MORNING,
      source: 'phone',
      contactNumber: '+8613911112222',
      category: 'television',
      districtCode: world.a.district,
      regionId: world.a.regionId,
      storeId: world.a.storeId,
      openedAt: MORNING,
      ...over,
    });
    return Number(identifiers[0]?.id);
  }
  async function obligation(over: Partial<Obligation> = {}): Promise<number> {
    made += 1;
    const { identifiers } = await manager().insert(Obligation, {
      dedupKey: `test-${made}`,
      kind: 'survey',
      number: '+8613911112222',
      language: 'zh',
      regionId: world.a.regionId,
      state: 'open',
      openedAt: MORNING,
      dueAt: minutesIn(60),
      ...over,
    });
    return Number(identifiers[0]?.id);
  }
  async function contact(over: Partial<Contact> = {}): Promise<number> {
    const { identifiers } = await manager().insert(Contact, {
      direction: 'inbound',
      number: '+8613911112222',
      startedAt: MORNING,
      ...over,
    });
    return Number(identifiers[0]?.id);
  }

  describe('page by page', () => {
    it('give each row once, in order, while rows are added', async () => {
      const { regionId } = world.a;
      const lists: [
        string,
        Record<string, unknown>,
        () => Promise<number>,
        (n: number) => Promise<number>,
      ][] = [
        // Three at the same moment each, so that pages end between rows of one time.
        [
          'tickets',
          { regionId, limit: 4 },
          () => ticket({ openedAt: minutesIn(999) }),
          (n) => ticket({ openedAt: minutesIn(Math.floor(n / 3)) }),
        ],
        [
          'calls',
          { limit: 4 },
          () => contact({ startedAt: minutesIn(999) }),
          (n) => contact({ startedAt: minutesIn(Math.floor(n / 3)) }),
        ],
        ['followups', { limit: 4 }, () => obligation(), () => obligation()],
        [
          'outlets',
          { regionId, limit: 4 },
          () => world.province.addOutlet(),
          () => world.province.addOutlet(),
        ],
      ];
      for (const [list, query, later, earlier] of lists) {
        for (let n = 0; n < 14; n++) await earlier(n);
        const known = (await items<{ id: number }>(list, { ...query, limit: 200 })).map(({ id }) => id);
        expect(known.length, list).to.be.at.least(14);
        const seen = await pages(list, query, later);
        expect(
          seen.map(({ id }) => id),
          list,
        ).to.deep.equal(known);
      }
      const dates = (await items<TicketCard>('tickets', { regionId, limit: 200 })).map(
        ({ openedAt }) => openedAt,
      );
      expect(dates).to.deep.equal([...dates].sort().reverse());
    });

    it('give the worklist oldest first, and what comes meanwhile at its end', async () => {
      const ids: number[] = [];
      const waiting = () => obligation({ kind: 'voicemail', nextActionAt: null }).then((id) => ids.push(id));
      for (let n = 0; n < 6; n++) await waiting();
      await obligation({ kind: 'voicemail', nextActionAt: minutesIn(5) });
      await obligation({ kind: 'voicemail', state: 'settled', settlement: 'agent_word' });
      let more = 2;
      const seen = await pages('followups', { worklist: true, kind: 'voicemail', limit: 3 }, async () => {
        if (more-- > 0) await waiting();
      });
      expect(seen.map(({ id }) => id)).to.deep.equal(ids);
    });

    it('end with the last full page, without an empty one', async () => {
      const { regionId } = world.b;
      for (let n = 0; n < 4; n++) await ticket({ regionId });
      const { body } = await api.get<TicketList>(path('tickets', { regionId, limit: 4 }), token);
      expect(body.items).to.have.length(4);
      expect(body.next).to.equal(null);
    });

    it('refuse a cursor or a limit that is none', async () => {
      const word = (text: string) => Buffer.from(text).toString('base64url');
      const cursors = [
        'x',
        '%',
        word('rubbish'),
        word('2026-05-01T00:00:00.000Z'),
        word('2026-05-01T00:00:00.000Z -1'),
        word('2026-05-01T00:00:00.000Z 1 OR 1=1'),
        word('2026-02-31T00:00:00.000Z x'),
        word('2026-13-01T00:00:00.000Z 1'),
        word('+275760-09-13T00:00:00.000Z 1'),
        word(`2026-05-01T00:00:00.000Z ${'9'.repeat(40)}`),
        'A'.repeat(201),
      ];
      for (const list of ['tickets', 'calls', 'followups', 'outlets']) {
        for (const cursor of cursors) {
          expect((await api.get(path(list, { cursor }), token)).status, `${list} ${cursor}`).to.equal(422);
        }
        for (const limit of ['0', '201', '-1', 'x', '', '1.5']) {
          expect((await api.get(path(list, { limit }), token)).status, `${list} ${limit}`).to.equal(422);
        }
      }
    });
  });

  describe('of tickets', () => {
    it('name a word that is in no list', async () => {
      const wrong: [string, Record<string, string>, string][] = [
        ['tickets', { state: 'asleep' }, 'needs_details'],
        ['tickets', { kind: 'repair,holiday' }, 'installation'],
        ['tickets', { state: ',' }, 'offered'],
        ['calls', { disposition: 'lost' }, 'abandoned'],
        ['followups', { kind: 'x' }, 'voicemail'],
        ['followups', { state: 'x' }, 'exhausted'],
      ];
      for (const [list, query, allowed] of wrong) {
        const { status, body } = await api.get(path(list, query), token);
        expect(status).to.equal(422);
        expect(body.detail).to.include(allowed);
      }
      const twice = await api.get('/api/tickets?state=new&state=done', token);
      expect(twice.status).to.equal(422);
    });

    it('hold what was asked for: state, kind, region, outlet', async () => {
      const { a, b } = world;
      const mine = await ticket({ state: 'offered', kind: 'rescue', outletId: a.outletId });
      await ticket({ state: 'offered', kind: 'rescue', outletId: b.outletId, regionId: b.regionId });
      await ticket({ state: 'done', kind: 'rescue', outletId: a.outletId });
      await ticket({ state: 'offered', kind: 'repair', outletId: a.outletId });
      const query = { state: 'offered,accepted', kind: 'rescue', outletId: a.outletId, regionId: a.regionId };
      expect((await items<TicketCard>('tickets', query)).map(({ id }) => id)).to.deep.equal([mine]);
    });

    it('are found by the beginning of a number, a whole phone number, and part of the name of an outlet', async () => {
      const outletId = await world.province.addOutlet();
      const id = await ticket({ number: '314159265', contactNumber: '+8613644445555', outletId });
      await manager().update(Outlet, { id: outletId }, { name: '100%_满意\\网点' });
      const decoy = await world.province.addOutlet();
      await manager().update(Outlet, { id: decoy }, { name: '100XY满意Z网点' });
      const other = await ticket({ outletId: decoy, number: '271828182', contactNumber: '+8615555555555' });
      const find = async (search: string) =>
        (await items<TicketCard>('tickets', { search })).map((card) => card.id);
      for (const search of [
        '314',
        '314159265',
        ' 314 159 265 ',
        '314-159',
        '13644445555',
        '+86 136 4444 5555',
        '136-4444-5555',
        '%_满',
        '满意\\网',
        '100%',
      ]) {
        expect(await find(search), search).to.deep.equal([id]);
      }
      for (const search of [
        '159',
        '1364444555',
        '136444455551',
        '%满意',
        '_',
        '满意_网点',
        "' OR '1'='1",
        '\\',
      ]) {
        const found = await find(search);
        expect(found, search).to.not.include(other);
        if (!['_', '\\'].includes(search)) expect(found, search).to.not.include(id);
      }
      expect(await find('满意')).to.have.members([id, other]);
      expect(await find('+266696687'), 'hidden numbers are not one customer').to.deep.equal([]);
      expect((await find('   ')).length, 'blank is no search').to.be.above(2);
    });

    it('are late exactly when the deadline that stands has passed (D6)', async () => {
      const now = minutesIn(50_000);
      const before = api.time.now;
      api.time.now = now;
      const moment = fc.option(
        fc.integer({ min: -2, max: 2 }).map((n) => new Date(now.getTime() + n)),
        {
          freq: 2,
        },
      );
      const some = fc.record({
        state: fc.constantFrom(...TICKET_STATES),
        nextActionAt: moment,
        firstContactDueAt: moment,
        firstContactAt: moment,
        arrivalDueAt: moment,
        arrivedAt: moment,
        completionDueAt: moment,
      });
      const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
      const random = fc.sample(some, { numRuns: 600, seed });
      const { identifiers } = await manager().insert(
        Ticket,
        random.map((row, index) => ({
          ...row,
          number: String(800_000_000 + index),
          kind: 'repair' as const,
          priority: 'normal' as const,
          stateSince: MORNING,
          source: 'phone' as const,
          openedAt: now,
          storeId: 777,
        })),
      );
      const ids = identifiers.map(({ id }) => Number(id));
      const late = new Set<number>();
      const inTime = new Set<number>();
      for (const [filter, found] of [
        ['true', late],
        ['false', inTime],
      ] as const) {
        const all = await pages<TicketCard>('tickets', { late: filter, limit: 200 }, async () => {});
        for (const card of all) {
          found.add(card.id);
          expect(card.dueAt !== null && card.dueAt < now.toISOString(), `seed ${seed}`).to.equal(
            filter === 'true',
          );
        }
      }
      random.forEach((row, index) => {
        const id = ids[index] as number;
        const due = nextDue(row);
        const isLate = due !== null && due.at < now;
        expect([late.has(id), inTime.has(id)], `seed ${seed}: ${JSON.stringify(row)}`).to.deep.equal([
          isLate,
          !isLate,
        ]);
      });
      await manager().delete(Ticket, { storeId: 777 });
      api.time.now = before;
    });
  });

  describe('of outlets', () => {
    it('are found by name and code, with what they have in hand', async () => {
      const { a } = world;
      await manager().update(
        Outlet,
        { id: a.outletId },
        { name: '五星_网点', code: 'QX-77', openedAt: minutesIn(5_000) },
      );
      const before = (await items<OutletView>('outlets', { search: 'QX-77' }))[0]?.openTickets ?? 0;
      await ticket({ outletId: a.outletId, state: 'accepted' });
      await ticket({ outletId: a.outletId, state: 'done' });
      for (const search of ['QX-77', 'qx-7', '星_网', ' 五星 ']) {
        const found = await items<OutletView>('outlets', { search });
        expect(
          found.map(({ id }) => id),
          search,
        ).to.deep.equal([a.outletId]);
        expect(found[0]?.openTickets).to.equal(before + 1);
      }
      expect(await items('outlets', { search: '五%星' })).to.deep.equal([]);
      expect((await items<OutletView>('outlets', {}))[0]?.id, 'newest first').to.equal(a.outletId);
    });

    it('are those that lie in the part of whoever asks', async () => {
      const seenBy = async (place: 'headquarters' | 'region' | 'store' | 'outlet') => {
        const { token: by } = await world.hire('outlet_manager', place, world.b);
        return (await items<OutletView>('outlets', { limit: 200 }, by)).map(({ id }) => id);
      };
      expect(await seenBy('outlet')).to.deep.equal([world.b.outletId]);
      expect(await seenBy('store')).to.deep.equal([world.b.outletId]);
      expect(await seenBy('region')).to.deep.equal([world.b.outletId]);
      expect((await seenBy('headquarters')).length).to.equal(await manager().count(Outlet));
      const { token: by } = await world.hire('technician', 'outlet', world.b);
      const { body } = await api.get<OutletView>(`/api/outlets/${world.b.outletId}`, by);
      expect(body.technicians).to.deep.equal([
        { id: world.b.technicianId, name: '外区技师', skills: ['television'] },
      ]);
      expect((await api.get('/api/outlets/999999', token)).status).to.equal(404);
    });
  });

  describe('of calls', () => {
    it('are shown to the centre and headquarters, with where each is and what it led to', async () => {
      const live = await contact({ startedAt: minutesIn(6_000) });
      await manager().insert(Call, {
        sid: 'CA-live',
        contactId: live,
        direction: 'inbound',
        fromNumber: '',
        toNumber: '',
        status: 'in-progress',
        startedAt: MORNING,
      });
      for (const [step, state] of ['menu', 'category', 'place'].entries()) {
        await manager().insert(CallStep, {
          callSid: 'CA-live',
          step,
          state,
          memory: {},
          answer: '',
          at: MORNING,
        });
      }
      const ticketId = await ticket();
      await manager().insert(ContactTicket, { contactId: live, ticketId, purpose: 'opened' });
      const [first] = await items<ContactView>('calls', { live: true });
      const number = (await world.province.ticket(ticketId)).number;
      expect(first).to.deep.include({
        id: live,
        number: '139****2222',
        endedAt: null,
        disposition: null,
        step: 'place',
        tickets: [{ id: ticketId, number, purpose: 'opened' }],
      });
      for (const disposition of DISPOSITIONS) await contact({ disposition, endedAt: minutesIn(1) });
      const abandoned = await items<ContactView>('calls', { disposition: 'abandoned,busy', limit: 200 });
      expect(abandoned.map((call) => call.disposition)).to.have.members(['abandoned', 'busy']);
      const ended = await items<ContactView>('calls', { live: false, limit: 200 });
      expect(ended).to.have.length(DISPOSITIONS.length);
      for (const place of ['region', 'store', 'outlet'] as const) {
        const { token: by } = await world.hire('agent', place);
        expect((await api.get('/api/calls', by)).status).to.equal(403);
      }
    });
  });

  describe('of what is owed', () => {
    it('add up: opened = settled + open + exhausted, with every exception named (F5)', async () => {
      await manager().clear(Obligation);
      const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
      const some = fc.record({
        kind: fc.constantFrom(...OBLIGATION_KINDS),
        state: fc.constantFrom(...OBLIGATION_STATES),
        settlement: fc.constantFrom(...SETTLEMENTS),
        dueAt: fc.integer({ min: -3, max: 3 }).map((n) => new Date(MORNING.getTime() + n)),
      });
      const random = fc.sample(some, { numRuns: 300, seed });
      for (const row of random) {
        const ended = row.state === 'settled' || row.state === 'exhausted';
        await obligation({ ...row, settlement: ended ? row.settlement : null });
      }
      const { body } = await api.get<Coverage>('/api/followups/coverage', token);
      const count = (test: (row: (typeof random)[number]) => boolean) => random.filter(test).length;
      const isOpen = ({ state }: { state: string }) => state === 'open' || state === 'dialling';
      const what = `seed ${seed}`;
      expect(body.opened, what).to.equal(random.length);
      expect(body.settled + body.open + body.exhausted, what).to.equal(body.opened);
      expect(body.settled, what).to.equal(count(({ state }) => state === 'settled'));
      expect(body.overdue, what).to.equal(count((row) => isOpen(row) && row.dueAt < MORNING));
      for (const part of body.byKind) {
        expect(part.settled + part.open + part.exhausted, what).to.equal(part.opened);
        expect(part.open, what).to.equal(count((row) => isOpen(row) && row.kind === part.kind));
      }
      expect(body.byKind.reduce((sum, { opened }) => sum + opened, 0)).to.equal(body.opened);
      expect(
        body.exceptions.reduce((sum, each) => sum + each.count, 0),
        what,
      ).to.equal(body.exhausted);
      for (const { settlement, count: named } of body.exceptions) {
        expect(named, what).to.equal(
          count((row) => row.state === 'exhausted' && row.settlement === settlement),
        );
      }
      const { token: regional } = await world.hire('region_manager', 'region');
      expect((await api.get('/api/followups/coverage', regional)).status).to.equal(403);

      const listed = await items<ObligationView>('followups', {
        kind: 'survey,promised',
        state: 'settled',
        limit: 200,
      });
      expect(listed).to.have.length(
        count(({ kind, state }) => (kind === 'survey' || kind === 'promised') && state === 'settled'),
      );
    });

    it('are settled by the word of an agent, once', async () => {
      const id = await obligation({ kind: 'voicemail', nextActionAt: null });
      const settle = { note: '已回电，客户满意', reached: true };
      const first = await api.post<{ ok: boolean }>(`/api/followups/${id}/settle`, settle, token);
      expect(first.body).to.deep.equal({ ok: true });
      expect((await api.post(`/api/followups/${id}/settle`, settle, token)).status).to.equal(409);
      const given = await obligation({ kind: 'voicemail', nextActionAt: null });
      await api.post(`/api/followups/${given}/settle`, { note: '空号', reached: false }, token);
      const rows = await items<ObligationView>('followups', { kind: 'voicemail', limit: 2 });
      expect(rows.map(({ state, settlement, note }) => ({ state, settlement, note }))).to.deep.equal([
        { state: 'exhausted', settlement: 'attempts_spent', note: '空号' },
        { state: 'settled', settlement: 'agent_word', note: settle.note },
      ]);
      expect((await api.post('/api/followups/999999/settle', settle, token)).status).to.equal(404);
    });
  });
});
