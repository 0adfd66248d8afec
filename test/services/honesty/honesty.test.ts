import { expect } from 'chai';
import { hoursAfter, localDay, minutesAfter } from '../../../domain/time.ts';
import { LINE_PRIORITY } from '../../../domain/vocabulary.ts';
import { Call, Contact, ContactTicket } from '../../../entities/call.ts';
import { LineEntry } from '../../../entities/desk.ts';
import { Doubt, DoubtRound } from '../../../entities/doubt.ts';
import { Attempt, AttemptObligation, Obligation, SurveyAnswer } from '../../../entities/followup.ts';
import { MessageReply } from '../../../entities/message-reply.ts';
import { Technician } from '../../../entities/network.ts';
import { Person } from '../../../entities/organisation.ts';
import { concludeSurvey } from '../../../services/followup/conclude.ts';
import { settleByAgent } from '../../../services/followup/settle-by-agent.ts';
import { decideDoubt } from '../../../services/honesty/decide-doubt.ts';
import { lookByNight, lookThrough } from '../../../services/honesty/look-by-night.ts';
import { listNumber } from '../../../services/numbers/list-number.ts';
import { doubtDetail, listDoubts } from '../../../services/views/doubts.ts';
import { testDatabase } from '../../support/database.ts';
import { CUSTOMER_NUMBER, MORNING, type SmallProvince, smallProvince } from '../../support/province.ts';

