import { expect } from 'chai';
import type { SurveyQuestion } from '../../../domain/vocabulary.ts';
import { QualityCase } from '../../../entities/case.ts';
import { Appliance, Customer } from '../../../entities/customer.ts';
import { Obligation } from '../../../entities/followup.ts';
import { Assignment, Person } from '../../../entities/organisation.ts';
import { closeCase, handUpCase, takeCase } from '../../../services/cases/act.ts';
import { tendCase } from '../../../services/cases/tend-case.ts';
import { acceptOffer } from '../../../services/dispatch/accept-offer.ts';
import { completeWork } from '../../../services/dispatch/finish-ticket.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import { dueWork } from '../../../services/due-work.ts';
import { answerInWriting } from '../../../services/followup/answer-in-writing.ts';
import { recordAttemptStatus } from '../../../services/followup/attempt-status.ts';
import { type DialDeps, dialObligation } from '../../../services/followup/dial.ts';
import { settleByAgent } from '../../../services/followup/settle-by-agent.ts';
import { answerSurvey, beginFollowUp, settleFollowUp } from '../../../services/followup/survey.ts';
import { loadViewer, type Viewer } from '../../../services/people/viewer.ts';
import { beginRating, rateService } from '../../../services/selfservice/rate-service.ts';
import { caseDetail } from '../../../services/views/cases.ts';
import { testDatabase } from '../../support/database.ts';
import { MORNING, minutesIn, type SmallProvince, smallProvince } from '../../support/province.ts';

const actor = { kind: 'person' as const, id: 1 };

