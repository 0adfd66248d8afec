import { expect } from 'chai';
import fc from 'fast-check';
import { COVERAGE_FIGURES, listOf, narrowedTo } from '../../../dashboard/src/followup/links.ts';
import type { ContactView, OutletView } from '../../../domain/contracts/api.ts';
import { COVERAGE_BY, type Coverage, type ObligationView } from '../../../domain/contracts/followup.ts';
import { localDay } from '../../../domain/time.ts';
import {
  DISPOSITIONS,
  OBLIGATION_KINDS,
  OBLIGATION_STATES,
  SETTLEMENTS,
} from '../../../domain/vocabulary.ts';
import { Call, CallStep, ContactTicket } from '../../../entities/call.ts';
import { Obligation } from '../../../entities/followup.ts';
import { Outlet } from '../../../entities/network.ts';
import { MORNING, minutesIn } from '../../support/province.ts';
import { type ListDesk, openListDesk } from './list-desk.ts';

describe('the other lists', () => {
  let desk: ListDesk;
  before(async () => {
    desk = await openListDesk();
  });
  after(() => desk.api.close());

  describe('of outlets', () => {
    it('are found by name and code, with what they have in hand', async () => {
      const { a } = desk.world;
      await desk
        .manager()
        .update(Outlet, { id: a.outletId }, { name: '五星_网点', code: 'QX-77', openedAt: minutesIn(5_000) });
      const before = (await desk.items<OutletView>('outlets', { search: 'QX-77' }))[0]?.openTickets ?? 0;
      await desk.ticket({ outletId: a.outletId, state: 'accepted' });
      await desk.ticket({ outletId: a.outletId, state: 'done' });
      for (const search of ['QX-77', 'qx-7', '星_网', ' 五星 ']) {
        const found = await desk.items<OutletView>('outlets', { search });
        expect(
          found.map(({ id }) => id),
          search,
        ).to.deep.equal([a.outletId]);
        expect(found[0]?.openTickets).to.equal(before + 1);
      }
      expect(await desk.items('outlets', { search: '五%星' })).to.deep.equal([]);
      expect((await desk.items<OutletView>('outlets', {}))[0]?.id, 'newest first').to.equal(a.outletId);
    });

    it('are those that lie in the part of whoever asks', async () => {
      const seenBy = async (place: 'headquarters' | 'region' | 'store' | 'outlet') => {
        const { token: by } = await desk.world.hire('outlet_manager', place, desk.world.b);
        return (await desk.items<OutletView>('outlets', { limit: 200 }, by)).map(({ id }) => id);
      };
      expect(await seenBy('outlet')).to.deep.equal([desk.world.b.outletId]);
      expect(await seenBy('store')).to.deep.equal([desk.world.b.outletId]);
      expect(await seenBy('region')).to.deep.equal([desk.world.b.outletId]);
      expect((await seenBy('headquarters')).length).to.equal(await desk.manager().count(Outlet));
      const { token: by } = await desk.world.hire('technician', 'outlet', desk.world.b);
      const { body } = await desk.api.get<OutletView>(`/api/outlets/${desk.world.b.outletId}`, by);
      expect(body.technicians).to.deep.equal([
        { id: desk.world.b.technicianId, name: '外区技师', skills: ['television'] },
      ]);
      expect((await desk.api.get('/api/outlets/999999', desk.token)).status).to.equal(404);
    });
  });

  describe('of calls', () => {
    it('are shown to the centre and headquarters, with where each is and what it led to', async () => {
      const live = await desk.contact({ startedAt: minutesIn(6_000) });
      await desk.manager().insert(Call, {
        sid: 'CA-live',
        contactId: live,
        direction: 'inbound',
        fromNumber: '',
        toNumber: '',
        status: 'in-progress',
        startedAt: MORNING,
      });
      for (const [step, state] of ['menu', 'category', 'place'].entries()) {
        await desk.manager().insert(CallStep, {
          callSid: 'CA-live',
          step,
          state,
          memory: {},
          answer: '',
          at: MORNING,
        });
      }
      const ticketId = await desk.ticket();
      await desk.manager().insert(ContactTicket, { contactId: live, ticketId, purpose: 'opened' });
      const [first] = await desk.items<ContactView>('calls', { live: true });
      const number = (await desk.world.province.ticket(ticketId)).number;
      expect(first).to.deep.include({
        id: live,
        number: '139****2222',
        endedAt: null,
        disposition: null,
        step: 'place',
        tickets: [{ id: ticketId, number, purpose: 'opened' }],
      });
      for (const disposition of DISPOSITIONS) await desk.contact({ disposition, endedAt: minutesIn(1) });
      const abandoned = await desk.items<ContactView>('calls', { disposition: 'abandoned,busy', limit: 200 });
      expect(abandoned.map((call) => call.disposition)).to.have.members(['abandoned', 'busy']);
      const ended = await desk.items<ContactView>('calls', { live: false, limit: 200 });
      expect(ended).to.have.length(DISPOSITIONS.length);
      for (const place of ['region', 'store', 'outlet'] as const) {
        const { token: by } = await desk.world.hire('agent', place);
        expect((await desk.api.get('/api/calls', by)).status).to.equal(403);
      }
    });
  });

  describe('of what is owed', () => {
    it('add up: opened = settled + open + exhausted, with every exception named (F5)', async () => {
      await desk.manager().clear(Obligation);
      const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
      const some = fc.record({
        kind: fc.constantFrom(...OBLIGATION_KINDS),
        state: fc.constantFrom(...OBLIGATION_STATES),
        settlement: fc.constantFrom(...SETTLEMENTS),
        dueAt: fc.integer({ min: -3, max: 3 }).map((n) => new Date(MORNING.getTime() + n)),
        // Around both midnights of the organisation's day before, to the second.
        openedAt: fc
          .tuple(
            fc.constantFrom('2026-04-29T16:00:00Z', '2026-04-30T16:00:00Z'),
            fc.integer({ min: -2, max: 2 }),
          )
          .map(([midnight, seconds]) => new Date(Date.parse(midnight) + seconds * 1_000)),
        outletId: fc.constantFrom(null, desk.world.a.outletId, desk.world.b.outletId),
        regionId: fc.constantFrom(null, desk.world.a.regionId, desk.world.b.regionId),
        storeId: fc.constantFrom(null, desk.world.a.storeId, desk.world.b.storeId),
      });
      const random = fc.sample(some, { numRuns: 300, seed });
      for (const row of random) {
        const ended = row.state === 'settled' || row.state === 'exhausted';
        await desk.obligation({ ...row, settlement: ended ? row.settlement : null });
      }
      const { body } = await desk.api.get<Coverage>('/api/followups/coverage', desk.token);
      const count = (test: (row: (typeof random)[number]) => boolean) => random.filter(test).length;
      const isOpen = ({ state }: { state: string }) => state === 'open' || state === 'dialling';
      const what = `seed ${seed}`;
      expect(body.opened, what).to.equal(random.length);
      expect(body.settled + body.open + body.exhausted, what).to.equal(body.opened);
      expect(body.settled, what).to.equal(count(({ state }) => state === 'settled'));
      expect(body.overdue, what).to.equal(count((row) => isOpen(row) && row.dueAt < MORNING));
      expect(body.due, what).to.equal(count((row) => !isOpen(row) || row.dueAt < MORNING));
      const due = await desk.items<ObligationView>('followups', { due: true, limit: 200 });
      expect(due.length, what).to.equal(Math.min(body.due, 200));
      expect(await desk.counted({ due: true }), what).to.equal(body.due);
      expect(due.filter(isOpen).every(({ dueAt }) => new Date(dueAt) < MORNING)).to.equal(true);
      for (const part of body.rows) {
        expect(part.due, what).to.equal(part.settled + part.exhausted + part.overdue);
        for (const { settlement, count: named } of part.exceptions) {
          expect(named, `${what}: why of ${part.key}`).to.equal(
            count(
              (row) => row.kind === part.key && row.state === 'exhausted' && row.settlement === settlement,
            ),
          );
        }
        expect(part.exceptions.reduce((sum, { count: named }) => sum + named, 0)).to.equal(part.exhausted);
        expect(part.settled + part.open + part.exhausted, what).to.equal(part.opened);
        expect(part.open, what).to.equal(count((row) => isOpen(row) && row.kind === part.key));
      }
      expect(body.rows.reduce((sum, { opened }) => sum + opened, 0)).to.equal(body.opened);
      expect(
        body.exceptions.reduce((sum, each) => sum + each.count, 0),
        what,
      ).to.equal(body.exhausted);
      for (const { settlement, count: named } of body.exceptions) {
        expect(named, what).to.equal(
          count((row) => row.state === 'exhausted' && row.settlement === settlement),
        );
      }
      for (const by of COVERAGE_BY) {
        const { body: told } = await desk.api.get<Coverage>(`/api/followups/coverage?by=${by}`, desk.token);
        for (const name of ['opened', 'due', 'settled', 'open', 'overdue', 'exhausted'] as const) {
          const sum = told.rows.reduce((total, row) => total + row[name], 0);
          expect(sum, `${what}: ${name} by ${by}`).to.equal(body[name]);
        }
        for (const row of told.rows) {
          for (const { name, to } of COVERAGE_FIGURES) {
            const which = { from: told.from, to: told.to, ...narrowedTo(by, row.key), ...to };
            const link = new URLSearchParams(listOf(which).split('?')[1]);
            const query = Object.fromEntries([...link].filter(([key]) => key !== 'view'));
            const opens = await desk.items<ObligationView>('followups', { ...query, limit: 200 });
            expect(opens.length, `${what}: ${listOf(which)}`).to.equal(Math.min(row[name], 200));
            expect(await desk.counted(query), `${what}: ${listOf(which)}`).to.equal(row[name]);
          }
        }
        if (by === 'outlet')
          for (const row of told.rows)
            expect(row.opened, what).to.equal(count(({ outletId }) => String(outletId) === String(row.key)));
      }
      const day = '2026-04-30';
      const { body: days } = await desk.api.get<Coverage>(
        `/api/followups/coverage?by=day&from=${day}&to=${day}`,
        desk.token,
      );
      const onThatDay = count(({ openedAt }) => localDay(openedAt, 'Asia/Shanghai') === day);
      expect(
        days.rows.map(({ key, opened }) => [key, opened]),
        what,
      ).to.deep.equal(onThatDay > 0 ? [[day, onThatDay]] : []);
      const ofIt = await desk.items<ObligationView>('followups', { from: day, to: day, limit: 200 });
      expect(ofIt.length, what).to.equal(Math.min(onThatDay, 200));

      const { token: regional } = await desk.world.hire('region_manager', 'region');
      const { body: theirs } = await desk.api.get<Coverage>('/api/followups/coverage', regional);
      expect(theirs.opened, what).to.equal(count(({ regionId }) => regionId === desk.world.a.regionId));
      expect(await desk.counted({}, regional), what).to.equal(theirs.opened);
      const { token: store } = await desk.world.hire('store_supervisor', 'store');
      const { body: ofStore } = await desk.api.get<Coverage>('/api/followups/coverage', store);
      expect(ofStore.opened, what).to.equal(count(({ storeId }) => storeId === desk.world.a.storeId));
      expect(await desk.counted({}, store), what).to.equal(ofStore.opened);
      const { token: outlet } = await desk.world.hire('outlet_manager', 'outlet');
      expect((await desk.api.get('/api/followups/coverage', outlet)).status).to.equal(403);
      expect(await desk.counted({}, outlet), 'as their list, which holds nothing').to.equal(0);

      const listed = await desk.items<ObligationView>('followups', {
        kind: 'survey,promised',
        state: 'settled',
        limit: 200,
      });
      expect(listed).to.have.length(
        count(({ kind, state }) => (kind === 'survey' || kind === 'promised') && state === 'settled'),
      );
    });

    it('say whose work they are about, as it was when they became owed', async () => {
      const { a } = desk.world;
      await desk.obligation({ kind: 'check', storeId: a.storeId, outletId: a.outletId });
      await desk.obligation({ kind: 'check', storeId: null, outletId: null });
      const [nobodys, theirs] = await desk.items<ObligationView>('followups', { kind: 'check', limit: 2 });
      const { name } = await desk.manager().findOneByOrFail(Outlet, { id: a.outletId });
      expect(nobodys).to.deep.include({ storeId: null, outlet: null });
      expect(theirs).to.deep.include({ storeId: a.storeId, outlet: { id: a.outletId, name } });
    });

    it('are settled by the word of an agent, once', async () => {
      const id = await desk.obligation({ kind: 'voicemail', nextActionAt: null });
      const settle = { note: '已回电，客户满意', outcome: 'reached' };
      for (const body of [
        { note: settle.note },
        { ...settle, outcome: 'solved' },
        { ...settle, reached: true },
      ]) {
        const { status } = await desk.api.post(`/api/followups/${id}/settle`, body, desk.token);
        expect(status, JSON.stringify(body)).to.equal(422);
      }
      const first = await desk.api.post<{ ok: boolean }>(`/api/followups/${id}/settle`, settle, desk.token);
      expect(first.body).to.deep.equal({ ok: true });
      expect((await desk.api.post(`/api/followups/${id}/settle`, settle, desk.token)).status).to.equal(409);
      const given = await desk.obligation({ kind: 'voicemail', nextActionAt: null });
      await desk.api.post(
        `/api/followups/${given}/settle`,
        { note: '空号', outcome: 'not_reached' },
        desk.token,
      );
      const rows = await desk.items<ObligationView>('followups', { kind: 'voicemail', limit: 2 });
      expect(rows.map(({ state, settlement, note }) => ({ state, settlement, note }))).to.deep.equal([
        { state: 'exhausted', settlement: 'given_up', note: '空号' },
        { state: 'settled', settlement: 'agent_word', note: settle.note },
      ]);
      expect((await desk.api.post('/api/followups/999999/settle', settle, desk.token)).status).to.equal(404);
    });
  });
});