describe('whether results can be believed, on the database (S9)', () => {
  let province: SmallProvince;
  let now: Date;
  let ids: number;
  let calls: number;
  beforeEach(async () => {
    province = await smallProvince((await testDatabase()).dataSource);
    now = MORNING;
    ids = 0;
    calls = 0;
  });
  const manager = () => province.dataSource.manager;
  const deps = () => ({
    dataSource: province.dataSource,
    inTransaction: province.inTransaction,
    clock: { now: () => now },
  });
  const doubts = () => manager().find(Doubt, { order: { id: 'ASC' } });

  /** A survey that is settled already, as far as looking by night goes. */
  async function survey(over: Partial<Obligation> = {}, score: number | null = 5): Promise<number> {
    ids += 1;
    const { identifiers } = await manager().insert(Obligation, {
      dedupKey: `survey-${ids}-1`,
      kind: 'survey',
      ticketId: ids,
      resolutionNo: 1,
      number: `+86138${String(ids).padStart(8, '0')}`,
      language: 'zh',
      state: 'settled',
      settlement: 'call_answered',
      priority: 10,
      openedAt: now,
      dueAt: now,
      ...over,
    });
    const id = Number(identifiers[0]?.id);
    if (score !== null) await answer(id, { solved: 1, score });
    return id;
  }
  async function answer(obligationId: number, answers: Record<string, number>, at = now): Promise<void> {
    for (const [question, value] of Object.entries(answers)) {
      await manager().insert(SurveyAnswer, { obligationId, question: question as 'score', value, at });
    }
  }
  /** A call about it that was answered; by hand: an agent's own. */
  async function call(obligationId: number, seconds: number, byHand = false): Promise<void> {
    calls += 1;
    const sid = `CA-${calls}`;
    const contactId = 1_000 + calls;
    const { identifiers } = await manager().insert(Attempt, {
      number: `+8613800000${String(calls).padStart(3, '0')}`,
      contactId,
      state: 'answered',
      callSid: sid,
      grantedAt: now,
      endedAt: now,
    });
    await manager().insert(AttemptObligation, { attemptId: Number(identifiers[0]?.id), obligationId });
    await manager().insert(Call, {
      sid,
      contactId,
      direction: 'outbound',
      fromNumber: '',
      toNumber: '',
      status: 'completed',
      startedAt: now,
      durationSeconds: seconds,
    });
    if (byHand)
      await manager().insert(LineEntry, {
        contactId,
        obligationId,
        state: 'ended',
        ending: 'called_out',
        priority: LINE_PRIORITY.normal,
        skills: [],
        arrivedAt: now,
        enteredAt: now,
      });
  }
  async function settled(share: number): Promise<{ first: number; check: Obligation | null }> {
    await province.setPolicy((policy) => {
      policy.honesty.checkShare = share;
    });
    const ticketId = await province.open();
    const first = await survey({ ticketId, state: 'open', settlement: null, number: CUSTOMER_NUMBER }, null);
    await say(first, 'solved', 1);
    return { first, check: await manager().findOneBy(Obligation, { surveyId: first }) };
  }
  const say = (obligationId: number, outcome: 'solved' | 'not_solved', personId: number) =>
    province.inTransaction((tx) =>
      settleByAgent(tx, { obligationId, note: '已联系客户', outcome, personId }, now),
    );

  it('draws a share of what is settled for a second call, once, and never one who made the first', async () => {
    expect((await settled(0)).check).to.equal(null);
    const { first, check } = await settled(1);
    expect(check).to.include({ kind: 'check', state: 'open', surveyId: first, notBy: 1, nextActionAt: null });
    const survey = await manager().findOneByOrFail(Obligation, { id: first });
    for (let again = 0; again < 2; again++) {
      await province.inTransaction((tx) =>
        concludeSurvey(tx, survey, { settlement: 'agent_word', exhausted: false, rule: 'F1' }, now),
      );
    }
    expect(await manager().countBy(Obligation, { surveyId: first })).to.equal(1);
    const refused = await say(check?.id as number, 'solved', 1).catch(
      (error: { code: string }) => error.code,
    );
    expect(refused).to.equal('forbidden');
    await say(check?.id as number, 'solved', 2);
    expect(await doubts(), 'they agree').to.deep.equal([]);
    expect(await manager().countBy(Obligation, { kind: 'check' }), 'a check is not checked').to.equal(1);
  });

  it('asks nobody again about what was not solved, nor whoever does not want to be called', async () => {
    await province.setPolicy((policy) => {
      policy.honesty.checkShare = 1;
    });
    const open = async (number: string) =>
      survey({ ticketId: await province.open(), state: 'open', settlement: null, number }, null);
    const unsolved = await open('+8613900000001');
    await say(unsolved, 'not_solved', 1);
    const unwanted = await open('+8613900000002');
    const list = { kind: 'do_not_call', reason: '不想接', expiresAt: null, again: 'keep' } as const;
    await province.inTransaction((tx) =>
      listNumber(tx, { ...list, number: '+8613900000002', personId: 1, contactId: null }, now),
    );
    await say(unwanted, 'solved', 1);
    expect(await manager().countBy(Obligation, { kind: 'check' })).to.equal(0);
  });

  it('compares nothing when the job was done again since', async () => {
    const { check } = await settled(1);
    await manager().update('ticket', { id: check?.ticketId }, { resolutionNo: 2 });
    await say(check?.id as number, 'not_solved', 2);
    expect(await doubts()).to.deep.equal([]);
  });

  it('raises it when the second call hears something else, with both as evidence', async () => {
    const { first, check } = await settled(1);
    await say(check?.id as number, 'not_solved', 2);
    const [doubt, ...others] = await doubts();
    expect(others).to.deep.equal([]);
    expect(doubt).to.deep.include({
      kind: 'disagreement',
      state: 'open',
      figures: { solvedFirst: 1, solvedSecond: 0 },
      obligationIds: [first, check?.id],
    });
  });

  it('raises the number of the outlet’s own people as soon as the survey is settled', async () => {
    const outletId = await province.addOutlet();
    await manager().update(Technician, { outletId }, { phone: CUSTOMER_NUMBER });
    const { first } = await settled(0);
    await lookThrough(deps());
    expect((await doubts()).map(({ kind, obligationIds }) => [kind, obligationIds])).to.deep.equal([
      ['outlet_number', [first]],
    ]);
  });

  it('raises one number for many customers', async () => {
    for (const customerId of [1, 2, 3, 3]) {
      const ticketId = await province.open({ kind: 'inquiry' });
      await manager().update('ticket', { id: ticketId }, { customerId });
      await survey({ ticketId, number: '+8613900000000' });
    }
    await lookThrough(deps());
    const [doubt] = await doubts();
    expect(doubt).to.deep.include({
      kind: 'shared_number',
      number: '+8613900000000',
      figures: { customers: 3 },
      obligationIds: [4, 3, 2, 1],
    });
  });

  it('raises calls that had no time for their answers', async () => {
    for (const [seconds, answers] of [
      [12, 5],
      [90, 5],
      [12, 2],
    ] as const) {
      const id = await survey({}, null);
      const questions = ['solved', 'on_time', 'charge_as_quoted', 'courtesy', 'score'].slice(0, answers);
      await answer(id, Object.fromEntries(questions.map((question) => [question, 1])));
      await call(id, seconds);
    }
    await lookThrough(deps());
    const all = await doubts();
    expect(all.map(({ kind, figures, obligationIds }) => [kind, figures, obligationIds])).to.deep.equal([
      ['too_short', { seconds: 12, answers: 5 }, [1]],
    ]);
  });

  it('raises an agent’s own call that had no time for what was written down after it', async () => {
    const four = { solved: 1, on_time: 1, charge_as_quoted: 1, score: 5 };
    const after = new Date(now.getTime() + 90_000);
    const word = { settlement: 'agent_word', settledBy: 1 } as const;
    for (const calls of [[9], [9, 60], [60, 9], [60]]) {
      const id = await survey(word, null);
      for (const seconds of calls) await call(id, seconds, true);
      await answer(id, four, after);
    }
    // A machine's call that came to nothing is not the one in which an agent heard it.
    const other = await survey(word, null);
    await call(other, 9);
    await answer(other, four, after);
    await lookThrough(deps());
    expect(
      (await doubts()).map(({ kind, figures, obligationIds }) => [kind, figures, obligationIds]),
    ).to.deep.equal([
      ['too_short', { seconds: 9, answers: 4 }, [1]],
      ['too_short', { seconds: 9, answers: 4 }, [3]],
    ]);
  });

  describe('what an agent wrote down without a call', () => {
    const AGENT = 7;
    const hours = (count: number) => hoursAfter(MORNING, count);
    const raised = async () => {
      await lookThrough(deps());
      return (await doubts())
        .filter(({ kind }) => kind === 'uncalled')
        .map(({ dedupKey, figures, obligationIds }) => [dedupKey, figures, obligationIds]);
    };
    /** Settled at noon by an agent who says what was answered. */
    async function word(over: Partial<Obligation> = {}): Promise<number> {
      const settledAt = over.settledAt ?? hours(3);
      const id = await survey({ settlement: 'agent_word', settledBy: AGENT, settledAt, ...over }, null);
      await answer(id, { solved: 1, score: 5 }, settledAt);
      return id;
    }
    /** A call with the customer that an agent took, or nobody. */
    async function spoke(
      over: Partial<Contact>,
      { taken = true, minutes = 2 }: { taken?: boolean; minutes?: number | null } = {},
    ): Promise<void> {
      const startedAt = over.startedAt ?? hours(1);
      const { identifiers } = await manager().insert(Contact, {
        direction: 'inbound',
        number: '',
        startedAt,
        endedAt: minutes === null ? null : minutesAfter(startedAt, minutes),
        ...over,
      });
      await manager().insert(LineEntry, {
        contactId: Number(identifiers[0]?.id),
        state: 'ended',
        ending: taken ? 'answered' : 'abandoned',
        priority: LINE_PRIORITY.normal,
        skills: [],
        arrivedAt: startedAt,
        enteredAt: startedAt,
        answeredAt: taken ? startedAt : null,
        personId: taken ? AGENT : null,
      });
    }
    const numberOf = async (id: number) => (await manager().findOneByOrFail(Obligation, { id })).number;

    it('is one doubt of the agent and the day, once that day is over, the newest first', async () => {
      const [one, other] = [await word(), await word({ kind: 'check', settledAt: hours(5) })];
      const third = await word({ settledAt: hours(4) });
      for (const elsewhere of [{ settledBy: AGENT + 1 }, { settledAt: hours(27) }]) await word(elsewhere);
      now = hours(13); // an hour before midnight
      expect(await raised(), 'the day is not over').to.deep.equal([]);
      now = hours(17); // three at night
      const doubt = ['uncalled-7-2026-05-01', { results: 3 }, [other, third, one]];
      expect(await raised()).to.deep.equal([doubt]);
      expect(await raised(), 'and not again').to.deep.equal([doubt]);
      await manager().insert(Person, { id: AGENT, name: '周敏', username: 'zhou', passwordHash: '' });
      const viewer = { personId: 9, scope: { province: true }, roles: ['headquarters_manager'] } as never;
      const { items } = await listDoubts(manager(), viewer, { kind: 'uncalled', limit: 10 });
      expect(items.map(({ agent, calls }) => [agent, calls])).to.deep.equal([['周敏', 3]]);
      const { evidence } = await doubtDetail(manager(), viewer, items[0]?.id ?? 0);
      expect(
        evidence.map(({ settledBy, seconds, answers }) => [settledBy, seconds, answers.length]),
      ).to.deep.equal(Array(3).fill(['周敏', null, 2]));
      await province.setPolicy((policy) => {
        policy.honesty.uncalledResults = 1;
      });
      now = hours(41);
      expect((await raised()).map(([key]) => key)).to.have.members([
        'uncalled-7-2026-05-01',
        'uncalled-8-2026-05-01',
        'uncalled-7-2026-05-02',
      ]);
    });

    it('is not what somebody can have been heard to say', async () => {
      await province.setPolicy((policy) => {
        policy.honesty.uncalledResults = 1;
      });
      // Called, in a household too; and called to no avail.
      await call(await word(), 60);
      const home = [await word(), await word()];
      await call(home[0] as number, 60);
      await manager().insert(AttemptObligation, { attemptId: 2, obligationId: home[1] });
      const missed = await word();
      await call(missed, 0);
      await manager().update(Attempt, { id: 3 }, { state: 'missed' });
      // Heard to the end, though the carrier's word of it was lost.
      await call(await word(), 60, true);
      await manager().update(Attempt, { id: 4 }, { state: 'unknown' });
      await manager().update(LineEntry, { contactId: 1_004 }, { answeredAt: hours(1) });
      // They rang in themselves, from their number or another one, and an agent took it.
      await spoke({ number: await numberOf(await word()) });
      const number = await numberOf(await word());
      await spoke({ number, startedAt: hours(2.9) }, { minutes: null });
      const ticketId = await province.open({ kind: 'inquiry' });
      await manager().update('ticket', { id: ticketId }, { customerId: 99 });
      await word({ ticketId });
      await spoke({ number: '+8613911112222', customerId: 99 });
      // Somebody else of the household rang in about the job; or they had written.
      await word({ ticketId: 701 });
      await spoke({ number: '+8613911113333' });
      const [{ last }] = await manager().query('SELECT MAX(id) AS last FROM contact');
      await manager().insert(ContactTicket, { contactId: last, ticketId: 701, purpose: 'asked' });
      await word({ ticketId: 702 });
      const reply = {
        sid: 'SM-wrote',
        fromNumber: '+8613800000702',
        body: '修好了',
        at: hours(-20),
        ticketId: 702,
      };
      await manager().insert(MessageReply, { ...reply, meaning: 'words', state: 'settled' });
      // They rang in, but nobody took it; on the day before; only afterwards; or without a number.
      const untaken = await word();
      await spoke({ number: await numberOf(untaken) }, { taken: false });
      const before = await word();
      await spoke({ number: await numberOf(before), startedAt: hours(-12) });
      const afterwards = await word();
      await spoke({ number: await numberOf(afterwards), startedAt: hours(4) });
      const hidden = await word({ number: '' });
      await spoke({ number: '' });
      // Over midnight is that day still.
      await spoke({ number: await numberOf(await word()), startedAt: hours(-10.03) }, { minutes: 5 });
      // Not heard out, or not by an agent.
      await survey(
        { state: 'exhausted', settlement: 'given_up', settledBy: AGENT, settledAt: hours(3) },
        null,
      );
      await word({ settlement: 'web', settledBy: null });
      now = hours(17);
      expect(await raised()).to.deep.equal([
        ['uncalled-7-2026-05-01', { results: 5 }, [hidden, afterwards, before, untaken, missed]],
      ]);
    });
  });

  it('raises the outlet whose fives are beyond chance, and no other', async () => {
    const honest = await province.addOutlet();
    const odd = await province.addOutlet();
    for (let call = 0; call < 60; call++) await survey({ outletId: honest }, call % 10 < 7 ? 5 : 4);
    for (let call = 0; call < 40; call++) await survey({ outletId: odd }, 5);
    expect(await lookThrough(deps())).to.equal(1);
    const [doubt] = await doubts();
    expect(doubt).to.include({ kind: 'odd_fives', outletId: odd, regionId: province.regionId });
    expect(doubt?.figures).to.include({ answers: 40, fives: 40, share: 0.7 });
    expect(doubt?.figures.chance).to.be.closeTo(0.7 ** 40, 1e-16);
    expect(doubt?.obligationIds).to.have.length(40);
  });

  it('raises each once: by night once a day, and again when asked', async () => {
    const odd = await province.addOutlet();
    const other = await province.addOutlet();
    for (let call = 0; call < 40; call++) await survey({ outletId: odd }, 5);
    for (let call = 0; call < 40; call++) await survey({ outletId: other }, 3);
    now = new Date('2026-05-01T17:00:00Z'); // one o'clock at night
    await lookByNight(deps());
    expect(await manager().count(DoubtRound)).to.equal(0);
    now = new Date('2026-05-01T18:05:00Z');
    await lookByNight(deps());
    await lookByNight(deps());
    expect(await manager().find(DoubtRound)).to.deep.equal([
      { day: localDay(now, 'Asia/Shanghai'), madeAt: now, raised: 1 },
    ]);
    await Promise.all([lookThrough(deps()), lookThrough(deps())]);
    expect(await doubts()).to.have.length(1);
  });

  it('is decided once, with a reason', async () => {
    const { check } = await settled(1);
    await say(check?.id as number, 'not_solved', 2);
    const [{ id: doubtId } = { id: 0 }] = await doubts();
    const decide = (verdict: 'confirmed' | 'dismissed') =>
      province.inTransaction((tx) =>
        decideDoubt(tx, { doubtId, verdict, reason: '听过录音', personId: 1 }, now),
      );
    await decide('confirmed');
    expect(await decide('dismissed').catch((error: { code: string }) => error.code)).to.equal('wrong_state');
    expect((await doubts())[0]).to.include({ state: 'confirmed', reason: '听过录音', decidedBy: 1 });
  });
});
