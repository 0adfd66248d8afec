import { expect } from 'chai';
import type { ProofBy } from '../../../domain/contracts/followup.ts';
import { hoursAfter } from '../../../domain/time.ts';
import { Contact } from '../../../entities/call.ts';
import { Attempt, FollowupProof, Obligation, SurveyAnswer } from '../../../entities/followup.ts';
import { acceptOffer } from '../../../services/dispatch/accept-offer.ts';
import { completeWork } from '../../../services/dispatch/finish-ticket.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import { forgetWords } from '../../../services/followup/forget-words.ts';
import { grantAttempt } from '../../../services/followup/grant-attempt.ts';
import { proveByNight, proveLedger } from '../../../services/followup/prove-ledger.ts';
import { PROOFS_KEPT } from '../../../services/followup/sum-ledger.ts';
import { endContact } from '../../../services/intake/end-contact.ts';
import { leaveMessage } from '../../../services/intake/leave-message.ts';
import { chooseCallback } from '../../../services/line/choose-callback.ts';
import { proofParts } from '../../../services/views/proofs.ts';
import { testDatabase } from '../../support/database.ts';
import { MORNING, minutesIn, type SmallProvince, smallProvince } from '../../support/province.ts';
import { waitFor } from '../../support/wait-for.ts';

const actor = { kind: 'person' as const, id: 1 };