describe('cases on the database', () => {
  let province: SmallProvince;
  let now: Date;
  let deps: DialDeps;
  let placed: number;
  beforeEach(async () => {
    const { dataSource } = await testDatabase();
    province = await smallProvince(dataSource);
    now = MORNING;
    placed = 0;
    const carrier = {
      placeCall: async () => {
        placed += 1;
        return `CA-${placed}`;
      },
      sendMessage: async () => 'SM-1',
      fetchCall: async () => null,
      listCallsTo: async () => [],
    };
    deps = {
      dataSource,
      inTransaction: province.inTransaction,
      carrier,
      clock: { now: () => now },
      callsPerSecond: 1000,
    };
  });

  const cases = () => province.dataSource.manager.find(QualityCase, { order: { id: 'ASC' } });
  const only = async () => {
    const all = await cases();
    expect(all).to.have.length(1);
    return all[0] as QualityCase;
  };
  const events = async (type: string): Promise<number> =>
    Number((await province.dataSource.query('SELECT COUNT(*) AS n FROM event WHERE type = ?', [type]))[0].n);

  async function finished(over: Parameters<SmallProvince['open']>[0] = {}): Promise<Obligation> {
    const ticketId = await province.open(over, now);
    await province.inTransaction((tx) => routeTicket(tx, { ticketId }, now));
    const outletId = (await province.ticket(ticketId)).outletId as number;
    await province.inTransaction((tx) => acceptOffer(tx, { ticketId, outletId, actor }, now));
    await province.inTransaction((tx) =>
      completeWork(
        tx,
        { ticketId, outletId, summary: '换了电源板', chargeFen: 0, codeAbsence: 'refused', actor },
        now,
      ),
    );
    return province.dataSource.manager.findOneByOrFail(Obligation, { ticketId });
  }
  const dial = (obligation: Obligation) => dialObligation(deps, { obligationId: obligation.id });
  async function say(attemptId: number, answers: [SurveyQuestion, number | null][]): Promise<number> {
    const callSid = `CA-${attemptId}`;
    const brief = await province.inTransaction((tx) =>
      beginFollowUp(tx, { attemptId, callSid, scriptVersion: 0 }, now),
    );
    const contactId = brief?.contactId as number;
    for (const [question, value] of answers) {
      await province.inTransaction((tx) =>
        answerSurvey(tx, { attemptId, contactId, question, scriptVersion: 0, value, callSid }, now),
      );
    }
    return contactId;
  }
  const hangUp = (attemptId: number, contactId: number) =>
    province.inTransaction((tx) =>
      settleFollowUp(tx, { attemptId, contactId, callSid: `CA-${attemptId}` }, now),
    );
  async function called(answers: [SurveyQuestion, number | null][]): Promise<void> {
    const owed = await finished();
    now = minutesIn(40);
    await dial(owed);
    await hangUp(1, await say(1, answers));
  }
  async function person(role: Assignment['role'], unitId: number, categories = ''): Promise<Viewer> {
    const { manager } = province.dataSource;
    const { identifiers } = await manager.insert(Person, {
      username: `${role}-${categories}`,
      name: role,
      passwordHash: '',
    });
    const personId = Number(identifiers[0]?.id);
    await manager.insert(Assignment, { personId, role, unitId, categories, validFrom: '2026-01-01' });
    return (await loadViewer(manager, { personId }, '2026-05-01')) as Viewer;
  }

  it('thanks whoever is content, and makes none', async () => {
    await province.addOutlet();
    await called([
      ['solved', 1],
      ['on_time', 1],
      ['score', 5],
    ]);
    expect(await cases()).to.deep.equal([]);
  });

  it('makes a complaint of the store and a case of the outlet, with owner, deadline and evidence (F3, C1, S1)', async () => {
    await province.addOutlet();
    const supervisor = await person('store_supervisor', province.storeId);
    await called([
      ['solved', 0],
      ['on_time', 0],
      ['score', 1],
    ]);
    const [complaint, outlet] = await cases();
    expect(complaint).to.deep.include({
      kind: 'complaint',
      state: 'open',
      level: 'store',
      rule: 'F3',
      grounds: ['solved', 'score'],
      unitId: province.storeId,
      ownerId: supervisor.personId,
      regionId: province.regionId,
      contactId: 1,
      // Eighteen hours of working time from twenty to eleven on a holiday: the day after, which is worked shorter, and Monday.
      openedAt: now,
    });
    expect(complaint?.dueAt.getTime()).to.be.above(now.getTime());
    expect(complaint?.nextActionAt).to.deep.equal(complaint?.dueAt);
    expect(outlet).to.deep.include({
      kind: 'outlet',
      rule: 'S1',
      item: 'not_solved',
      points: 3,
      outletId: 1,
    });
    expect(await events('case.opened')).to.equal(2);
  });

  it('falls to the supervisor of the product where the store has none (C1)', async () => {
    await province.addOutlet();
    await person('category_supervisor', province.storeId, 'refrigerator');
    const televisions = await person('category_supervisor', province.storeId, 'television');
    await called([
      ['solved', 1],
      ['score', 2],
    ]);
    expect((await only()).ownerId).to.equal(televisions.personId);
  });

  it('makes a case of the manufacturer for the work of its outlet under warranty (M1)', async () => {
    await province.addOutlet({ type: 'manufacturer' });
    const { manager } = province.dataSource;
    const customer = await manager.insert(Customer, { name: '王芳', createdAt: now });
    const customerId = Number(customer.identifiers[0]?.id);
    const appliance = await manager.insert(Appliance, {
      customerId,
      category: 'television',
      brandId: 7,
      warrantyUntil: '2026-05-01',
    });
    const owed = await finished();
    await manager.update('ticket', { id: owed.ticketId }, { applianceId: appliance.identifiers[0]?.id });
    await manager.update(Obligation, { id: owed.id }, { brandId: 7 });
    now = minutesIn(40);
    await dial(owed);
    await hangUp(1, await say(1, [['solved', 0]]));
    const made = await cases();
    expect(made.map(({ kind, rule, brandId }) => [kind, rule, brandId])).to.deep.equal([
      ['complaint', 'F3', 7],
      ['manufacturer', 'M1', 7],
    ]);
  });

  it('makes nothing twice when webhooks come again, at once and one after the other', async () => {
    await province.addOutlet();
    const owed = await finished();
    now = minutesIn(40);
    await dial(owed);
    const contactId = await say(1, [
      ['solved', 0],
      ['score', 1],
    ]);
    const status = () =>
      province.inTransaction((tx) =>
        recordAttemptStatus(tx, { attemptId: 1, callSid: 'CA-1', status: 'completed' }, now),
      );
    await Promise.all([hangUp(1, contactId), status(), hangUp(1, contactId), status()]);
    await hangUp(1, contactId);
    expect((await cases()).map(({ kind }) => kind)).to.deep.equal(['complaint', 'outlet']);
    expect(await events('case.opened')).to.equal(2);
    expect(await events('ticket.reopened')).to.equal(1);
  });

  it('makes nothing twice when an agent and the telephone conclude at the same moment', async () => {
    await province.addOutlet();
    const owed = await finished();
    now = minutesIn(40);
    await dial(owed);
    const contactId = await say(1, [['solved', 0]]);
    // Freed as after a crash: open for the agent while the call still goes on.
    await province.dataSource.manager.update(Obligation, { id: owed.id }, { state: 'open' });
    const agent = () =>
      province.inTransaction((tx) =>
        settleByAgent(tx, { obligationId: owed.id, note: '未解决', outcome: 'not_solved', personId: 1 }, now),
      );
    await Promise.allSettled([hangUp(1, contactId), agent(), hangUp(1, contactId), agent()]);
    expect((await cases()).map(({ kind }) => kind)).to.deep.equal(['complaint', 'outlet']);
    expect((await province.ticket(owed.ticketId as number)).reopenCount).to.equal(1);
  });

  it('adds what a customer who rates unasked says later to the case that is there', async () => {
    await province.addOutlet();
    const { ticketId } = await finished();
    const brief = await province.inTransaction((tx) =>
      beginRating(tx, { ticketId: ticketId as number, scriptVersion: 0 }, now),
    );
    const { obligationId } = brief;
    const rate = (question: SurveyQuestion, value: number) => {
      const said = { question, scriptVersion: 0, value };
      return province.inTransaction((tx) =>
        rateService(tx, { obligationId, contactId: 99, callSid: 'CA-9', ...said }, now),
      );
    };
    await rate('solved', 1);
    expect(await cases()).to.deep.equal([]);
    await rate('on_time', 0);
    expect((await only()).item).to.equal('late');
    await rate('charge_as_quoted', 0);
    expect(await only()).to.deep.include({
      item: 'charge',
      points: 3,
      grounds: ['on_time', 'charge_as_quoted'],
    });
    await rate('score', 2);
    expect((await cases()).map(({ kind, contactId }) => [kind, contactId])).to.deep.equal([
      ['outlet', 99],
      ['complaint', 99],
    ]);
  });

  it('climbs when its deadline passes, once each, and is late at headquarters (C4)', async () => {
    await province.addOutlet();
    await called([
      ['solved', 1],
      ['score', 1],
    ]);
    const due = () => dueWork.cases(province.dataSource.manager, now);
    const levels: string[] = [];
    for (let level = 1; level <= 3; level++) {
      const before = await only();
      expect(await due()).to.deep.equal([]);
      now = before.nextActionAt as Date;
      expect(await due()).to.deep.equal([{ caseId: before.id }]);
      await Promise.all(
        [1, 2, 3].map(() => province.inTransaction((tx) => tendCase(tx, { caseId: before.id }, now))),
      );
      levels.push((await only()).level);
    }
    expect(levels).to.deep.equal(['region', 'headquarters', 'headquarters']);
    expect(await events('case.climbed')).to.equal(2);
    expect(await events('case.late')).to.equal(1);
    expect(await due()).to.deep.equal([]);
  });

  it('is taken in hand, handed up with a reason, and closed with cause, remedy and word (C4, C5)', async () => {
    await province.addOutlet();
    const store = await person('store_supervisor', province.storeId);
    const region = await person('region_manager', province.regionId);
    await called([
      ['solved', 1],
      ['score', 1],
    ]);
    const { id: caseId } = await only();
    const act = (viewer: Viewer, version: number) => ({ caseId, viewer, version });
    await province.inTransaction((tx) => takeCase(tx, act(store, 1), now));
    expect(await only()).to.include({ state: 'in_hand', ownerId: store.personId, version: 2 });
    const refused = (work: Promise<unknown>) => work.catch((error: { code: string }) => error.code);
    const reason = '涉及赔偿';
    expect(
      await refused(province.inTransaction((tx) => handUpCase(tx, { ...act(store, 1), reason }, now))),
    ).to.equal('stale');
    await province.inTransaction((tx) => handUpCase(tx, { ...act(store, 2), reason }, now));
    expect(await only()).to.include({ level: 'region', state: 'open', ownerId: region.personId });
    const closing = { cause: 'outlet' as const, remedy: '重新安装', said: '可以了' };
    expect(
      await refused(
        province.inTransaction((tx) => closeCase(tx, { ...act(store, 3), ...closing, word: 'content' }, now)),
      ),
      'the store does not close what is the region’s',
    ).to.equal('forbidden');
    const close = (word: 'content' | 'not_content', version: number, viewer = region) =>
      province.inTransaction((tx) => closeCase(tx, { ...act(viewer, version), ...closing, word }, now));
    expect(await close('not_content', 3), 'it climbs instead').to.deep.equal({ closed: false });
    expect(await only()).to.include({ level: 'headquarters', state: 'open' });
    const [{ id: headquarters }] = await province.dataSource.query(
      "SELECT id FROM unit WHERE kind = 'headquarters'",
    );
    const manager = await person('headquarters_manager', headquarters);
    expect(await close('not_content', 4, manager)).to.deep.equal({ closed: true });
    expect(await only()).to.include({
      state: 'closed',
      cause: 'outlet',
      remedy: '重新安装',
      word: 'not_content',
      nextActionAt: null,
    });
    expect(await refused(close('content', 5, manager))).to.equal('wrong_state');
  });

  it('makes a complaint of a poor score though nobody says whether it was solved, and the survey stays open (F3)', async () => {
    await province.addOutlet();
    const { id: obligationId } = await finished();
    const write = (question: SurveyQuestion, value: number) =>
      province.inTransaction((tx) =>
        answerInWriting(
          tx,
          { obligationId, answers: [{ question, value }], settlement: 'text_reply', cause: 'message-1' },
          now,
        ),
      );
    await write('score', 1);
    expect(await only()).to.deep.include({ kind: 'complaint', grounds: ['score'], obligationId });
    const owed = () => province.dataSource.manager.findOneByOrFail(Obligation, { id: obligationId });
    expect(await owed()).to.include({ state: 'open', settlement: null });
    await write('solved', 1);
    await only();
    expect(await owed()).to.include({ state: 'settled', settlement: 'text_reply' });
  });

  it('adds what a second call hears to the cases of the first (S9)', async () => {
    await province.addOutlet();
    await province.setPolicy((policy) => {
      policy.honesty.checkShare = 1;
    });
    const { id: first, ticketId } = await finished();
    const settle = (obligationId: number, over: Partial<Parameters<typeof settleByAgent>[1]>) =>
      province.inTransaction((tx) =>
        settleByAgent(tx, { obligationId, note: '已联系', outcome: 'solved', personId: 1, ...over }, now),
      );
    await settle(first, { answers: { on_time: 0, score: 2 } });
    const { manager } = province.dataSource;
    const check = await manager.findOneByOrFail(Obligation, { ticketId: ticketId as number, kind: 'check' });
    await settle(check.id, { outcome: 'not_solved', personId: 2 });
    expect(
      (await cases()).map(({ kind, obligationId, item, grounds }) => [kind, obligationId, item, grounds]),
    ).to.deep.equal([
      ['complaint', first, null, ['score', 'solved']],
      ['outlet', first, 'not_solved', ['on_time', 'solved']],
    ]);
    expect((await province.ticket(ticketId as number)).reopenCount).to.equal(1);
    const complaint = await caseDetail(manager, await person('headquarters_manager', 1), 1, now);
    expect(complaint.answers.map(({ question, value, second }) => [question, value, second])).to.deep.equal([
      ['on_time', 0, false],
      ['score', 2, false],
      ['solved', 1, false],
      ['solved', 0, true],
    ]);
  });

  it('begins a level higher when the same ticket is complained of again (F3, C3)', async () => {
    await province.addOutlet();
    await called([['solved', 0]]);
    const { id: obligationId, ...first } = await province.dataSource.manager.findOneByOrFail(Obligation, {});
    for (const [again, level] of [
      [2, 'region'],
      [3, 'headquarters'],
    ] as const) {
      await province.dataSource.manager.insert(Obligation, {
        ...first,
        dedupKey: `survey-1-${again}`,
        resolutionNo: again,
        state: 'open',
        settledAt: null,
        settlement: null,
      });
      const next = await province.dataSource.manager.findOneByOrFail(Obligation, { resolutionNo: again });
      await province.inTransaction((tx) =>
        settleByAgent(
          tx,
          { obligationId: next.id, note: '还是不行', outcome: 'not_solved', personId: 1 },
          now,
        ),
      );
      const made = (await cases()).filter((one) => one.obligationId === next.id);
      expect(made.map((one) => one.level)).to.deep.equal([level, level]);
    }
    expect(obligationId).to.be.above(0);
  });
});
