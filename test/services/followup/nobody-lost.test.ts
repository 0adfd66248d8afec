import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { Contact } from '../../../entities/call.ts';
import { Attempt, Obligation } from '../../../entities/followup.ts';
import { setDeskState } from '../../../services/desk/state.ts';
import { callOutHasEnded, recordAttemptStatus } from '../../../services/followup/attempt-status.ts';
import { type DialDeps, dialObligation } from '../../../services/followup/dial.ts';
import { endHold } from '../../../services/followup/dial-slot.ts';
import { openObligation } from '../../../services/followup/open-obligation.ts';
import { proveLedger } from '../../../services/followup/prove-ledger.ts';
import { settleByAgent } from '../../../services/followup/settle-by-agent.ts';
import { answerSurvey, beginFollowUp, settleFollowUp } from '../../../services/followup/survey.ts';
import { endContact } from '../../../services/intake/end-contact.ts';
import { acceptOffer } from '../../../services/line/accept-offer.ts';
import { pairUp } from '../../../services/line/distribute.ts';
import { enterLine } from '../../../services/line/enter-line.ts';
import { listNumber } from '../../../services/numbers/list-number.ts';
import { CarrierError } from '../../../services/ports.ts';
import { testDatabase } from '../../support/database.ts';
import { DISTRICT, MORNING, minutesIn, type SmallProvince, smallProvince } from '../../support/province.ts';

const [HIS, HERS] = ['+8613800139001', '+8613800139002'] as const;

