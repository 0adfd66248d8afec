import { expect } from 'chai';
import { localDay } from '../../../domain/time.ts';
import type { CallOutcome } from '../../../domain/vocabulary.ts';
import { Contact } from '../../../entities/call.ts';
import { QualityCase } from '../../../entities/case.ts';
import { AgentDesk } from '../../../entities/desk.ts';
import { Attempt, Obligation, SurveyAnswer } from '../../../entities/followup.ts';
import { recordAttemptStatus } from '../../../services/followup/attempt-status.ts';
import { claimNext, claimOne, giveBackClaims } from '../../../services/followup/claim.ts';
import { dialByHand } from '../../../services/followup/dial-by-hand.ts';
import { grantAttempt } from '../../../services/followup/grant-attempt.ts';
import { openObligation } from '../../../services/followup/open-obligation.ts';
import { type SettleByAgent, settleByAgent } from '../../../services/followup/settle-by-agent.ts';
import { acceptOffer } from '../../../services/line/accept-offer.ts';
import { callbackAnswered, dialCallback } from '../../../services/line/dial-callback.ts';
import type { Viewer } from '../../../services/people/viewer.ts';
import { handList } from '../../../services/views/hand-call.ts';
import { testDatabase } from '../../support/database.ts';
import { DISTRICT, MORNING, minutesIn, type SmallProvince, smallProvince } from '../../support/province.ts';

const ANYWHERE = { sql: '1 = 1', params: [] };
const HOME = '人民路1号3栋501';
const [HIS, HERS, THEIRS, ANOTHER] = ['1', '2', '3', '4'].map((n) => `+861380013900${n}`) as [
  string,
  string,
  string,
  string,
];

