import { expect } from 'chai';
import { localDay, localTime } from '../../../domain/time.ts';
import type { CallOutcome } from '../../../domain/vocabulary.ts';
import { Contact } from '../../../entities/call.ts';
import { Attempt, Obligation, SurveyAnswer } from '../../../entities/followup.ts';
import { NumberRule } from '../../../entities/number-rule.ts';
import { acceptOffer } from '../../../services/dispatch/accept-offer.ts';
import { assignByHand } from '../../../services/dispatch/assign-by-hand.ts';
import { completeWork } from '../../../services/dispatch/finish-ticket.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import { dueWork } from '../../../services/due-work.ts';
import { recordAttemptStatus } from '../../../services/followup/attempt-status.ts';
import { checkAttempt, type DialDeps, dialObligation } from '../../../services/followup/dial.ts';
import { dueCalls } from '../../../services/followup/due-calls.ts';
import { householdOf } from '../../../services/followup/household.ts';
import { openObligation } from '../../../services/followup/open-obligation.ts';
import { setCallWish } from '../../../services/followup/set-call-wish.ts';
import { settleByAgent } from '../../../services/followup/settle-by-agent.ts';
import { answerSurvey, beginFollowUp, settleFollowUp } from '../../../services/followup/survey.ts';
import { CarrierError } from '../../../services/ports.ts';
import { testDatabase } from '../../support/database.ts';
import {
  CUSTOMER_NUMBER,
  DISTRICT,
  MORNING,
  minutesIn,
  type SmallProvince,
  smallProvince,
} from '../../support/province.ts';

const actor = { kind: 'person' as const, id: 1 };

/** The carrier as the port describes it: notes what it was asked, and answers what the test says. */
function carrierDouble() {
  const placed: string[] = [];
  const carrier = {
    placed,
    fail: null as CarrierError | null,
    listed: [] as { sid: string; status: string; durationSeconds: number | null }[],
    async placeCall({ twimlPath }: { twimlPath: string }) {
      if (carrier.fail) throw carrier.fail;
      placed.push(twimlPath);
      return `CA-${placed.length}`;
    },
    sendMessage: async () => 'SM-1',
    fetchCall: async () => null,
    listCallsTo: async () => carrier.listed,
  };
  return carrier satisfies DialDeps['carrier'];
}

