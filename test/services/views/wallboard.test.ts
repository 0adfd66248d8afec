import { expect } from 'chai';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import type { Wallboard } from '../../../domain/contracts/desk.ts';
import { LINE_OUTCOMES } from '../../../domain/contracts/supervision.ts';
import { LINE_ENDINGS, LINE_PRIORITY, LINE_STATES } from '../../../domain/vocabulary.ts';
import { Contact } from '../../../entities/call.ts';
import { Customer } from '../../../entities/customer.ts';
import { AgentDesk, LineEntry } from '../../../entities/desk.ts';
import { Person } from '../../../entities/organisation.ts';
import { createTransactor, type InTransaction } from '../../../services/transaction.ts';
import { listLine } from '../../../services/views/line-list.ts';
import { pulse } from '../../../services/views/pulse.ts';
import { wallboard } from '../../../services/views/wallboard.ts';
import { testDatabase } from '../../support/database.ts';
import { MORNING, smallProvince } from '../../support/province.ts';

const DAY_START = new Date('2026-04-30T16:00:00Z');
const at = (seconds: number): Date => new Date(MORNING.getTime() + seconds * 1_000);

describe('the wallboard', () => {
  let dataSource: DataSource;
  let inTransaction: InTransaction;
  before(async () => {
    ({ dataSource } = await testDatabase());
    inTransaction = createTransactor(dataSource);
    await smallProvince(dataSource);
  });
  beforeEach(async () => {
    for (const table of [LineEntry, Contact, AgentDesk, Customer]) await dataSource.manager.clear(table);
  });

  let entries = 0;
  /** Somebody who asked for a person so many seconds before the morning. */
  async function enter(
    over: Partial<LineEntry> & { ago?: number } = {},
    contact: Partial<Contact> = {},
  ): Promise<number> {
    const { ago = 60, ...row } = over;
    const { identifiers } = await dataSource.manager.insert(Contact, {
      direction: 'inbound',
      number: '+8613800138000',
      startedAt: at(-ago),
      ...contact,
    });
    const contactId = Number(identifiers[0]?.id);
    entries += 1;
    await dataSource.manager.insert(LineEntry, {
      contactId,
      callSid: `CA${entries}`,
      state: 'waiting',
      priority: LINE_PRIORITY.normal,
      skills: ['lang:zh'],
      arrivedAt: at(-ago),
      enteredAt: at(-ago),
      ...row,
    });
    return contactId;
  }
  const answered = (ago: number, wait: number, talk: number | null, over: Partial<LineEntry> = {}) =>
    enter({
      ago,
      answeredAt: at(wait - ago),
      ...(talk === null
        ? { state: 'connected' }
        : { state: 'ended', ending: 'answered', endedAt: at(wait + talk - ago) }),
      ...over,
    });
  const ended = (ago: number, ending: LineEntry['ending'], after: number, over: Partial<LineEntry> = {}) =>
    enter({ ago, state: 'ended', ending, endedAt: at(after - ago), ...over });
  const show = (now = MORNING): Promise<Wallboard> => inTransaction((tx) => wallboard(tx, now));

  it('of a day without a call divides by nothing', async () => {
    const { today, waiting, longestSince, entries: list } = await show();
    expect({ waiting, longestSince, list }).to.deep.equal({ waiting: 0, longestSince: null, list: [] });
    expect(today).to.deep.equal({
      offered: 0,
      answered: 0,
      serviceLevel: null,
      serviceLevelSeconds: 15,
      abandoned: 0,
      turnedAway: 0,
      left: 0,
      callbacks: 0,
      waiting: 0,
      abandonment: null,
      averageWaitSeconds: null,
      averageHandleSeconds: null,
    });
  });

  it('gives exact figures for a day', async () => {
    await answered(900, 15, 100); // in time, to the second
    await answered(800, 5, 200);
    await answered(700, 15.001, 60); // late by a thousandth
    await answered(600, 65, null); // late, still being spoken with
    await ended(500, 'abandoned', 15); // gave up before the threshold was over
    await ended(400, 'abandoned', 15.001);
    await ended(300, 'turned_away', 0);
    await ended(300, 'left', 30);
    await answered(3_000, 2_400, 120, { obligationId: 7 }); // called back forty minutes later
    await ended(3_000, 'tries_spent', 2_000, { callSid: null, obligationId: 8 });
    await ended(3_000, 'called_again', 100, { callSid: null, obligationId: 9 });
    await enter({ ago: 2_000, state: 'callback', callSid: null, obligationId: 10 });
    await enter({ ago: 50, state: 'offered', callSid: null, obligationId: 11 });
    await enter({ ago: 40, priority: LINE_PRIORITY.rescue });
    await enter({ ago: 90, state: 'offered' });
    const { today, waiting, waitingRescue, callbacks, longestSince } = await show();
    expect(today).to.deep.equal({
      offered: 15,
      answered: 5,
      serviceLevel: 2 / 6,
      serviceLevelSeconds: 15,
      abandoned: 2,
      turnedAway: 1,
      left: 1,
      callbacks: 4,
      waiting: 2,
      abandonment: 2 / 15,
      averageWaitSeconds: (15 + 5 + 15.001 + 65) / 4,
      averageHandleSeconds: (100 + 200 + 60 + 120) / 4,
    });
    expect({ waiting, waitingRescue, callbacks, longestSince }).to.deep.equal({
      waiting: 2,
      waitingRescue: 1,
      callbacks: 2,
      longestSince: at(-90).toISOString(),
    });
  });

  it('lists what a figure counts, page by page', async () => {
    await answered(900, 15, 100);
    await answered(800, 15.001, 100);
    await ended(700, 'abandoned', 15);
    await ended(600, 'abandoned', 40);
    const list = (query: object) => inTransaction((tx) => listLine(tx, { limit: 1, ...query }, MORNING));
    const first = await list({ late: 'true' });
    expect(first.items[0]).to.deep.include({ outcome: 'abandoned', waitedSeconds: 40, answeredAt: null });
    const second = await list({ late: 'true', cursor: first.next });
    expect(second.items[0]).to.deep.include({ outcome: 'answered', waitedSeconds: 15.001 });
    expect(second.next).to.equal(null);
    expect((await list({ limit: 9 })).items).to.have.length(4);
  });

  it('begins the day at midnight in the organisation’s zone, and shows whoever still waits from before', async () => {
    const sinceMidnight = (MORNING.getTime() - DAY_START.getTime()) / 1_000;
    await ended(sinceMidnight, 'abandoned', 60);
    await ended(sinceMidnight + 0.001, 'abandoned', 60);
    await enter({ ago: sinceMidnight + 30, state: 'callback', callSid: null, obligationId: 1 });
    const { today, callbacks, entries: list } = await show();
    expect([today.offered, today.abandoned, callbacks, list.length]).to.deep.equal([1, 1, 1, 1]);
  });

  it('counts a caller who was sent back as answered, and their wait from then on', async () => {
    await enter({ ago: 600, enteredAt: at(-20), answeredAt: at(-590) });
    const { today, waiting, longestSince, entries: list } = await show();
    expect([today.offered, today.answered, today.waiting, waiting]).to.deep.equal([1, 1, 0, 1]);
    expect(longestSince).to.equal(at(-20).toISOString());
    expect(list[0]).to.deep.include({
      arrivedAt: at(-600).toISOString(),
      waitingSince: at(-20).toISOString(),
    });
  });

  it('lists the line in its order and then the calls in hand, with numbers masked', async () => {
    const customer = await dataSource.manager.insert(Customer, { name: '王芳', createdAt: MORNING });
    const customerId = Number(customer.identifiers[0]?.id);
    const talking = await answered(500, 10, null, { personId: 3 });
    const later = await enter({ ago: 10 });
    const callback = await enter({ ago: 30, state: 'callback', callSid: null }, { customerId });
    const rescue = await enter({ ago: 5, priority: LINE_PRIORITY.rescue, skills: ['lang:en'] });
    await ended(100, 'abandoned', 20);
    const { entries: list } = await show();
    expect(list.map(({ contactId }) => contactId)).to.deep.equal([rescue, callback, later, talking]);
    expect(list[1]).to.deep.equal({
      contactId: callback,
      state: 'callback',
      number: '138****8000',
      customerName: '王芳',
      priority: 'normal',
      skills: ['lang:zh'],
      arrivedAt: at(-30).toISOString(),
      waitingSince: at(-30).toISOString(),
      answeredAt: null,
      personId: null,
      supervisors: [],
    });
    expect(list[3]?.personId).to.equal(3);
  });

  it('names the agents who are signed in', async () => {
    const person = async (name: string) => {
      const { identifiers } = await dataSource.manager.insert(Person, {
        username: `agent-${name}`,
        name,
        passwordHash: '1$00$00',
      });
      return Number(identifiers[0]?.id);
    };
    const desk = { since: at(-60), idleSince: at(-60), skills: ['lang:zh'], nextState: null, reason: null };
    const [one, other] = [await person('甲'), await person('乙')];
    await dataSource.manager.insert(AgentDesk, { ...desk, personId: one, state: 'on_call', contactId: 9 });
    await dataSource.manager.insert(AgentDesk, { ...desk, personId: other, state: 'signed_out' });
    expect((await show()).agents).to.deep.equal([
      {
        personId: one,
        name: '甲',
        state: 'on_call',
        reason: null,
        since: at(-60).toISOString(),
        skills: ['lang:zh'],
        contactId: 9,
        version: 1,
      },
    ]);
  });

  it('adds up, whatever happened, and says what the pulse says', async () => {
    const moment = fc.integer({ min: -50_000, max: 0 });
    const row = fc.record({
      ago: fc.integer({ min: 0, max: 50_000 }),
      state: fc.constantFrom(...LINE_STATES),
      ending: fc.constantFrom(...LINE_ENDINGS),
      spoken: fc.option(moment),
      gone: moment,
      callback: fc.boolean(),
      hungUp: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 25 }), async (rows) => {
        await dataSource.manager.clear(LineEntry);
        await dataSource.manager.clear(Contact);
        for (const { ago, state, ending, spoken, gone, callback, hungUp } of rows) {
          const over = state === 'ended';
          await enter({
            ago,
            state,
            ending: over ? ending : null,
            endedAt: over ? at(Math.max(gone, -ago)) : null,
            answeredAt: state === 'connected' || spoken !== null ? at(Math.max(spoken ?? 0, -ago)) : null,
            obligationId: callback ? 1 : null,
            callSid: state === 'callback' || (callback && hungUp) ? null : `CB${ago}`,
          });
        }
        const board = await show();
        const { today } = board;
        const { offered, answered: spoken, abandoned, turnedAway, left, callbacks, waiting } = today;
        expect(spoken + abandoned + turnedAway + left + callbacks + waiting).to.equal(offered);
        for (const share of [today.serviceLevel, today.abandonment]) {
          if (share !== null) expect(share).to.be.within(0, 1);
        }
        expect(board.waiting + board.callbacks).to.equal(
          rows.filter(({ state }) => ['waiting', 'offered', 'callback'].includes(state)).length,
        );
        const lists = await Promise.all(
          LINE_OUTCOMES.map(async (outcome) =>
            inTransaction((tx) => listLine(tx, { outcome, limit: 200 }, MORNING)),
          ),
        );
        expect(lists.map(({ items }) => items.length)).to.deep.equal([
          spoken,
          abandoned,
          turnedAway,
          left,
          callbacks,
          waiting,
        ]);
        const viewer = {
          personId: 1,
          username: '',
          name: '',
          language: 'zh',
          roles: [],
          scope: { province: true, regionIds: [], storeIds: [], outletIds: [] },
          placeName: '',
        };
        const figures = await inTransaction((tx) => pulse(tx, viewer, MORNING));
        expect(figures).to.deep.include({
          waitingCallers: board.waiting,
          longestWaitSince: board.longestSince,
          serviceLevel: today.serviceLevel,
        });
      }),
      { numRuns: 60 },
    );
  }).timeout(60_000);
});
