import { expect } from 'chai';
import { In } from 'typeorm';
import { initialSetup } from '../../../domain/setup/phone-setup.ts';
import type { CallOutcome } from '../../../domain/vocabulary.ts';
import { Contact } from '../../../entities/call.ts';
import { QualityCase } from '../../../entities/case.ts';
import { Customer } from '../../../entities/customer.ts';
import { AgentDesk, DeskOffer, LineEntry } from '../../../entities/desk.ts';
import { Attempt, Obligation, SurveyAnswer } from '../../../entities/followup.ts';
import { Event } from '../../../entities/journal.ts';
import { NumberRule } from '../../../entities/number-rule.ts';
import { Ticket } from '../../../entities/ticket.ts';
import { leadCustomer } from '../../../ivr/line/customer.ts';
import { recordAttemptStatus } from '../../../services/followup/attempt-status.ts';
import { claimNext, claimOne } from '../../../services/followup/claim.ts';
import { dialByHand } from '../../../services/followup/dial-by-hand.ts';
import { openObligation } from '../../../services/followup/open-obligation.ts';
import { type SettleByAgent, settleByAgent } from '../../../services/followup/settle-by-agent.ts';
import { acceptOffer } from '../../../services/line/accept-offer.ts';
import { agentLegEnded } from '../../../services/line/agent-leg-ended.ts';
import { type CallbackDeps, callbackAnswered, dialCallback } from '../../../services/line/dial-callback.ts';
import { timeOutDeskOffer } from '../../../services/line/refuse-offer.ts';
import { dueInLine } from '../../../services/line/sweeps.ts';
import type { Viewer } from '../../../services/people/viewer.ts';
import { lineToday } from '../../../services/views/line-figures.ts';
import { listRemarks } from '../../../services/views/survey-results.ts';
import { listWorklist } from '../../../services/views/worklist.ts';
import { testDatabase } from '../../support/database.ts';
import { MORNING, minutesIn, type SmallProvince, smallProvince } from '../../support/province.ts';

const ANYWHERE = { sql: '1 = 1', params: [] };