describe('nobody is lost on the way to a follow-up call (F1, F4, H2)', () => {
  let province: SmallProvince;
  let dataSource: DataSource;
  let now: Date;
  let deps: DialDeps;
  let placed: string[];
  let fail: CarrierError | null;
  beforeEach(async () => {
    ({ dataSource } = await testDatabase());
    province = await smallProvince(dataSource);
    now = minutesIn(60);
    placed = [];
    fail = null;
    deps = {
      dataSource,
      inTransaction: province.inTransaction,
      clock: { now: () => now },
      callsPerSecond: 1000,
      carrier: {
        async placeCall({ to }) {
          if (fail) throw fail;
          placed.push(to);
          return `CA-${placed.length}`;
        },
        fetchCall: async () => null,
        listCallsTo: async () => [],
      },
    };
  });
  const run: SmallProvince['inTransaction'] = (work) => province.inTransaction(work);
  const owed = (id: number) => dataSource.manager.findOneByOrFail(Obligation, { id });
  const dial = (obligationId: number) => dialObligation(deps, { obligationId });
  const status = (attemptId: number, word: string) =>
    run((tx) => recordAttemptStatus(tx, { attemptId, callSid: `CA-${attemptId}`, status: word }, now));
  const contactOf = async (attemptId: number) =>
    (await dataSource.manager.findOneByOrFail(Attempt, { id: attemptId })).contactId;

  /** A finished ticket of somebody who lives there. */
  async function survey(number: string = HIS, at = MORNING): Promise<number> {
    const place = { districtCode: DISTRICT, address: '人民路1号3栋501室', spokenAddress: null };
    const ticketId = await province.open({ contactNumber: number, customerName: `机主${number}`, place }, at);
    await dataSource.query("UPDATE ticket SET resolutionNo = 1, state = 'done', doneAt = ? WHERE id = ?", [
      at,
      ticketId,
    ]);
    await run((tx) =>
      openObligation(tx, { kind: 'survey', ticketId, resolutionNo: 1, number, language: 'zh' }, at),
    );
    return (await dataSource.manager.findOneByOrFail(Obligation, { ticketId })).id;
  }
  /** Somebody who called and gave up waiting. */
  async function abandoned(number: string = HIS): Promise<number> {
    const { identifiers } = await dataSource.manager.insert(Contact, {
      direction: 'inbound',
      number,
      language: 'zh',
      startedAt: MORNING,
    });
    const contactId = Number(identifiers[0]?.id);
    await run((tx) => endContact(tx, { contactId }, MORNING));
    return (await dataSource.manager.findOneByOrFail(Obligation, { contactId })).id;
  }
  async function pickedUp(attemptId: number): Promise<number> {
    const begun = { attemptId, callSid: `CA-${attemptId}`, scriptVersion: 0 };
    await run((tx) => beginFollowUp(tx, begun, now));
    return contactOf(attemptId);
  }
  const says = (attemptId: number, contactId: number, question: string, value: number) =>
    run((tx) =>
      answerSurvey(
        tx,
        { attemptId, contactId, question, scriptVersion: 0, value, callSid: `CA-${attemptId}` },
        now,
      ),
    );
  const asksForAPerson = (attemptId: number, contactId: number) =>
    run(async (tx) => {
      const callSid = `CA-${attemptId}`;
      await settleFollowUp(tx, { attemptId, contactId, callSid }, now);
      const skills = ['lang:zh'];
      return enterLine(tx, { contactId, callSid, priority: 'normal', skills, open: true }, now);
    });
  async function sitDown(personId: number): Promise<void> {
    await run((tx) => setDeskState(tx, { personId, state: 'available' }, now));
    await dataSource.query('UPDATE agent_desk SET seenAt = NOW(3), skills = ? WHERE personId = ?', [
      JSON.stringify(['lang:zh']),
      personId,
    ]);
  }

  describe('who asks for a person in a survey', () => {
    it('is heard out by that person, and called by no machine again (F2)', async () => {
      const id = await survey();
      await sitDown(1);
      await dial(id);
      const contactId = await pickedUp(1);
      await asksForAPerson(1, contactId);
      const [offer] = await run((tx) => pairUp(tx, now));
      await run((tx) =>
        acceptOffer(tx, { offerId: offer?.offerId ?? 0, personId: 1, callSid: 'CA-agent' }, now),
      );
      expect(await owed(id), 'in hand while they speak').to.include({ state: 'dialling', claimedBy: 1 });
      now = minutesIn(65);
      await status(1, 'completed');
      expect(await owed(id)).to.deep.include({
        state: 'open',
        claimedBy: 1,
        nextActionAt: null,
        callAt: null,
      });
      expect(await dataSource.query("SELECT 1 FROM message WHERE template = 'survey_missed'")).to.have.length(
        0,
      );
      await run((tx) =>
        settleByAgent(tx, { obligationId: id, outcome: 'solved', note: '', personId: 1 }, now),
      );
      expect(await owed(id)).to.include({ state: 'settled', settlement: 'agent_word' });
    });

    it('keeps the time that they name to the person, though the call goes on (F1)', async () => {
      const id = await survey();
      await sitDown(1);
      await dial(id);
      await asksForAPerson(1, await pickedUp(1));
      const [offer] = await run((tx) => pairUp(tx, now));
      await run((tx) =>
        acceptOffer(tx, { offerId: offer?.offerId ?? 0, personId: 1, callSid: 'CA-agent' }, now),
      );
      const at = minutesIn(300);
      await run((tx) =>
        settleByAgent(tx, { obligationId: id, outcome: 'later', at, note: '', personId: 1 }, now),
      );
      await status(1, 'completed');
      expect(await owed(id)).to.deep.include({
        state: 'open',
        claimedBy: null,
        nextActionAt: null,
        callAt: at,
      });
    });

    it('and gives up waiting is owed a call back, and found by the proof (H2, F5)', async () => {
      const id = await survey();
      await sitDown(1);
      await dial(id);
      const contactId = await pickedUp(1);
      await says(1, contactId, 'solved', 1);
      expect(await asksForAPerson(1, contactId)).to.include({ admitted: true });
      await status(1, 'completed');
      expect((await owed(id)).state).to.equal('settled');
      const back = await dataSource.manager.findOneByOrFail(Obligation, { contactId });
      expect(back).to.include({ kind: 'abandoned', state: 'open', number: HIS });
      await dataSource.manager.delete(Obligation, { id: back.id });
      const { repairs } = await proveLedger(deps, { personId: null });
      expect(repairs.map(({ kind, contactId: of }) => [kind, of])).to.deep.include(['abandoned', contactId]);
    });

    it('and finds nobody there is owed a call back too (H2)', async () => {
      const id = await abandoned();
      await dial(id);
      const contactId = await pickedUp(1);
      expect(await asksForAPerson(1, contactId)).to.deep.equal({ admitted: false, why: 'nobody' });
      await status(1, 'completed');
      expect((await owed(id)).state).to.equal('settled');
      const back = await dataSource.manager.findOneByOrFail(Obligation, { contactId });
      expect(back).to.include({ kind: 'abandoned', state: 'open', number: HIS });
    });

    it('as they hang up does not stay in the line', async () => {
      const id = await survey();
      await sitDown(1);
      await dial(id);
      const contactId = await pickedUp(1);
      expect(await run((tx) => callOutHasEnded(tx, contactId))).to.equal(false);
      await status(1, 'completed');
      expect(await run((tx) => callOutHasEnded(tx, contactId))).to.equal(true);
    });
  });

  it('takes what is said as the customer hangs up for no less (F3)', async () => {
    const id = await survey();
    await dial(id);
    const contactId = await pickedUp(1);
    await status(1, 'completed');
    expect((await owed(id)).state).to.equal('open');
    await says(1, contactId, 'solved', 0);
    expect(await owed(id)).to.include({ state: 'settled', settlement: 'call_answered' });
    const { ticketId } = await owed(id);
    expect((await province.ticket(ticketId as number)).reopenCount).to.equal(1);
  });

  it('calls who gave up several times back once for all of them (F4)', async () => {
    const ids = [await abandoned(), await abandoned(), await abandoned()];
    for (const id of ids) await dial(id);
    expect(placed).to.deep.equal([HIS]);
    const contactId = await pickedUp(1);
    await run((tx) => settleFollowUp(tx, { attemptId: 1, contactId, callSid: 'CA-1' }, now));
    await status(1, 'completed');
    for (const id of ids) expect((await owed(id)).state).to.equal('settled');
  });

  it('leaves who wants no calls, and called us, to a person', async () => {
    const id = await abandoned();
    const rule = { kind: 'do_not_call', reason: '不要打', expiresAt: null, again: 'keep' } as const;
    await run((tx) => listNumber(tx, { ...rule, number: HIS, contactId: null, personId: 1 }, now));
    await dial(id);
    expect(placed).to.deep.equal([]);
    expect(await owed(id)).to.include({ state: 'open', nextActionAt: null, settlement: null });
  });

  describe('in a household', () => {
    it('a number that cannot be rung ends nothing for the others', async () => {
      const his = await survey(HIS);
      const hers = await survey(HERS);
      fail = new CarrierError('21211', { again: false, untouched: true, lasting: true });
      await dial(his);
      expect(await owed(his)).to.include({ state: 'exhausted', settlement: 'no_number' });
      expect(await owed(hers)).to.include({ state: 'open', attempts: 0 });
      fail = null;
      await dial(hers);
      expect(placed).to.deep.equal([HERS]);
    });

    it('ringing one of them in vain spends no try of another', async () => {
      const his = await survey(HIS);
      const hers = await survey(HERS);
      await dial(his);
      await status(1, 'no-answer');
      expect(await owed(his)).to.include({ state: 'open', attempts: 1 });
      expect(await owed(hers)).to.include({ state: 'open', attempts: 0 });
    });
  });

  it('asks the carrier later and later about what it keeps refusing, and gives it up never', async () => {
    const id = await survey();
    fail = new CarrierError('400, error 21215', { again: true, untouched: true, lasting: true });
    const waits: number[] = [];
    for (let n = 0; n < 4; n++) {
      await endHold(dataSource.manager);
      await dial(id);
      const { nextActionAt, attempts, state } = await owed(id);
      expect({ attempts, state }).to.deep.equal({ attempts: 0, state: 'open' });
      waits.push(((nextActionAt as Date).getTime() - now.getTime()) / 60_000);
      now = nextActionAt as Date;
    }
    expect(waits).to.deep.equal([5, 15, 60, 240]);
    fail = null;
    await endHold(dataSource.manager);
    await dial(id);
    expect(placed).to.deep.equal([HIS]);
  });

  it('gives a person what three tries did not reach at another hour, not at once (F1)', async () => {
    const id = await survey();
    for (let attempt = 1; attempt <= 3; attempt++) {
      now = (await owed(id)).nextActionAt ?? now;
      await dial(id);
      await status(attempt, 'no-answer');
    }
    const { nextActionAt, callAt } = await owed(id);
    expect(nextActionAt).to.equal(null);
    expect(callAt, 'an hour of another time of the day').to.be.greaterThan(
      new Date(now.getTime() + 3_600_000),
    );
  });

  it('repairs as of when it became owed, so that the due time is the true one (F1, F5)', async () => {
    const id = await survey();
    const { ticketId, dueAt } = await owed(id);
    const callback = await abandoned();
    const { dueAt: callbackDue, contactId } = await owed(callback);
    await dataSource.query('DELETE FROM obligation');
    now = minutesIn(24 * 60);
    await proveLedger(deps, { personId: null });
    const again = await dataSource.manager.findOneByOrFail(Obligation, { ticketId: ticketId as number });
    expect(again).to.deep.include({ openedAt: MORNING, dueAt });
    expect(
      await dataSource.manager.findOneByOrFail(Obligation, { contactId: contactId as number }),
    ).to.deep.include({ openedAt: MORNING, dueAt: callbackDue });
  });
});