describe('a home that a person calls (F1)', () => {
  let province: SmallProvince;
  let now: Date;
  beforeEach(async () => {
    province = await smallProvince((await testDatabase()).dataSource);
    now = MORNING;
  });
  const run = <T>(work: Parameters<typeof province.inTransaction<T>>[0]) => province.inTransaction(work);
  const manager = () => province.dataSource.manager;

  /** One that the machine has given up on, days ago. */
  async function survey(number: string, address = HOME): Promise<number> {
    const ticketId = await province.open(
      {
        contactNumber: number,
        customerName: `机主${number.slice(-4)}`,
        place: { districtCode: DISTRICT, address, spokenAddress: null },
      },
      now,
    );
    await run((tx) =>
      openObligation(tx, { kind: 'survey', ticketId, resolutionNo: 1, number, language: 'zh' }, now),
    );
    const { id } = await manager().findOneByOrFail(Obligation, { ticketId });
    await manager().update(Obligation, { id }, { nextActionAt: null, attempts: 3 });
    return id;
  }
  const owed = (id: number) => manager().findOneByOrFail(Obligation, { id });
  const next = (personId: number, not?: number) =>
    run((tx) => claimNext(tx, { personId, scope: ANYWHERE, not }, now));
  const choose = (obligationId: number, personId: number) =>
    run((tx) => claimOne(tx, { obligationId, personId, scope: ANYWHERE }, now)).then(
      () => true,
      (error: { code?: string }) => error.code,
    );
  const inHandOf = async (personId: number): Promise<number[]> =>
    (await manager().find(Obligation, { where: { claimedBy: personId }, order: { id: 'ASC' } })).map(
      ({ id }) => id,
    );
  const say = (obligationId: number, outcome: CallOutcome, more: Partial<SettleByAgent> = {}) =>
    run((tx) => settleByAgent(tx, { obligationId, outcome, note: '', personId: 1, ...more }, now));
  const viewer = (personId: number) =>
    ({ personId, scope: { province: true }, roles: ['agent'] }) as never as Viewer;
  const seen = async (personId: number) => (await handList(manager(), viewer(personId), now)).inHand;

  it('is taken whole, three at most, and no colleague gets another call to it', async () => {
    const theirs = [await survey(HIS), await survey(HERS), await survey(THEIRS), await survey(ANOTHER)];
    const nextDoor = await survey('+8613800139009', '人民路1号3栋502');
    expect(await next(1)).to.equal(theirs[0]);
    expect(await inHandOf(1)).to.deep.equal(theirs.slice(0, 3));
    expect((await seen(1)).map(({ obligation }) => obligation.id)).to.deep.equal(theirs.slice(0, 3));
    expect(await next(2), 'the fourth is of the same home').to.equal(nextDoor);
    expect(await choose(theirs[3] as number, 2)).to.equal('wrong_state');
    expect(await next(1, theirs[0]), 'another home than this').to.equal(theirs[3]);
  });

  it('is with one person, however many take it at once, by the list or by the next', async () => {
    const homes: number[][] = [];
    for (const door of ['501', '502', '503']) {
      const address = `人民路1号3栋${door}`;
      const numbers = ['1', '2', '3'].map((n) => `+86138001${door}0${n}`);
      homes.push([]);
      for (const number of numbers) homes.at(-1)?.push(await survey(number, address));
    }
    const people = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const all = homes.flat();
    for (let round = 0; round < 4; round++) {
      // Each picks another one of the homes' calls, or whatever comes next.
      const told = await Promise.all(
        people.map(async (personId, index) => {
          const picked = all[index] as number;
          if ((index + round) % 3 === 0) return next(personId);
          return (await choose(picked, personId)) === true ? picked : null;
        }),
      );
      for (const home of homes) {
        expect(
          told.filter((id) => id !== null && home.includes(id)),
          `told in round ${round}`,
        ).to.have.length(1);
        const holders = new Set<number | null>();
        for (const id of home) holders.add((await owed(id)).claimedBy);
        expect([...holders], `round ${round}`)
          .to.have.length(1)
          .and.not.include(null);
      }
      await Promise.all(people.map((personId) => run((tx) => giveBackClaims(tx, { personId }, now))));
    }
  });

  it('is one home by its number alone, whoever the customers are', async () => {
    const one = await survey(HIS, '人民路1号');
    const other = await survey(HIS, '人民路7号');
    const told = await Promise.all([choose(one, 1), choose(other, 2)]);
    expect(told.filter((word) => word === true)).to.have.length(1);
    const holders = new Set([(await owed(one)).claimedBy, (await owed(other)).claimedBy]);
    expect([...holders]).to.have.length(1);
  });

  describe('on the telephone', () => {
    let ids: [number, number];
    let contactId: number;
    beforeEach(async () => {
      ids = [await survey(HIS), await survey(HERS)];
      await manager().insert(AgentDesk, {
        personId: 1,
        state: 'available',
        since: now,
        idleSince: now,
        skills: [],
        seenAt: now,
      });
      await next(1);
      const { offerId } = await run((tx) => dialByHand(tx, { obligationId: ids[0], personId: 1 }, now));
      const accepted = { offerId, personId: 1, callSid: 'CA-agent' };
      contactId = (await run((tx) => acceptOffer(tx, accepted, now))).contactId;
      const carrier = { placeCall: async () => 'CA-1' };
      const deps = { ...province, carrier, clock: { now: () => now }, callsPerSecond: 1000 };
      await dialCallback(deps, { contactId });
    });
    const status = (word: string) =>
      run((tx) => recordAttemptStatus(tx, { attemptId: 1, callSid: 'CA-1', status: word }, now));
    const desk = () => manager().findOneByOrFail(AgentDesk, { personId: 1 });

    it('is asked about each in one call, and each is settled by its own answers', async () => {
      for (const id of ids) expect(await owed(id)).to.include({ state: 'dialling', attempts: 4 });
      await run((tx) => callbackAnswered(tx, { attemptId: 1, callSid: 'CA-1' }, now));
      await say(ids[0], 'solved', { answers: { score: 5 } });
      expect((await seen(1)).map(({ obligation }) => obligation.id)).to.deep.equal([ids[1]]);
      await status('completed');
      expect(await owed(ids[1]), 'theirs to speak of').to.include({ state: 'open', claimedBy: 1 });
      expect((await desk()).state).to.equal('wrap_up');
      await say(ids[1], 'not_solved', { answers: { score: 1 }, note: '还是不制冷' });
      expect((await desk()).state, 'with the last one').to.equal('available');
      const answers = await manager().find(SurveyAnswer, { where: { question: 'solved' } });
      expect(answers.map(({ obligationId, value }) => [obligationId, value])).to.deep.equal([
        [ids[0], 1],
        [ids[1], 0],
      ]);
      const made = await manager().findOneByOrFail(QualityCase, { obligationId: ids[1] });
      expect(made.contactId, 'hears the call in which it was said').to.equal(contactId);
      const tickets = await province.dataSource.query(
        "SELECT ticketId FROM contact_ticket WHERE contactId = ? AND purpose = 'followed_up'",
        [contactId],
      );
      expect(tickets).to.have.length(2);
      const contact = await manager().findOneByOrFail(Contact, { id: contactId });
      expect(contact).to.include({ subject: 'follow_up', note: '还是不制冷' });
    });

    it('that nobody picks up is put off whole, and comes again whole', async () => {
      await status('no-answer');
      await say(ids[0], 'no_answer');
      const [first, second] = [await owed(ids[0]), await owed(ids[1])];
      expect(first.callAt).to.deep.equal(second.callAt);
      expect([first.claimedBy, second.claimedBy]).to.deep.equal([null, null]);
      now = first.callAt as Date;
      expect(await next(2), 'their own call was today').to.equal(ids[0]);
      expect(await inHandOf(2)).to.deep.equal(ids);
    });

    it('whose number is wrong has another one', async () => {
      await status('completed');
      await say(ids[0], 'wrong_number');
      expect(await owed(ids[1])).to.include({ state: 'open', claimedBy: 1 });
    });

    it('is asked about nothing else on the same day', async () => {
      await status('completed');
      for (const id of ids) await say(id, 'solved');
      const late = await survey(THEIRS);
      expect(await next(1)).to.equal(null);
      expect(localDay((await owed(late)).callAt as Date, 'Asia/Shanghai')).to.equal('2026-05-02');
    });
  });

  describe('that the machine has asked today', () => {
    let late: number;
    beforeEach(async () => {
      const first = await survey(HIS);
      await manager().update(Obligation, { id: first }, { nextActionAt: now, attempts: 0 });
      expect(await run((tx) => grantAttempt(tx, { obligationId: first, slotAt: null }, now))).to.not.equal(
        null,
      );
      await manager().update(Attempt, { id: 1 }, { outcome: 'answered', liveNumber: null, endedAt: now });
      await manager().update(Obligation, { id: first }, { state: 'settled' });
      late = await survey(HERS);
      now = minutesIn(30);
    });

    it('comes as the next not before tomorrow', async () => {
      expect(await next(1)).to.equal(null);
      const { callAt } = await owed(late);
      expect(localDay(callAt as Date, 'Asia/Shanghai')).to.equal('2026-05-02');
      now = callAt as Date;
      expect(await next(1)).to.equal(late);
      expect((await seen(1))[0]?.askedToday).to.equal(null);
    });

    it('is told so when it is chosen all the same, and is put to tomorrow by one word', async () => {
      expect(await choose(late, 1)).to.equal(true);
      const [call] = await seen(1);
      expect(call?.askedToday).to.include({ at: MORNING.toISOString(), by: null, outcome: 'answered' });
      await run((tx) => giveBackClaims(tx, { personId: 1, tomorrow: true }, now));
      expect(localDay((await owed(late)).callAt as Date, 'Asia/Shanghai')).to.equal('2026-05-02');
      expect(await inHandOf(1)).to.deep.equal([]);
    });
  });
});
