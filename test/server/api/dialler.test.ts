import { expect } from 'chai';
import type { Dialler, DiallerPause, ObligationView } from '../../../domain/contracts/followup.ts';
import { LineEntry } from '../../../entities/desk.ts';
import { Attempt, AttemptObligation } from '../../../entities/followup.ts';
import { Person } from '../../../entities/organisation.ts';
import { MORNING, minutesIn } from '../../support/province.ts';
import { type ListDesk, openListDesk } from './list-desk.ts';

describe('the dialler at work (F1, F4)', () => {
  let desk: ListDesk;
  let made = 0;
  before(async () => {
    desk = await openListDesk();
  });
  after(() => desk.api.close());

  /** A call about some of what is owed, with its contact. */
  async function call(grantedAt: Date, over: Partial<Attempt> = {}, surveys = 1) {
    made += 1;
    const contactId = await desk.contact({ direction: 'outbound' });
    const { identifiers } = await desk.manager().insert(Attempt, {
      number: `+86139000000${made}`,
      liveNumber: `+86139000000${made}`,
      contactId,
      state: 'placed',
      grantedAt,
      slotAt: 1,
      ...over,
    });
    const attemptId = Number(identifiers[0]?.id);
    const obligationIds: number[] = [];
    for (let n = 0; n < surveys; n++)
      obligationIds.push(await desk.obligation({ state: 'dialling', nextActionAt: null }));
    await desk.manager().insert(
      AttemptObligation,
      obligationIds.map((obligationId) => ({ attemptId, obligationId })),
    );
    return { attemptId, contactId, obligationIds };
  }
  const ENDED = { liveNumber: null, endedAt: MORNING, state: 'missed' } as const;

  it('is told with figures that each open as many calls, and with whom people have called', async () => {
    for (const minutes of [-30, 0]) await desk.obligation({ nextActionAt: minutesIn(minutes) });
    await desk.obligation({ kind: 'abandoned', nextActionAt: minutesIn(-1) });
    for (const minutes of [1, 60, 61]) await desk.obligation({ nextActionAt: minutesIn(minutes) });
    await desk.obligation({ nextActionAt: null });
    // Of a household all surveys in one call; ended; a minute ago; paced by nobody.
    await call(minutesIn(0), {}, 3);
    await call(minutesIn(-0.5), ENDED);
    await call(minutesIn(-1), ENDED);
    await call(minutesIn(0), { ...ENDED, slotAt: null });
    const byHand = await call(minutesIn(0));
    const { personId } = await desk.world.hire('agent', 'headquarters');
    const withAgent = (contactId: number, more: Partial<LineEntry> = {}) =>
      desk.manager().insert(LineEntry, {
        contactId,
        state: 'connected',
        priority: 5,
        skills: [],
        arrivedAt: MORNING,
        enteredAt: MORNING,
        personId,
        ...more,
      });
    const [obligationId = null] = byHand.obligationIds;
    await withAgent(byHand.contactId, { obligationId, ending: 'called_out' });
    // Whoever asks for a person in a survey is in line too, and was dialled by the machine all the same.
    const asked = await call(minutesIn(0));
    await withAgent(asked.contactId);

    const { body } = await desk.api.get<Dialler>('/api/followups/dialler', desk.token);
    const due = body.due.reduce((sum, { count }) => sum + count, 0);
    expect({ ...body, due }).to.include({ due: 3, soon: 2, lastMinute: 4, inProgress: 3 });
    expect(body.live).to.have.length(body.inProgress);
    expect(body.live.filter(({ agent }) => agent !== null).map(({ attemptId }) => attemptId)).to.deep.equal([
      byHand.attemptId,
    ]);
    for (const [dial, figure] of [
      ['due', due],
      ['soon', body.soon],
      ['minute', body.lastMinute],
    ] as const) {
      const listed = await desk.items<ObligationView>('followups', { dial, limit: 100 });
      expect(listed, dial).to.have.length(figure);
      expect(await desk.counted({ dial }), dial).to.equal(figure);
    }
  });

  it('is paused for everybody who looks at its calls: since when and by whom, and for headquarters why', async () => {
    const { world, api } = desk;
    const { token: hq, personId } = await world.hire('headquarters_manager', 'headquarters');
    const { name } = await desk.manager().findOneByOrFail(Person, { id: personId });
    const pause = (body: object) => api.post('/api/followups/dialler', body, hq);
    const seenBy = async (token: string) => (await api.get<DiallerPause>('/api/followups/pause', token)).body;
    const { token: store } = await world.hire('store_supervisor', 'store');
    expect(await seenBy(store)).to.deep.equal({ paused: null });
    expect((await pause({ paused: true, reason: '线路检修' })).status).to.equal(200);
    const paused = { at: MORNING.toISOString(), by: name };
    expect(await seenBy(store)).to.deep.equal({ paused: { ...paused, reason: null } });
    expect(await seenBy(desk.token)).to.deep.equal({ paused: { ...paused, reason: '线路检修' } });
    const { body } = await api.get<Dialler>('/api/followups/dialler', hq);
    expect(body.paused).to.deep.equal({ ...paused, reason: '线路检修' });
    const { token: outlet } = await world.hire('outlet_manager', 'outlet');
    expect((await api.get('/api/followups/pause', outlet)).status).to.equal(403);
    await pause({ paused: false });
    expect(await seenBy(store)).to.deep.equal({ paused: null });
  });

  it('lists everything in progress, and says how much may be', async () => {
    for (let n = 0; n < 60; n++)
      await call(minutesIn(0), { number: `+8613800${n}`, liveNumber: `+8613800${n}` });
    const { body } = await desk.api.get<Dialler>('/api/followups/dialler', desk.token);
    expect(body.inProgress).to.be.above(60);
    expect(body.live).to.have.length(body.inProgress);
    expect(body.liveCalls).to.equal(50);
  });
});