describe('calls that wait for a person (F1, F4)', () => {
  let province: SmallProvince;
  let now: Date;
  let placed: number;
  let deps: CallbackDeps;
  /** The attempts that were there when the carrier was asked. */
  let written: Attempt[];
  beforeEach(async () => {
    const { dataSource } = await testDatabase();
    province = await smallProvince(dataSource);
    now = MORNING;
    placed = 0;
    deps = {
      dataSource,
      inTransaction: province.inTransaction,
      carrier: {
        placeCall: async () => {
          written = await dataSource.manager.find(Attempt);
          return `CA-${++placed}`;
        },
      },
      clock: { now: () => now },
      callsPerSecond: 1000,
    };
  });
  const run = <T>(work: Parameters<typeof province.inTransaction<T>>[0]) => province.inTransaction(work);

  /** One that the machine has given up on. */
  async function survey(number = '+8613800139001'): Promise<number> {
    const ticketId = await province.open({ contactNumber: number }, now);
    await run((tx) =>
      openObligation(tx, { kind: 'survey', ticketId, resolutionNo: 1, number, language: 'zh' }, now),
    );
    const { id } = await province.dataSource.manager.findOneByOrFail(Obligation, { ticketId });
    await province.dataSource.manager.update(Obligation, { id }, { nextActionAt: null, attempts: 3 });
    return id;
  }
  /** Somebody left a message. */
  async function voicemail(number: string): Promise<number> {
    const { identifiers } = await province.dataSource.manager.insert(Contact, {
      direction: 'inbound',
      number,
      startedAt: now,
      language: 'zh',
    });
    const contactId = Number(identifiers[0]?.id);
    await run((tx) => openObligation(tx, { kind: 'voicemail', contactId, number, language: 'zh' }, now));
    return (await province.dataSource.manager.findOneByOrFail(Obligation, { contactId })).id;
  }
  const owed = (id: number) => province.dataSource.manager.findOneByOrFail(Obligation, { id });
  const next = (personId: number) => run((tx) => claimNext(tx, { personId, scope: ANYWHERE }, now));
  const say = (obligationId: number, outcome: CallOutcome, more: Partial<SettleByAgent> = {}) =>
    run((tx) => settleByAgent(tx, { obligationId, outcome, note: '', personId: 1, ...more }, now));
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: { code?: string }) => error.code,
    );

  describe('in hand', () => {
    it('is with one person only, however many take the next at once', async () => {
      const ids = [];
      for (let n = 0; n < 6; n++) ids.push(await survey(`+861380013910${n}`));
      const people = Array.from({ length: 9 }, (_, index) => index + 1);
      const taken = await Promise.all(people.map(next));
      expect(taken.filter((id) => id !== null).sort()).to.deep.equal(ids);
    });

    it('is listed as it is handed out, page by page; what was put off comes last', async () => {
      const [put, one, other] = [
        await survey('+8613800139031'),
        await survey('+8613800139032'),
        await survey('+8613800139033'),
      ];
      const message = await voicemail('+8613800139034');
      const putMessage = await voicemail('+8613800139035');
      for (const id of [put, putMessage]) await say(id, 'no_answer');
      const viewer = { personId: 1, scope: { province: true }, roles: ['agent'] } as never as Viewer;
      const listed: number[] = [];
      for (let cursor: string | undefined, more = true; more; ) {
        const page = await listWorklist(province.dataSource.manager, viewer, { limit: 2, cursor }, now);
        listed.push(...page.items.map(({ id }) => id));
        more = page.next !== null;
        cursor = page.next ?? undefined;
      }
      expect(listed).to.deep.equal([message, one, other, putMessage, put]);
      const handedOut: (number | null)[] = [];
      for (const personId of [1, 2, 3, 4]) handedOut.push(await next(personId));
      expect(handedOut).to.deep.equal([message, one, other, null]);
    });

    it('comes by urgency, then by what became owed first; nobody settles what a colleague has', async () => {
      const later = await survey();
      const message = await voicemail('+8613800139002');
      expect(await next(1)).to.equal(message);
      expect(await next(2)).to.equal(later);
      expect(await refusal(say(later, 'no_answer', { personId: 1 }))).to.equal('wrong_state');
      expect(
        await refusal(run((tx) => claimOne(tx, { obligationId: later, personId: 1, scope: ANYWHERE }, now))),
      ).to.equal('wrong_state');
      now = minutesIn(31);
      await run((tx) => claimOne(tx, { obligationId: later, personId: 1, scope: ANYWHERE }, now));
      expect((await owed(later)).claimedBy, 'whoever went home does not keep it').to.equal(1);
    });
  });

  describe('dialled', () => {
    async function sitting(personId: number): Promise<void> {
      await province.dataSource.manager.insert(AgentDesk, {
        personId,
        state: 'break',
        reason: 'meal',
        since: now,
        idleSince: now,
        skills: [],
        seenAt: now,
      });
    }
    const entryOf = (contactId: number) =>
      province.dataSource.manager.findOneByOrFail(LineEntry, { contactId });
    const desk = () => province.dataSource.manager.findOneByOrFail(AgentDesk, { personId: 1 });
    const status = (attemptId: number, word: string) =>
      run((tx) => recordAttemptStatus(tx, { attemptId, callSid: `CA-${attemptId}`, status: word }, now));

    async function taken(): Promise<{ obligationId: number; contactId: number }> {
      const obligationId = await survey();
      await sitting(1);
      expect(await next(1)).to.equal(obligationId);
      const { offerId } = await run((tx) => dialByHand(tx, { obligationId, personId: 1 }, now));
      expect(await desk()).to.include({ state: 'offered', nextState: 'break' });
      const { contactId } = await run((tx) =>
        acceptOffer(tx, { offerId, personId: 1, callSid: 'CA-agent' }, now),
      );
      return { obligationId, contactId };
    }

    it('is written down before the carrier is asked, settled by the answers, and wrapped up', async () => {
      const { obligationId, contactId } = await taken();
      const due = await dueInLine(province.dataSource.manager, now);
      expect(due.map(({ subject }) => subject)).to.include(`callback-${contactId}`);
      await Promise.all([dialCallback(deps, { contactId }), dialCallback(deps, { contactId })]);
      expect(placed).to.equal(1);
      expect(written).to.have.length(1);
      expect(written[0]).to.include({ contactId, state: 'granted', liveNumber: '+8613800139001' });
      expect(await owed(obligationId)).to.include({ state: 'dialling', attempts: 4 });
      const where = await run((tx) => callbackAnswered(tx, { attemptId: 1, callSid: 'CA-1' }, now));
      expect(where.to).to.equal('conference');
      expect((await owed(obligationId)).state, 'a customer who picks up has not answered yet').to.equal(
        'dialling',
      );
      await say(obligationId, 'not_solved', { answers: { score: 1, on_time: 0 }, note: '还是漏水' });
      expect(await owed(obligationId)).to.include({
        state: 'settled',
        settlement: 'agent_word',
        settledBy: 1,
      });
      const answers = await province.dataSource.manager.find(SurveyAnswer);
      expect(Object.fromEntries(answers.map(({ question, value }) => [question, value]))).to.deep.equal({
        solved: 0,
        score: 1,
        on_time: 0,
      });
      await status(1, 'completed');
      const contact = await province.dataSource.manager.findOneByOrFail(Contact, { id: contactId });
      expect(contact.endedAt).to.not.equal(null);
      expect(contact).to.include({ subject: 'follow_up', note: '还是漏水' });
      expect((await lineToday(province.dataSource.manager, now)).offered, 'nobody waited in line').to.equal(
        0,
      );
    });

    it('that nobody picks up is theirs to say, comes again at another hour, and the desk goes on', async () => {
      const { obligationId, contactId } = await taken();
      await dialCallback(deps, { contactId });
      await status(1, 'no-answer');
      expect(await owed(obligationId)).to.include({ state: 'open', nextActionAt: null, claimedBy: 1 });
      expect((await desk()).state).to.equal('wrap_up');
      await say(obligationId, 'no_answer');
      expect(await desk()).to.include({ state: 'break', contactId: null });
      const { callAt, claimedBy } = await owed(obligationId);
      expect(claimedBy).to.equal(null);
      expect((callAt as Date).getTime()).to.be.above(now.getTime());
      expect(await next(1), 'not before its time').to.equal(null);
      now = callAt as Date;
      expect(await next(1)).to.equal(obligationId);
    });

    it('whose person’s browser dies puts nobody into the line: the customer is called again', async () => {
      const { obligationId, contactId } = await taken();
      await dialCallback(deps, { contactId });
      await run((tx) => callbackAnswered(tx, { attemptId: 1, callSid: 'CA-1' }, now));
      const dies = () => run((tx) => agentLegEnded(tx, { contactId, personId: 1, callSid: 'CA-agent' }, now));
      expect(await dies()).to.deep.equal({ requeued: true, customerSid: 'CA-1' });
      expect((await dies()).requeued, 'told twice').to.equal(false);
      const setup = initialSetup;
      const leading = { contactId, callSid: 'CA-1', lines: [], setup, publicUrl: 'https://yixian.example' };
      const document = await run((tx) => leadCustomer(tx, leading, now));
      expect(document)
        .to.match(/会再给您打电话.*<Hangup/s)
        .and.not.contain('Enqueue');
      expect(await desk()).to.include({ state: 'away', contactId: null });
      await status(1, 'completed');
      expect(await owed(obligationId)).to.include({ state: 'open', claimedBy: 1, attempts: 4 });
      expect((await lineToday(province.dataSource.manager, now)).offered).to.equal(0);
    });

    it('whose person is gone before the customer picks up is told so, and waits for nobody', async () => {
      const { obligationId, contactId } = await taken();
      await dialCallback(deps, { contactId });
      await run((tx) => agentLegEnded(tx, { contactId, personId: 1, callSid: 'CA-agent' }, now));
      const where = await run((tx) => callbackAnswered(tx, { attemptId: 1, callSid: 'CA-1' }, now));
      expect(where.to).to.equal('line');
      expect((await entryOf(contactId)).state).to.equal('ended');
      await status(1, 'completed');
      expect((await owed(obligationId)).state).to.equal('open');
      const others = await province.dataSource.manager.countBy(Obligation, { kind: 'abandoned' });
      expect(others, 'it is this same call that is owed still').to.equal(0);
    });

    it('is not made any more when it was settled, or given back, while the person’s telephone rang', async () => {
      const { obligationId, contactId } = await taken();
      await say(obligationId, 'refused', { note: '不要再打' });
      const before = await owed(obligationId);
      await dialCallback(deps, { contactId });
      expect(placed).to.equal(0);
      expect(await owed(obligationId)).to.deep.equal(before);
      expect((await entryOf(contactId)).state).to.equal('ended');
      expect((await desk()).state).to.not.equal('on_call');
    });

    it('that came to nothing at the desk goes back to nobody but the worklist', async () => {
      const obligationId = await survey();
      await sitting(1);
      await next(1);
      const { offerId } = await run((tx) => dialByHand(tx, { obligationId, personId: 1 }, now));
      now = minutesIn(5);
      await run((tx) => timeOutDeskOffer(tx, { offerId }, now));
      expect(await province.dataSource.manager.findOneBy(LineEntry, { obligationId })).to.include({
        state: 'ended',
      });
      expect(await owed(obligationId)).to.include({ state: 'open', attempts: 3 });
      expect(placed).to.equal(0);
    });

    it('only inside the window, by whoever has it, and never whoever does not want to be called', async () => {
      const obligationId = await survey();
      await sitting(1);
      const dial = () => refusal(run((tx) => dialByHand(tx, { obligationId, personId: 1 }, now)));
      expect(await dial(), 'in nobody’s hands').to.equal('wrong_state');
      await next(1);
      now = new Date('2026-05-01T12:30:00Z');
      expect(await dial(), 'half past eight in the evening').to.equal('wrong_state');
      now = minutesIn(20);
      await province.dataSource.manager.insert(NumberRule, {
        number: '+8613800139001',
        kind: 'do_not_call',
        reason: '来电要求',
        createdAt: now,
        openMark: 1,
      });
      expect(await dial()).to.equal('wrong_state');
      expect(await province.dataSource.manager.count(DeskOffer)).to.equal(0);
    });
  });

  it('ends by one word: no number, no calls wanted, given up; and keeps to times at which one may call', async () => {
    const [wrong, unwanted, given, put] = [
      await survey('+8613800139011'),
      await survey('+8613800139012'),
      await survey('+8613800139013'),
      await survey('+8613800139014'),
    ] as const;
    await say(wrong, 'wrong_number');
    await say(unwanted, 'refused', { note: '不要再打' });
    await say(given, 'not_reached', { note: '多次关机' });
    const angry = await survey('+8613800139015');
    await say(angry, 'refused', { answers: { solved: 0, score: 1 } });
    expect(await owed(angry), 'what they said before counts').to.include({
      state: 'settled',
      settlement: 'agent_word',
    });
    expect(await province.dataSource.manager.existsBy(QualityCase, { obligationId: angry })).to.equal(true);
    expect(await owed(wrong)).to.include({ state: 'exhausted', settlement: 'wrong_number' });
    expect(await owed(unwanted)).to.include({ state: 'exhausted', settlement: 'do_not_call' });
    expect(await owed(given)).to.include({ state: 'exhausted', settlement: 'attempts_spent' });
    const rule = await province.dataSource.manager.findOneByOrFail(NumberRule, { number: '+8613800139012' });
    expect(rule).to.include({ kind: 'do_not_call', reason: '不要再打', madeBy: 1 });
    const night = new Date('2026-05-01T14:00:00Z');
    expect(await refusal(say(put, 'later', { at: night }))).to.equal('invalid');
    expect(await refusal(say(put, 'solved', { answers: { score: 6 } }))).to.equal('invalid');
    const at = new Date('2026-05-02T03:00:00Z');
    const said = await survey('+8613800139016');
    await say(said, 'later', { at, answers: { solved: 0 } });
    expect(await owed(said), 'said whether it was solved').to.include({ settlement: 'agent_word' });
    const stranger = await survey('+8613800139017');
    await say(stranger, 'wrong_number', { answers: { solved: 0 } });
    const strangers = { obligationId: stranger };
    expect(await province.dataSource.manager.existsBy(SurveyAnswer, strangers)).to.equal(false);
    await say(put, 'later', { at, answers: { on_time: 1 } });
    const kept = { obligationId: put, question: 'on_time' as const, value: 1 };
    expect(await province.dataSource.manager.existsBy(SurveyAnswer, kept)).to.equal(true);
    expect((await owed(put)).callAt).to.deep.equal(at);
  });

  it('keeps to the time that the customer named, whatever they wish otherwise (F1)', async () => {
    const id = await survey();
    const { ticketId } = await owed(id);
    const { manager } = province.dataSource;
    const evening = { name: '晚上才有空', callWish: 'evening', createdAt: now } as const;
    const customerId = Number((await manager.insert(Customer, evening)).identifiers[0]?.id);
    await manager.update(Ticket, { id: ticketId as number }, { customerId });
    await next(1);
    const dial = () => run((tx) => dialByHand(tx, { obligationId: id, personId: 1 }, now));
    expect(await refusal(dial()), 'in the morning').to.equal('wrong_state');
    const at = new Date('2026-05-02T03:00:00Z');
    await say(id, 'later', { at });
    now = new Date('2026-05-02T03:05:00Z');
    expect(await next(1)).to.equal(id);
    expect(await refusal(dial())).to.equal(null);
  });

  it('makes a case of a poor score also where they would not go on (F3)', async () => {
    const id = await survey();
    await next(1);
    await say(id, 'refused', { answers: { score: 1 } });
    expect(await owed(id)).to.include({ state: 'exhausted', settlement: 'do_not_call' });
    const of = { obligationId: id, kind: 'complaint' as const };
    expect(await province.dataSource.manager.existsBy(QualityCase, of)).to.equal(true);
  });

  it('keeps what the customer says in their own words at its question, as it was asked', async () => {
    const id = await survey();
    await next(1);
    const words = { remark: '师傅很耐心，就是来晚了' };
    expect(await refusal(say(id, 'solved', { words: { score: '五分' } })), 'a question with points').to.equal(
      'invalid',
    );
    await say(id, 'solved', { answers: { score: 4 }, words, note: '已致歉' });
    const remark = { obligationId: id, question: 'remark' };
    expect(await province.dataSource.manager.findOneByOrFail(SurveyAnswer, remark)).to.include({
      value: null,
      words: words.remark,
      scriptVersion: 0,
    });
    const scope = { province: true, regionIds: [], storeIds: [], outletIds: [] };
    const viewer = { personId: 9, scope, roles: ['headquarters_manager'] } as never as Viewer;
    const { items } = await listRemarks(province.dataSource.manager, viewer, { limit: 10 });
    expect(items.map((item) => [item.words, item.solved, item.score])).to.deep.equal([[words.remark, 1, 4]]);
  });

  it('cites the rule that the call was owed by', async () => {
    await voicemail('+8613800139021');
    await survey('+8613800139022');
    for (const outcome of ['no_answer', 'solved'] as const) await say((await next(1)) as number, outcome);
    const events = await province.dataSource.manager.find(Event, {
      where: { type: In(['obligation.claimed', 'obligation.tried', 'obligation.settled']) },
      order: { id: 'ASC' },
    });
    expect(events.map(({ type, rule }) => `${type} ${rule}`)).to.deep.equal([
      'obligation.claimed F4',
      'obligation.tried F4',
      'obligation.claimed F1',
      'obligation.settled F1',
    ]);
  });
});
