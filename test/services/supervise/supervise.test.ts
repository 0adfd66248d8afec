import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { DomainError } from '../../../domain/errors.ts';
import { LINE_PRIORITY, type Role, type SupervisionMode } from '../../../domain/vocabulary.ts';
import { Call, Contact } from '../../../entities/call.ts';
import { AgentDesk, Conference, ConferenceMember, LineEntry } from '../../../entities/desk.ts';
import { Event } from '../../../entities/journal.ts';
import { Assignment, Person, Unit } from '../../../entities/organisation.ts';
import { PolicyVersion } from '../../../entities/reference.ts';
import { Supervision } from '../../../entities/supervision.ts';
import { deskView } from '../../../services/desk/desk-view.ts';
import { type Carrier, CarrierError } from '../../../services/ports.ts';
import { superviseSkills, superviseState } from '../../../services/supervise/agents.ts';
import { joinAsSupervisor } from '../../../services/supervise/join.ts';
import { leaveAsSupervisor } from '../../../services/supervise/leave.ts';
import { stopSupervising } from '../../../services/supervise/stop.ts';
import { applyMode, superviseCall } from '../../../services/supervise/supervise-call.ts';
import { applyTakeOver, takeOver } from '../../../services/supervise/take-over.ts';
import { createTransactor, type InTransaction } from '../../../services/transaction.ts';
import { listSupervision } from '../../../services/views/supervision.ts';
import { testDatabase } from '../../support/database.ts';
import { MORNING, minutesIn, type SmallProvince, smallProvince } from '../../support/province.ts';

/** The code of the refusal; null when it went through. */
const refusal = (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => null,
    (error) => {
      if (error instanceof DomainError) return error.code;
      throw error;
    },
  );

const CUSTOMER = 'CAcustomer';
const AGENT = 'CAagent';
const MINE = 'CAsupervisor';