describe('follow-up on the database', () => {
  let province: SmallProvince;
  let carrier: ReturnType<typeof carrierDouble>;
  let now: Date;
  let deps: DialDeps;
  beforeEach(async () => {
    const { dataSource } = await testDatabase();
    province = await smallProvince(dataSource);
    await province.addOutlet();
    carrier = carrierDouble();
    now = MORNING;
    deps = {
      dataSource,
      inTransaction: province.inTransaction,
      carrier,
      clock: { now: () => now },
      callsPerSecond: 1000,
    };
  });

  async function finishedTicket(over: Parameters<typeof province.open>[0] = {}): Promise<number> {
    const ticketId = await province.open(over, now);
    await province.inTransaction((tx) => routeTicket(tx, { ticketId }, now));
    await finishRound(ticketId);
    return ticketId;
  }
  async function finishRound(ticketId: number): Promise<void> {
    const outletId = (await province.ticket(ticketId)).outletId as number;
    await province.inTransaction((tx) => acceptOffer(tx, { ticketId, outletId, actor }, now));
    await province.inTransaction((tx) =>
      completeWork(
        tx,
        { ticketId, outletId, summary: '换了电源板', chargeFen: 12_000, codeAbsence: 'refused', actor },
        now,
      ),
    );
  }
  const obligations = (ticketId: number) =>
    province.dataSource.manager.find(Obligation, { where: { ticketId }, order: { id: 'ASC' } });
  const only = async (ticketId: number) => (await obligations(ticketId)).at(-1) as Obligation;
  const attempts = () => province.dataSource.manager.find(Attempt, { order: { id: 'ASC' } });
  const dial = async (obligation: Obligation) => dialObligation(deps, { obligationId: obligation.id });
  const status = (attemptId: number, text: string, sid = `CA-${attemptId}`) =>
    province.inTransaction((tx) => recordAttemptStatus(tx, { attemptId, callSid: sid, status: text }, now));
  async function answer(attemptId: number, answers: [string, number][]): Promise<void> {
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
    await province.inTransaction((tx) => settleFollowUp(tx, { attemptId, contactId, callSid }, now));
  }

  it('owes one call for a finished ticket, in the calling window (F1)', async () => {
    now = new Date('2026-05-01T12:30:00Z'); // half past eight in the evening
    const ticketId = await finishedTicket();
    const owed = await obligations(ticketId);
    expect(owed).to.have.length(1);
    expect(owed[0]).to.include({ kind: 'survey', state: 'open', resolutionNo: 1, number: CUSTOMER_NUMBER });
    const { nextActionAt } = owed[0] as Obligation;
    expect(nextActionAt, 'a Saturday, and not all at its opening').to.be.within(
      new Date('2026-05-02T02:00:00Z'),
      new Date('2026-05-02T05:00:00Z'),
    );
    await province.inTransaction((tx) =>
      openObligation(
        tx,
        { kind: 'survey', ticketId, resolutionNo: 1, number: CUSTOMER_NUMBER, language: 'zh' },
        now,
      ),
    );
    expect(await obligations(ticketId), 'the same one again').to.have.length(1);
    await dial(await only(ticketId));
    expect(carrier.placed, 'never at night').to.have.length(0);
  });

  it('asks, stores the answers, settles and closes (F2)', async () => {
    const ticketId = await finishedTicket();
    now = minutesIn(40);
    await dial(await only(ticketId));
    expect(carrier.placed).to.deep.equal(['/twilio/followup/1']);
    await answer(1, [
      ['solved', 1],
      ['score', 5],
      ['score', 1],
    ]);
    await status(1, 'completed');
    await status(1, 'completed');
    expect(await only(ticketId)).to.include({ state: 'settled', settlement: 'call_answered', attempts: 1 });
    expect((await province.ticket(ticketId)).state).to.equal('closed');
    const answers = await province.dataSource.manager.find(SurveyAnswer);
    expect(answers.map(({ question, value }) => [question, value])).to.deep.equal([
      ['solved', 1],
      ['score', 5],
    ]);
    const [attempt] = await attempts();
    expect(attempt).to.include({ state: 'answered', liveNumber: null });
    const contact = await province.dataSource.manager.findOneByOrFail(Contact, {
      id: attempt?.contactId as number,
    });
    expect(contact.disposition).to.equal('survey_answered');
  });

  it('reopens what was not solved, once, and calls again for the next resolution (F1, F3)', async () => {
    const ticketId = await finishedTicket();
    now = minutesIn(40);
    await dial(await only(ticketId));
    await answer(1, [['solved', 0]]);
    await status(1, 'completed');
    const reopened = await province.ticket(ticketId);
    expect(reopened).to.include({
      state: 'manual',
      manualReason: 'reopened',
      priority: 'urgent',
      reopenCount: 1,
    });
    const outletId = await province.addOutlet();
    await province.inTransaction((tx) =>
      assignByHand(tx, { ticketId, outletId, reason: '换网点', version: reopened.version, actor }, now),
    );
    await finishRound(ticketId);
    expect(
      (await obligations(ticketId)).map(({ resolutionNo, state }) => [resolutionNo, state]),
    ).to.deep.equal([
      [1, 'settled'],
      [2, 'open'],
    ]);
  });

  it('tries at different hours, then sends a text and leaves it to an agent (F1)', async () => {
    const ticketId = await finishedTicket();
    const hours: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt++) {
      const owed = await only(ticketId);
      now = owed.nextActionAt as Date;
      hours.push(now.getUTCHours());
      await dial(owed);
      await status(attempt, attempt === 2 ? 'busy' : 'no-answer');
    }
    expect(new Set(hours).size).to.equal(3);
    const owed = await only(ticketId);
    expect(owed).to.include({ state: 'open', nextActionAt: null, attempts: 3 });
    expect(owed.scriptVersion, 'the text puts the first question').to.equal(0);
    const texts = await province.dataSource.query(
      "SELECT body FROM message WHERE template = 'survey_missed'",
    );
    expect(texts).to.have.length(1);
    expect(texts[0].body).to.contain('问题已解决请回复1').and.contain(`{survey:${owed.id}}`);
    await province.inTransaction((tx) =>
      settleByAgent(
        tx,
        { obligationId: owed.id, note: '已电话联系，满意', outcome: 'solved', personId: 1 },
        now,
      ),
    );
    expect(await only(ticketId)).to.include({ state: 'settled', settlement: 'agent_word' });
    expect((await province.ticket(ticketId)).state).to.equal('closed');
    const dispositions = await province.dataSource.query(
      "SELECT disposition, COUNT(*) n FROM contact WHERE direction = 'outbound' GROUP BY disposition ORDER BY 1",
    );
    expect(
      dispositions.map((row: { disposition: string; n: string }) => [row.disposition, Number(row.n)]),
    ).to.deep.equal([
      ['busy', 1],
      ['not_answered', 2],
    ]);
  });

  it('reopens what was not solved by the word of an agent, and keeps that word (F1, F3)', async () => {
    const ticketId = await finishedTicket();
    const owed = await only(ticketId);
    const say = (outcome: CallOutcome) =>
      province.inTransaction((tx) =>
        settleByAgent(tx, { obligationId: owed.id, note: '还是不制冷', outcome, personId: 1 }, now),
      );
    const error = await say('reached').catch((refusal: unknown) => refusal);
    expect(error, 'a survey is asked whether it was solved').to.include({ code: 'invalid' });
    await say('not_solved');
    expect(await province.ticket(ticketId)).to.include({
      state: 'manual',
      manualReason: 'reopened',
      priority: 'urgent',
      reopenCount: 1,
    });
    expect(await only(ticketId)).to.include({ state: 'settled', settlement: 'agent_word', settledBy: 1 });
    const answers = await province.dataSource.manager.find(SurveyAnswer);
    expect(answers.map(({ question, value }) => [question, value])).to.deep.equal([['solved', 0]]);
  });

  it('gives up on whom an agent cannot reach, and closes the ticket (F1, F5)', async () => {
    const ticketId = await finishedTicket();
    const { id: obligationId } = await only(ticketId);
    await province.inTransaction((tx) =>
      settleByAgent(tx, { obligationId, note: '空号', outcome: 'not_reached', personId: 1 }, now),
    );
    expect(await only(ticketId)).to.include({ state: 'exhausted', settlement: 'given_up' });
    expect((await province.ticket(ticketId)).state).to.equal('closed');
    expect(await province.dataSource.manager.count(SurveyAnswer)).to.equal(0);
  });

  it('places one call, however many ask for it at once', async () => {
    const ticketId = await finishedTicket();
    now = minutesIn(40);
    const owed = await only(ticketId);
    await Promise.all(Array.from({ length: 12 }, () => dial(owed)));
    expect(carrier.placed).to.have.length(1);
  });

  it('calls a household once for all its finished tickets, and never twice at a time', async () => {
    const first = await finishedTicket();
    const second = await finishedTicket();
    now = minutesIn(40);
    await Promise.all([dial(await only(first)), dial(await only(second))]);
    expect(carrier.placed).to.have.length(1);
    await answer(1, [['solved', 1]]);
    await status(1, 'completed');
    expect((await only(first)).state).to.equal('settled');
    expect((await only(second)).state).to.equal('settled');
  });

  it('does not count a call that the carrier surely did not take, and never dials an unknown one again', async () => {
    const ticketId = await finishedTicket();
    now = minutesIn(40);
    carrier.fail = new CarrierError('429', { again: true, untouched: true });
    await dial(await only(ticketId));
    expect(await only(ticketId)).to.include({ state: 'open', attempts: 0 });
    now = minutesIn(45);
    carrier.fail = new CarrierError('time-out', { again: true, untouched: false });
    await dial(await only(ticketId));
    expect(await only(ticketId)).to.include({ state: 'dialling', attempts: 1 });
    const soon = (await dueWork['attempt-checks'](
      province.dataSource.manager,
      new Date(now.getTime() + 30_000),
    )) as object[];
    expect(soon, 'asked about half a minute later').to.deep.equal([{ attemptId: 2 }]);
    carrier.fail = null;
    await dial(await only(ticketId));
    expect(carrier.placed, 'unknown is spent').to.have.length(0);
    now = minutesIn(48);
    await checkAttempt(deps, { attemptId: 2 });
    expect((await attempts())[1]).to.include({ state: 'unknown', outcome: 'unknown' });
    expect(await only(ticketId)).to.include({ state: 'open', attempts: 1 });
  });

  it('learns from the carrier’s list what became of a call it never heard of again', async () => {
    const ticketId = await finishedTicket();
    now = minutesIn(40);
    carrier.fail = new CarrierError('time-out', { again: true, untouched: false });
    await dial(await only(ticketId));
    carrier.listed = [{ sid: 'CA-found', status: 'no-answer', durationSeconds: 0 }];
    await checkAttempt(deps, { attemptId: 1 });
    expect((await attempts())[0]).to.include({ state: 'missed', outcome: 'no-answer', callSid: 'CA-found' });
  });

  it('asks no more about a call whose end is told while it asks', async () => {
    const ticketId = await finishedTicket();
    now = minutesIn(40);
    await dial(await only(ticketId));
    await answer(1, [['solved', 1]]);
    const { fetchCall } = deps.carrier;
    deps.carrier.fetchCall = async () => {
      await status(1, 'completed');
      return { status: 'in-progress', durationSeconds: null };
    };
    await checkAttempt(deps, { attemptId: 1 });
    deps.carrier.fetchCall = fetchCall;
    expect((await attempts())[0]).to.include({ state: 'answered', checkAt: null });
    expect(await dueWork['attempt-checks'](province.dataSource.manager, minutesIn(120))).to.deep.equal([]);
  });

  it('takes no call of the carrier’s list that another attempt to that number was', async () => {
    const ticketId = await finishedTicket();
    now = minutesIn(40);
    await dial(await only(ticketId));
    await status(1, 'busy');
    now = (await only(ticketId)).nextActionAt as Date;
    carrier.fail = new CarrierError('time-out', { again: true, untouched: false });
    await dial(await only(ticketId));
    carrier.listed = [{ sid: 'CA-1', status: 'busy', durationSeconds: 0 }];
    await checkAttempt(deps, { attemptId: 2 });
    expect((await attempts())[1]).to.include({ state: 'unknown', callSid: null });
  });

  it('only moves forward, whatever the order of the carrier’s words', async () => {
    const ticketId = await finishedTicket();
    now = minutesIn(40);
    await dial(await only(ticketId));
    for (const word of ['no-answer', 'ringing', 'completed', 'initiated', 'busy']) await status(1, word);
    expect((await attempts())[0]).to.include({ state: 'missed', outcome: 'no-answer' });
    expect(await only(ticketId)).to.include({ state: 'open', attempts: 1 });
  });

  it('counts no machine as reached, though the carrier’s last word leaves it out (F1)', async () => {
    const ticketId = await finishedTicket();
    now = minutesIn(40);
    await dial(await only(ticketId));
    const picked = { attemptId: 1, callSid: 'CA-1', answeredBy: 'machine_start', scriptVersion: 0 };
    await province.inTransaction((tx) => beginFollowUp(tx, picked, now));
    await status(1, 'completed');
    expect((await attempts())[0]).to.include({ state: 'missed', outcome: 'machine' });
    expect(await only(ticketId)).to.include({ state: 'open', attempts: 1, settlement: null });
  });

  it('never calls whoever does not want to be called', async () => {
    const ticketId = await finishedTicket();
    await province.dataSource.manager.insert(NumberRule, {
      number: CUSTOMER_NUMBER,
      kind: 'do_not_call',
      reason: '来电要求不再回访',
      createdAt: now,
      openMark: 1,
    });
    now = minutesIn(40);
    await dial(await only(ticketId));
    expect(carrier.placed).to.have.length(0);
    expect(await only(ticketId)).to.include({
      state: 'exhausted',
      settlement: 'do_not_call',
      note: '来电要求不再回访',
    });
  });

  it('gives no more to dial than may be in progress at once', async () => {
    const { manager } = province.dataSource;
    for (const number of ['1', '2', '3']) await finishedTicket({ contactNumber: `+861380013900${number}` });
    now = minutesIn(60);
    const live = Array.from({ length: 48 }, (_, at) => `+86139${String(at).padStart(8, '0')}`);
    await manager.insert(
      Attempt,
      live.map((number) => ({ number, liveNumber: number, contactId: 1, state: 'placed', grantedAt: now })),
    );
    expect(await dueCalls(manager, now)).to.have.length(2);
    await manager.update(Attempt, { number: live[0] }, { liveNumber: null });
    expect(await dueCalls(manager, now)).to.have.length(3);
  });

  describe('a household (F1)', () => {
    /** One of those who live there, with a telephone of their own. */
    const member = (number: string, address = '人民路1号3栋501', customerName?: string) =>
      finishedTicket({
        contactNumber: number,
        customerName: customerName ?? `机主${number.slice(-4)}`,
        place: { districtCode: DISTRICT, address, spokenAddress: null },
      });
    const [his, hers, theirs, another] = ['1', '2', '3', '4'].map((n) => `+861380013900${n}`) as [
      string,
      string,
      string,
      string,
    ];
    const served = async (attemptId: number): Promise<number[]> =>
      (
        await province.dataSource.query(
          `SELECT o.ticketId FROM attempt_obligation x JOIN obligation o ON o.id = x.obligationId
           WHERE x.attemptId = ? ORDER BY o.id`,
          [attemptId],
        )
      ).map((row: { ticketId: number }) => row.ticketId);

    it('is asked about all its tickets in one call, at most three, and about the rest on another day', async () => {
      const tickets = [await member(his), await member(hers), await member(theirs), await member(another)];
      now = minutesIn(60);
      for (const ticketId of tickets) await dial(await only(ticketId));
      expect(carrier.placed).to.have.length(1);
      expect(await served(1)).to.deep.equal(tickets.slice(0, 3));
      await answer(1, [['solved', 1]]);
      await status(1, 'completed');
      const left = await only(tickets[3] as number);
      expect(left).to.include({ state: 'open', attempts: 0 });
      expect(localDay(left.nextActionAt as Date, 'Asia/Shanghai')).to.equal('2026-05-02');
      now = left.nextActionAt as Date;
      await dial(left);
      expect(carrier.placed).to.have.length(2);
    });

    it('takes no turn of the pace for what is for another day', async () => {
      const tickets = [await member(his), await member(hers), await member(theirs), await member(another)];
      now = minutesIn(60);
      await dial(await only(tickets[0] as number));
      const turn = () => province.dataSource.query('SELECT takenAt FROM dial_slot');
      const before = await turn();
      await dial(await only(tickets[3] as number));
      expect(await turn()).to.deep.equal(before);
    });

    it('is not rung twice by two who dial at the same moment', async () => {
      const tickets = [await member(his), await member(hers), await member(theirs), await member(another)];
      now = minutesIn(60);
      await Promise.all(tickets.map(async (ticketId) => dial(await only(ticketId))));
      expect(carrier.placed).to.have.length(1);
    });

    it('who was not reached is tried again together, at another hour of the same day', async () => {
      const tickets = [await member(his), await member(hers)];
      now = minutesIn(60);
      for (const ticketId of tickets) await dial(await only(ticketId));
      await status(1, 'no-answer');
      const [first, second] = [await only(tickets[0] as number), await only(tickets[1] as number)];
      expect(first.nextActionAt).to.deep.equal(second.nextActionAt);
      now = first.nextActionAt as Date;
      expect(localDay(now, 'Asia/Shanghai')).to.equal('2026-05-01');
      for (const ticketId of tickets) await dial(await only(ticketId));
      expect(await served(2)).to.deep.equal(tickets);
    });

    it('is not everybody in a large building, nor whoever lives next door', async () => {
      for (const [number, address] of [
        [his, '人民路1号'],
        [hers, '人民路1号'],
        [theirs, '人民路1号3栋501'],
        [another, '人民路1号3栋502'],
        ['+8613800139005', '解放路12号3栋'],
        ['+8613800139006', '解放路12号3栋'],
      ] as const)
        await member(number, address);
      now = minutesIn(60);
      for (const obligation of await province.dataSource.manager.find(Obligation)) await dial(obligation);
      expect(carrier.placed).to.have.length(6);
    });

    it('is nobody but the customer where more people are on file than live together', async () => {
      const ticketId = await member(his);
      const alone = (await province.ticket(ticketId)).customerId;
      const household = async () =>
        province.inTransaction(async (tx) => householdOf(tx, await only(ticketId)));
      for (let n = 2; n <= 6; n++) await member(`+861380013900${n}`);
      expect(await household())
        .to.have.length(6)
        .and.include(alone);
      await member('+8613800139007');
      expect(await household()).to.deep.equal([alone]);
    });

    it('is called when it wishes to be', async () => {
      const ticketId = await member(his);
      const { customerId } = await province.ticket(ticketId);
      await province.inTransaction((tx) =>
        setCallWish(tx, { customerId: customerId as number, wish: 'evening', ticketId, actor }, now),
      );
      const owed = await only(ticketId);
      expect(localTime(owed.nextActionAt as Date, 'Asia/Shanghai').slice(0, 2)).to.equal('18');
      await province.dataSource.manager.update(Obligation, { id: owed.id }, { nextActionAt: now });
      now = minutesIn(60);
      await dial(await only(ticketId));
      expect(carrier.placed, 'not in the morning').to.have.length(0);
      const next = (await only(await member(his))).nextActionAt as Date;
      expect(localTime(next, 'Asia/Shanghai') >= '18:00', 'the next time too').to.equal(true);
    });
  });
});