describe('the ledger of calls that are owed, proved by night (F5)', () => {
  let province: SmallProvince;
  let now: Date;
  const deps = () => ({
    dataSource: province.dataSource,
    inTransaction: province.inTransaction,
    clock: { now: () => now },
  });
  const prove = () => proveLedger(deps(), { personId: null });
  const manager = () => province.dataSource.manager;

  beforeEach(async () => {
    const { dataSource } = await testDatabase();
    province = await smallProvince(dataSource);
    await province.addOutlet();
    now = MORNING;
  });

  async function finishedTicket(): Promise<{ ticketId: number; outletId: number }> {
    const ticketId = await province.open({}, now);
    await province.inTransaction((tx) => routeTicket(tx, { ticketId }, now));
    const outletId = (await province.ticket(ticketId)).outletId as number;
    await province.inTransaction((tx) => acceptOffer(tx, { ticketId, outletId, actor }, now));
    await province.inTransaction((tx) =>
      completeWork(
        tx,
        { ticketId, outletId, summary: '换了电源板', chargeFen: 12_000, codeAbsence: 'refused', actor },
        now,
      ),
    );
    return { ticketId, outletId };
  }

  async function abandonedCall(): Promise<number> {
    const { identifiers } = await manager().insert(Contact, {
      direction: 'inbound',
      number: '+8613800138001',
      language: 'zh',
      startedAt: now,
    });
    const contactId = Number(identifiers[0]?.id);
    await province.inTransaction((tx) => endContact(tx, { contactId }, now));
    return contactId;
  }

  it('finds each cause and its call, and adds up', async () => {
    const { outletId } = await finishedTicket();
    await abandonedCall();
    const proof = await prove();
    expect(proof).to.include({
      owed: 2,
      opened: 2,
      settled: 0,
      open: 2,
      exhausted: 0,
      unreasoned: 0,
      repaired: 0,
    });
    const survey = await manager().findOneByOrFail(Obligation, { kind: 'survey' });
    expect(survey, 'whose work it is about').to.include({ outletId });
  });

  it('opens what a crash or an import left out, once, and says so', async () => {
    const { ticketId } = await finishedTicket();
    const contactId = await abandonedCall();
    await manager().query('DELETE FROM obligation');
    const imported = await province.open({}, now);
    await manager().query("UPDATE ticket SET state = 'closed', closedAt = ? WHERE id = ?", [now, imported]);

    const proof = await prove();
    expect(proof.repairs).to.have.deep.members([
      { what: 'opened', kind: 'survey', ticketId, contactId: null, resolutionNo: 1 },
      { what: 'resolved', kind: 'survey', ticketId: imported, contactId: null, resolutionNo: 1 },
      { what: 'opened', kind: 'abandoned', ticketId: null, contactId, resolutionNo: null },
    ]);
    expect(proof).to.include({ owed: 3, opened: 3, open: 3, repaired: 3 });
    expect(await prove()).to.include({ owed: 3, opened: 3, repaired: 0 });
  });

  it('opens what a message and a promise in the line make owed (F4, H2)', async () => {
    const caller = async () => {
      const contact = {
        direction: 'inbound',
        number: '+8613800138002',
        language: 'zh',
        startedAt: now,
      } as const;
      return Number((await manager().insert(Contact, contact)).identifiers[0]?.id);
    };
    const [spoke, waited] = [await caller(), await caller()];
    const recording = { sid: 'RE-spoken', url: 'https://carrier.example/RE-spoken', seconds: 12 };
    const left = { contactId: spoke, number: '+8613800138002', language: 'zh', recording } as const;
    await province.inTransaction((tx) => leaveMessage(tx, left, now));
    await province.inTransaction((tx) => chooseCallback(tx, { contactId: waited }, now));
    const before = await manager().find(Obligation, { order: { contactId: 'ASC' } });
    await manager().query('DELETE FROM obligation');
    now = minutesIn(24 * 60);
    expect((await prove()).repairs).to.have.deep.members([
      { what: 'opened', kind: 'voicemail', ticketId: null, contactId: spoke, resolutionNo: null },
      { what: 'opened', kind: 'promised', ticketId: null, contactId: waited, resolutionNo: null },
    ]);
    const after = await manager().find(Obligation, { order: { contactId: 'ASC' } });
    const times = (rows: Obligation[]) => rows.map(({ openedAt, dueAt }) => [openedAt, dueAt]);
    expect(times(after), 'as of when it was left').to.deep.equal(times(before));
  });

  it('counts each state for itself, and names what ended without a reason', async () => {
    for (let n = 0; n < 4; n++) await abandonedCall();
    const is = (id: number, row: Partial<Obligation>) => manager().update(Obligation, { id }, row);
    await is(1, { state: 'settled', settlement: 'call_answered' });
    await is(2, { state: 'settled', settlement: 'agent_word' });
    await is(3, { state: 'exhausted', settlement: 'attempts_spent' });
    expect(await prove()).to.include({ opened: 4, settled: 2, open: 1, exhausted: 1, unreasoned: 0 });
    await is(4, { state: 'exhausted' });
    expect(await prove()).to.include({ opened: 4, settled: 2, open: 0, exhausted: 2, unreasoned: 1 });
  });

  it('adds up for each day, region, store and outlet, and says which one does not', async () => {
    const owed = [
      // A calendar day in the organisation's zone: these two are of one, though not of one in UTC.
      { openedAt: '2026-04-30T17:00:00Z', regionId: 1, storeId: 2, outletId: 1, state: 'settled' },
      { openedAt: '2026-05-01T15:59:59Z', regionId: 1, storeId: 2, outletId: 2, state: 'exhausted' },
      { openedAt: '2026-05-02T02:00:00Z', regionId: 1, storeId: null, outletId: null, state: 'open' },
      { openedAt: '2026-05-02T03:00:00Z', regionId: null, storeId: null, outletId: null, state: 'dialling' },
    ] as const;
    for (const { openedAt, ...row } of owed) {
      const id = Number((await manager().insert(Obligation, anyObligation())).identifiers[0]?.id);
      const settlement =
        row.state === 'settled' ? 'call_answered' : row.state === 'exhausted' ? 'attempts_spent' : null;
      await manager().update(Obligation, { id }, { ...row, settlement, openedAt: new Date(openedAt) });
    }
    now = minutesIn(24 * 60 * 2);
    const { id: proofId, ...whole } = await prove();
    expect(whole).to.include({ opened: 4, settled: 1, open: 2, exhausted: 1, unreasoned: 0 });
    const told = async (by: ProofBy) =>
      (await proofParts(manager(), { proofId, by })).items.map(
        ({ day, region, store, outlet, opened, settled, open, exhausted }) =>
          [day ?? outlet?.id ?? store?.id ?? region?.id ?? null, opened, settled, open, exhausted] as const,
      );
    expect(await told('day')).to.deep.equal([
      ['2026-05-02', 2, 0, 2, 0],
      ['2026-05-01', 2, 1, 0, 1],
    ]);
    expect(await told('region')).to.deep.equal([
      [1, 3, 1, 1, 1],
      [null, 1, 0, 1, 0],
    ]);
    expect(await told('outlet')).to.have.deep.members([
      [1, 1, 1, 0, 0],
      [2, 1, 0, 0, 1],
      [1, 1, 0, 1, 0],
      [null, 1, 0, 1, 0],
    ]);
    expect(await told('fault')).to.deep.equal([]);

    await manager().query("UPDATE obligation SET settlement = NULL WHERE state = 'exhausted'");
    await manager().query("UPDATE obligation SET state = 'lost' WHERE openedAt = '2026-05-02 03:00:00'");
    const faulty = await prove();
    expect(faulty).to.include({ opened: 4, open: 1, unreasoned: 1 });
    const { items } = await proofParts(manager(), { proofId: faulty.id, by: 'fault' });
    expect(
      items.map(({ day, outlet, unreasoned }) => [day, outlet?.id ?? null, unreasoned]),
    ).to.have.deep.members([
      ['2026-05-01', 2, 1],
      ['2026-05-02', null, 0],
    ]);
    expect(await told('day'), 'a proof stays as it was').to.have.length(2);
  });

  it('keeps the parts of a month of proofs, and of older ones what did not add up', async () => {
    await abandonedCall();
    await manager().update(Obligation, { id: 1 }, { state: 'settled', settlement: null });
    const first = await prove();
    for (let n = 1; n < PROOFS_KEPT; n++) await prove();
    expect((await proofParts(manager(), { proofId: first.id, by: 'day' })).kept).to.equal(true);
    await prove();
    expect(await proofParts(manager(), { proofId: first.id, by: 'day' })).to.deep.equal({
      kept: false,
      items: [],
    });
    expect((await proofParts(manager(), { proofId: first.id, by: 'fault' })).items).to.have.length(1);
  });

  let keys = 0;
  const anyObligation = () =>
    ({
      dedupKey: `any-${++keys}`,
      kind: 'survey',
      number: '+8613800138009',
      language: 'zh',
      state: 'open',
      openedAt: now,
      dueAt: now,
    }) as const;

  it('opens each resolution of a ticket that was finished twice', async () => {
    const { ticketId } = await finishedTicket();
    await manager().query('UPDATE ticket SET resolutionNo = 2 WHERE id = ?', [ticketId]);
    expect((await prove()).repairs).to.deep.equal([
      { what: 'opened', kind: 'survey', ticketId, contactId: null, resolutionNo: 2 },
    ]);
  });

  it('frees what is dialled by nobody, and leaves alone what somebody dials', async () => {
    await finishedTicket();
    const survey = await manager().findOneByOrFail(Obligation, { kind: 'survey' });
    now = minutesIn(60);
    await province.inTransaction((tx) => grantAttempt(tx, { obligationId: survey.id, slotAt: null }, now));
    expect(await prove()).to.include({ repaired: 0 });
    await manager().update(Attempt, { id: 1 }, { endedAt: now, liveNumber: null, state: 'unknown' });
    expect((await prove()).repairs).to.have.nested.property('[0].what', 'freed');
    const freed = await manager().findOneByOrFail(Obligation, { id: survey.id });
    expect(freed.state, 'nobody was reached').to.equal('open');
    expect(freed.nextActionAt).to.be.greaterThan(now);
    await manager().update(Obligation, { id: survey.id }, { state: 'dialling', attempts: 3 });
    await prove();
    expect(await manager().findOneByOrFail(Obligation, { id: survey.id }), 'for a person').to.include({
      state: 'open',
      nextActionAt: null,
    });
    const texts = await manager().query("SELECT 1 FROM message WHERE template = 'survey_missed'");
    expect(texts, 'after the last try, by text').to.have.length(1);
  });

  it('does not free what is being granted while it looks', async () => {
    await finishedTicket();
    const survey = await manager().findOneByOrFail(Obligation, { kind: 'survey' });
    now = minutesIn(60);
    let proving: ReturnType<typeof prove> | undefined;
    let proved = false;
    await province.inTransaction(async (tx) => {
      await grantAttempt(tx, { obligationId: survey.id, slotAt: null }, now);
      // It looks while the grant is not committed, and does not wait for it.
      proving = prove().finally(() => {
        proved = true;
      });
      await waitFor(async () => proved, { timeout: 20_000 });
    });
    expect(await proving).to.include({ repaired: 0 });
    expect(await manager().findOneByOrFail(Obligation, { id: survey.id })).to.include({ state: 'dialling' });
  });

  it('is made once a night, and not before two o’clock', async () => {
    now = new Date('2026-05-01T17:59:00Z'); // one minute before two
    expect(await proveByNight(deps())).to.equal(false);
    expect(await manager().count(FollowupProof)).to.equal(0);
    now = new Date('2026-05-01T18:00:00Z');
    expect(await proveByNight(deps())).to.equal(true);
    expect(await proveByNight(deps())).to.equal(false);
    now = new Date('2026-05-02T10:00:00Z');
    await proveByNight(deps());
    expect((await manager().find(FollowupProof)).map(({ day }) => day)).to.deep.equal(['2026-05-02']);
  });

  it('keeps what customers wrote as long as what they said, and the answer for good', async () => {
    await finishedTicket();
    const { id: obligationId, ticketId } = await manager().findOneByOrFail(Obligation, { kind: 'survey' });
    const remark = { obligationId, ticketId, scriptVersion: 0, value: null, recordingId: null, at: now };
    await manager().insert(SurveyAnswer, { ...remark, question: 'remark', words: '师傅很耐心' });
    const words = async () => (await manager().findOneByOrFail(SurveyAnswer, { obligationId })).words;
    expect(await forgetWords(manager(), hoursAfter(now, 24 * 364))).to.equal(0);
    expect(await words()).to.equal('师傅很耐心');
    expect(await forgetWords(manager(), hoursAfter(now, 24 * 365))).to.equal(1);
    expect(await words()).to.equal(null);
  });
});