describe('a supervisor', () => {
  let dataSource: DataSource;
  let inTransaction: InTransaction;
  let headquartersId: number;
  let province: SmallProvince;
  let regionId: number;
  let agentId: number;
  let supervisorId: number;
  let contactId: number;

  let people = 0;
  async function hire(role: Role, unitId = headquartersId): Promise<number> {
    people += 1;
    const { identifiers } = await dataSource.manager.insert(Person, {
      username: `${role}-${people}`,
      name: `职员${people}`,
      passwordHash: '1$00$00',
    });
    const personId = Number(identifiers[0]?.id);
    await dataSource.manager.insert(Assignment, { personId, role, unitId, validFrom: '2026-01-01' });
    return personId;
  }

  before(async () => {
    ({ dataSource } = await testDatabase());
    inTransaction = createTransactor(dataSource);
    province = await smallProvince(dataSource);
    ({ regionId } = province);
    ({ id: headquartersId } = await dataSource.manager.findOneByOrFail(Unit, { kind: 'headquarters' }));
  });

  /** An agent on the line with a customer. */
  beforeEach(async () => {
    const { manager } = dataSource;
    for (const table of [Supervision, Event, ConferenceMember, Conference, LineEntry, AgentDesk, Call])
      await manager.clear(table);
    agentId = await hire('agent');
    supervisorId = await hire('dispatcher');
    const { identifiers } = await manager.insert(Contact, {
      direction: 'inbound',
      number: '+8613800138000',
      startedAt: MORNING,
    });
    contactId = Number(identifiers[0]?.id);
    await manager.insert(LineEntry, {
      contactId,
      callSid: CUSTOMER,
      state: 'connected',
      priority: LINE_PRIORITY.normal,
      skills: ['lang:zh'],
      arrivedAt: MORNING,
      enteredAt: MORNING,
      answeredAt: MORNING,
      personId: agentId,
    });
    await manager.insert(AgentDesk, {
      personId: agentId,
      state: 'on_call',
      since: MORNING,
      idleSince: MORNING,
      skills: ['lang:zh'],
      contactId,
    });
    await manager.insert(Conference, { contactId, sid: 'CFone', startedAt: MORNING });
    await manager.insert(ConferenceMember, [
      { contactId, callSid: CUSTOMER, party: 'customer', joinedAt: MORNING },
      { contactId, callSid: AGENT, party: 'agent', personId: agentId, joinedAt: MORNING },
    ]);
    told.length = 0;
    failing = null;
  });

  /** A carrier that remembers what it was told, and can fail. */
  const told: unknown[][] = [];
  let failing: string | null = null;
  let members: Awaited<ReturnType<Carrier['members']>> = [];
  const tell =
    (name: string) =>
    async (...args: unknown[]) => {
      if (failing === name) throw new CarrierError('carrier answered 500', { again: true, untouched: false });
      told.push([name, ...args]);
    };
  const carrier = {
    changeMember: tell('changeMember'),
    endCall: tell('endCall'),
    findConference: async () => 'CFone',
    members: async () => members,
  } as unknown as Carrier;
  const deps = () => ({ carrier, inTransaction });

  const join = (mode?: SupervisionMode, personId = supervisorId, callSid = MINE) =>
    inTransaction((tx) => joinAsSupervisor(tx, { contactId, personId, mode, callSid }, minutesIn(1)));
  async function supervise(mode: SupervisionMode, personId = supervisorId): Promise<boolean> {
    const on = await inTransaction((tx) => superviseCall(tx, { contactId, personId, mode }, minutesIn(2)));
    if (on) await applyMode(deps(), { contactId, personId, ...on }, minutesIn(2));
    return on !== null;
  }
  async function takeItOver(personId = supervisorId): Promise<void> {
    const taken = await inTransaction((tx) => takeOver(tx, { contactId, personId }, minutesIn(3)));
    await applyTakeOver(deps(), taken);
  }
  const seat = (callSid = MINE) =>
    dataSource.manager.findOneByOrFail(ConferenceMember, { contactId, callSid });
  const desk = (personId: number) => dataSource.manager.findOneByOrFail(AgentDesk, { personId });
  const log = async () =>
    (await inTransaction((tx) => listSupervision(tx, { limit: 50 }))).items.map(
      ({ act, supervisorId: by, agentId: whom, contactId: call }) => [act, by, whom, call],
    );
  const events = async () =>
    (await dataSource.manager.find(Event, { where: { type: 'call.supervised' }, order: { id: 'ASC' } })).map(
      ({ data, actorId }) => [(data as { mode: string }).mode, actorId],
    );

  describe('joins a call', () => {
    const seats: [SupervisionMode | undefined, object, object][] = [
      [undefined, { muted: true, coachCallSid: null }, { mode: 'listen', muted: true }],
      ['listen', { muted: true, coachCallSid: null }, { mode: 'listen', muted: true }],
      ['whisper', { muted: false, coachCallSid: AGENT }, { mode: 'whisper', muted: false }],
      ['barge', { muted: false, coachCallSid: null }, { mode: 'barge', muted: false }],
    ];
    for (const [mode, answer, row] of seats) {
      it(`${mode ?? 'without a word about how'}, and that is on record`, async () => {
        const { version } = await desk(agentId);
        expect(await join(mode)).to.deep.equal({ conferenceName: `contact-${contactId}`, ...answer });
        expect(await seat()).to.deep.include({ ...row, party: 'supervisor', personId: supervisorId });
        expect(await log()).to.deep.equal([[mode ?? 'listen', supervisorId, agentId, contactId]]);
        expect(await events()).to.deep.equal([[mode ?? 'listen', supervisorId]]);
        expect((await desk(agentId)).version, 'the agent’s desk is told').to.equal(version + 1);
        const call = await dataSource.manager.findOneByOrFail(Call, { sid: MINE });
        expect(call).to.deep.include({ contactId, party: 'supervisor', personId: supervisorId });
      });
    }

    it('once, when the carrier asks twice, and stays as they have become meanwhile', async () => {
      await join('listen');
      await supervise('barge');
      expect(await join('listen')).to.deep.include({ muted: false, coachCallSid: null });
      expect((await events()).map(([mode]) => mode)).to.deep.equal(['listen', 'barge']);
    });

    it('only with the role, and over the whole province', async () => {
      for (const [role, unit] of [
        ['agent', headquartersId],
        ['region_manager', headquartersId],
        ['dispatcher', regionId],
        ['headquarters_manager', regionId],
      ] as const) {
        const personId = await hire(role, unit);
        expect(await refusal(join('listen', personId)), role).to.equal('forbidden');
        expect(await refusal(supervise('listen', personId)), role).to.equal('forbidden');
        expect(await refusal(takeItOver(personId)), role).to.equal('forbidden');
      }
      expect([await log(), await events()]).to.deep.equal([[], []]);
      for (const role of ['headquarters_manager', 'administrator', 'dispatcher'] as const) {
        await join('listen', await hire(role), `CA${role}`);
      }
    });

    it('that is live, and somebody else’s', async () => {
      await dataSource.manager.update(Conference, { contactId }, { live: false });
      expect(await refusal(join())).to.equal('wrong_state');
      await dataSource.manager.update(Conference, { contactId }, { live: true });
      await dataSource.manager.update(Contact, { id: contactId }, { endedAt: minutesIn(1) });
      expect(await refusal(join())).to.equal('wrong_state');
      contactId += 1_000;
      expect(await refusal(join())).to.equal('not_found');
      contactId -= 1_000;
      await dataSource.manager.update(Contact, { id: contactId }, { endedAt: null });
      await dataSource.manager.update(
        ConferenceMember,
        { contactId, callSid: AGENT },
        { personId: supervisorId },
      );
      expect(await refusal(join())).to.equal('wrong_state');
    });

    it('without an agent on it, but not to whisper', async () => {
      await dataSource.manager.update(
        ConferenceMember,
        { contactId, callSid: AGENT },
        { leftAt: minutesIn(1) },
      );
      expect(await refusal(join('whisper'))).to.equal('wrong_state');
      expect(await join('barge')).to.deep.include({ coachCallSid: null });
    });
  });

  describe('changes how they are on it', () => {
    it('at the carrier, on record first', async () => {
      expect(await supervise('whisper'), 'who has not joined is told to').to.equal(false);
      await join();
      for (const [mode, change] of [
        ['whisper', { muted: false, coaches: AGENT }],
        ['barge', { muted: false, coaches: null }],
        ['listen', { muted: true, coaches: null }],
      ] as const) {
        told.length = 0;
        expect(await supervise(mode)).to.equal(true);
        expect(told).to.deep.equal([['changeMember', 'CFone', MINE, change]]);
        expect(await seat()).to.deep.include({ mode, muted: change.muted });
      }
      expect((await events()).map(([mode]) => mode)).to.deep.equal(['listen', 'whisper', 'barge', 'listen']);
    });

    it('and is never thought silent when the carrier did not follow', async () => {
      await join('barge');
      failing = 'changeMember';
      members = [{ callSid: MINE, muted: false, held: false, coaches: null }];
      expect(await refusal(supervise('listen'))).to.equal('unavailable');
      expect(await seat()).to.deep.include({ mode: 'barge', muted: false });
      // The carrier's word counts where it has one: this time it had followed after all.
      members = [{ callSid: MINE, muted: true, held: false, coaches: null }];
      expect(await refusal(supervise('listen'))).to.equal('unavailable');
      expect(await seat()).to.deep.include({ mode: 'listen', muted: true });
      expect((await events()).map(([mode]) => mode)).to.deep.equal(['barge', 'listen', 'barge', 'listen']);
    });

    it('leaves once, when the call ends or they stop', async () => {
      await join('whisper');
      const leave = () =>
        inTransaction((tx) => leaveAsSupervisor(tx, { contactId, callSid: MINE }, minutesIn(2)));
      await leave();
      await leave();
      await inTransaction((tx) => leaveAsSupervisor(tx, { contactId, callSid: AGENT }, minutesIn(2)));
      expect((await log())[0]).to.deep.equal(['left', supervisorId, agentId, contactId]);
      expect(await log()).to.have.length(2);
      expect((await seat(AGENT)).leftAt).to.equal(null);

      await join('barge', supervisorId, 'CAagain');
      failing = 'endCall';
      expect(await refusal(stopSupervising(deps(), { contactId, personId: supervisorId }, MORNING))).to.equal(
        'unavailable',
      );
      expect((await seat('CAagain')).leftAt, 'still on it').to.equal(null);
      failing = null;
      await stopSupervising(deps(), { contactId, personId: supervisorId }, minutesIn(3));
      expect(told).to.deep.equal([['endCall', 'CAagain']]);
      expect((await seat('CAagain')).leftAt).to.deep.equal(minutesIn(3));
    });
  });

  describe('takes a call over', () => {
    it('so that it is on their desk, the agent wraps up, and the customer is never alone', async () => {
      await join('listen');
      await join('whisper', await hire('administrator'), 'CAother');
      await dataSource.manager.update(Conference, { contactId }, { held: true });
      told.length = 0;
      await takeItOver();
      expect(told).to.deep.equal([
        ['changeMember', 'CFone', MINE, { muted: false, coaches: null }],
        ['changeMember', 'CFone', CUSTOMER, { held: false }],
        ['changeMember', 'CFone', 'CAother', { coaches: MINE }],
        ['endCall', AGENT],
      ]);
      expect(await seat(AGENT)).to.deep.include({ released: true });
      expect(await seat()).to.deep.include({ party: 'agent', mode: null, muted: false });
      expect(await desk(agentId)).to.deep.include({ state: 'wrap_up', contactId });
      expect(await desk(supervisorId)).to.deep.include({
        state: 'on_call',
        contactId,
        nextState: 'signed_out',
      });
      expect((await desk(supervisorId)).seenAt, 'nobody takes the desk for left alone').to.not.equal(null);
      expect(await dataSource.manager.findOneByOrFail(LineEntry, { contactId })).to.deep.include({
        state: 'connected',
        personId: supervisorId,
      });
      expect(await dataSource.manager.findOneByOrFail(Conference, { contactId })).to.deep.include({
        held: false,
      });
      expect((await log())[0]).to.deep.equal(['took_over', supervisorId, agentId, contactId]);
    });

    it('again, when the carrier missed it, without doing it twice', async () => {
      await join('listen');
      failing = 'endCall';
      expect(await refusal(takeItOver())).to.equal('unavailable');
      failing = null;
      told.length = 0;
      await takeItOver();
      expect(told.at(-1)).to.deep.equal(['endCall', AGENT]);
      expect((await events()).filter(([mode]) => mode === 'took_over')).to.have.length(1);
    });

    it('having joined it, with hands free, and not out of a consultation', async () => {
      expect(await refusal(takeItOver())).to.equal('wrong_state');
      await join('listen');
      await dataSource.manager.insert(AgentDesk, {
        personId: supervisorId,
        state: 'wrap_up',
        since: MORNING,
        idleSince: MORNING,
        skills: [],
      });
      expect(await refusal(takeItOver())).to.equal('wrong_state');
      await dataSource.manager.update(AgentDesk, { personId: supervisorId }, { state: 'available' });
      await dataSource.manager.update(Conference, { contactId }, { consultingId: agentId });
      expect(await refusal(takeItOver())).to.equal('wrong_state');
      expect(told).to.deep.equal([]);
      await dataSource.manager.update(Conference, { contactId }, { consultingId: null });
      await takeItOver();
      expect(await desk(supervisorId)).to.deep.include({ state: 'on_call', nextState: null });
    });

    it('as one of two at once: one after the other, and one has it in the end', async () => {
      const other = await hire('administrator');
      await join('listen');
      await join('listen', other, 'CAother');
      const outcomes = await Promise.all([refusal(takeItOver()), refusal(takeItOver(other))]);
      const { personId } = await dataSource.manager.findOneByOrFail(LineEntry, { contactId });
      expect([supervisorId, other]).to.include(personId);
      expect(outcomes).to.deep.equal([null, null]);
      const live = await dataSource.manager.findBy(ConferenceMember, {
        contactId,
        party: 'agent',
        released: false,
      });
      expect(live.map((member) => member.personId)).to.deep.equal([personId]);
    });
  });

  describe('changes an agent', () => {
    it('to another state, with the reason on record; a call in hand is not cut', async () => {
      const change = (state: 'break' | 'available' | 'signed_out') =>
        inTransaction((tx) =>
          superviseState(
            tx,
            { personId: agentId, state, why: '已连续通话两小时', by: supervisorId },
            minutesIn(1),
          ),
        );
      await change('break');
      expect(await desk(agentId)).to.deep.include({ state: 'on_call', nextState: 'break', contactId });
      await dataSource.manager.update(
        AgentDesk,
        { personId: agentId },
        { state: 'available', contactId: null },
      );
      await change('signed_out');
      expect(await desk(agentId)).to.deep.include({ state: 'signed_out' });
      const { items } = await inTransaction((tx) => listSupervision(tx, { limit: 1 }));
      expect(items[0]).to.deep.include({
        act: 'state',
        what: 'signed_out',
        why: '已连续通话两小时',
        supervisorId,
        agentId,
        contactId: null,
      });
    });

    it('to other skills, with at least one language', async () => {
      const teach = (skills: string[], by = supervisorId) =>
        inTransaction((tx) => superviseSkills(tx, { personId: agentId, skills, by }, minutesIn(1)));
      const { version } = await desk(agentId);
      await teach(['lang:zh', 'cat:television', 'lang:zh']);
      expect(await desk(agentId)).to.deep.include({
        skills: ['cat:television', 'lang:zh'],
        version: version + 1,
      });
      expect(await refusal(teach(['cat:television']))).to.equal('invalid');
      expect(await refusal(teach(['lang:zh'], agentId))).to.equal('forbidden');
    });
  });

  it('is shown to the agent where policy says so; who is heard by the caller always', async () => {
    const seen = async () => {
      const view = await inTransaction((tx) => deskView(tx, agentId, minutesIn(2)));
      return view?.call?.members.flatMap(({ party, mode }) => (party === 'supervisor' ? [mode] : []));
    };
    await join('listen');
    expect(await seen()).to.deep.equal(['listen']);
    await province.setPolicy((policy) => {
      policy.desk.showSupervision = false;
    });
    expect(await seen()).to.deep.equal([]);
    await supervise('whisper');
    expect(await seen()).to.deep.equal([]);
    await supervise('barge');
    expect(await seen()).to.deep.equal(['barge']);
    await dataSource.manager.clear(PolicyVersion);
  });

  it('reads the log page by page, the latest first, for one agent or one supervisor', async () => {
    await join('listen');
    await supervise('whisper');
    await supervise('barge');
    await supervise('listen');
    const read = (query: object) => inTransaction((tx) => listSupervision(tx, { limit: 3, ...query }));
    const first = await read({});
    expect(first.items.map(({ act }) => act)).to.deep.equal(['listen', 'barge', 'whisper']);
    const second = await read({ cursor: first.next as string });
    expect([second.items.map(({ act }) => act), second.next]).to.deep.equal([['listen'], null]);
    expect((await read({ act: 'barge' })).items).to.have.length(1);
    expect((await read({ agentId })).items).to.have.length(3);
    expect((await read({ supervisorId: agentId })).items).to.have.length(0);
  });
});
