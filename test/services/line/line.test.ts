import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { AgentDesk, Conference, DeskOffer, LineEntry } from '../../../entities/desk.ts';
import { Attempt, Obligation } from '../../../entities/followup.ts';
import { deskView } from '../../../services/desk/desk-view.ts';
import { changeDeskState, setDeskState } from '../../../services/desk/state.ts';
import { recordAttemptStatus } from '../../../services/followup/attempt-status.ts';
import { beginContact } from '../../../services/intake/begin-contact.ts';
import { recordCallStatus } from '../../../services/intake/record-call-status.ts';
import { acceptOffer } from '../../../services/line/accept-offer.ts';
import { agentLegEnded } from '../../../services/line/agent-leg-ended.ts';
import { chooseCallback } from '../../../services/line/choose-callback.ts';
import { callbackAnswered, dialCallback } from '../../../services/line/dial-callback.ts';
import { pairUp, somebodyWaits } from '../../../services/line/distribute.ts';
import { enterLine } from '../../../services/line/enter-line.ts';
import { leaveLine } from '../../../services/line/leave-line.ts';
import { linePlace } from '../../../services/line/line-place.ts';
import { declineOffer } from '../../../services/line/refuse-offer.ts';
import { dueInLine, tendLine } from '../../../services/line/sweeps.ts';
import { checkConference } from '../../../services/talk/check-conference.ts';
import { hangUp } from '../../../services/talk/hang-up.ts';
import { freshConference, seatMember } from '../../../services/talk/members.ts';
import { transferCold } from '../../../services/talk/transfer.ts';
import type { InTransaction } from '../../../services/transaction.ts';
import { testDatabase } from '../../support/database.ts';
import { MORNING, type SmallProvince, smallProvince } from '../../support/province.ts';

const SECOND = 1_000;

describe('the line on the database', () => {
  let province: SmallProvince;
  let dataSource: DataSource;
  let run: InTransaction;
  let now: Date;
  let placed: string[];
  beforeEach(async () => {
    ({ dataSource } = await testDatabase());
    province = await smallProvince(dataSource);
    run = province.inTransaction;
    now = MORNING;
    placed = [];
  });

  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * SECOND);
  };
  let calls = 0;
  async function ring(options: Partial<Parameters<typeof enterLine>[1]> & { from?: string } = {}) {
    const { from = `+86138${String(10_000_000 + calls)}`, ...rest } = options;
    const callSid = `CA-line-${++calls}`;
    const { contactId } = await run((tx) =>
      beginContact(tx, { callSid, from, to: '+864008009527', status: 'in-progress' }, now),
    );
    const admission = await run((tx) =>
      enterLine(
        tx,
        { contactId, callSid, priority: 'normal', skills: ['lang:zh'], open: true, ...rest },
        now,
      ),
    );
    return { contactId, callSid, admission };
  }
  async function sitDown(personId: number, skills?: string[]): Promise<void> {
    await run((tx) => setDeskState(tx, { personId, state: 'available' }, now));
    if (skills) await dataSource.manager.update(AgentDesk, { personId }, { skills });
    await dataSource.query('UPDATE agent_desk SET seenAt = NOW(3) WHERE personId = ?', [personId]);
  }
  const pair = () => run((tx) => pairUp(tx, now));
  const take = (offerId: number, personId: number, callSid = `CA-agent-${personId}-${offerId}`) =>
    run((tx) => acceptOffer(tx, { offerId, personId, callSid }, now));
  const entryOf = (contactId: number) => dataSource.manager.findOneByOrFail(LineEntry, { contactId });
  const desk = (personId: number) => dataSource.manager.findOneByOrFail(AgentDesk, { personId });
  const owed = (contactId: number) => dataSource.manager.find(Obligation, { where: { contactId } });
  const tend = async () => {
    for (const due of await dueInLine(dataSource.manager, now)) await tendLine(deps(), due);
  };
  const deps = () => ({
    dataSource,
    inTransaction: run,
    clock: { now: () => now },
    callsPerSecond: 1000,
    carrier: {
      placeCall: async ({ twimlPath }: { twimlPath: string }) => {
        placed.push(twimlPath);
        return `CA-out-${placed.length}`;
      },
    },
    checkConference: async () => {},
    checkMasked: async () => {},
  });

  it('tells nobody-on-duty, closed and full apart, and lets a rescue in at any hour (H2)', async () => {
    const early = await ring();
    expect(early.admission).to.eql({ admitted: false, why: 'nobody' });
    expect(await entryOf(early.contactId), 'counted all the same').to.include({ ending: 'turned_away' });
    await sitDown(1);
    expect((await ring({ open: false })).admission).to.eql({ admitted: false, why: 'closed' });
    await province.setPolicy((policy) => (policy.desk.maxWaiting = 1));
    expect((await ring()).admission).to.deep.include({ admitted: true, place: 1 });
    expect((await ring()).admission).to.eql({ admitted: false, why: 'full' });
    expect((await ring({ open: false, priority: 'rescue' })).admission).to.deep.include({
      admitted: true,
      place: 1,
    });
  });

  it('puts the first in line to the longest idle agent, who takes it with their place known', async () => {
    await sitDown(1);
    later(5);
    await sitDown(2);
    const first = await ring();
    later(3);
    const second = await ring();
    expect(await run((tx) => linePlace(tx, second, now))).to.deep.include({ place: 2 });
    const offers = await pair();
    expect(offers.map(({ personId }) => personId)).to.eql([1, 2]);
    expect(await pair(), 'nobody is asked twice').to.eql([]);
    const view = await deskView(dataSource.manager, 1, now);
    expect(view?.offer?.caller.contactId, 'seen before it is taken').to.equal(first.contactId);
    expect((await desk(1)).state).to.equal('offered');
    const accepted = await take(offers[0]?.offerId as number, 1);
    expect(accepted).to.deep.include({ contactId: first.contactId, customerSid: first.callSid });
    expect((await entryOf(first.contactId)).state).to.equal('connected');
    expect((await desk(1)).contactId).to.equal(first.contactId);
    expect(await take(offers[0]?.offerId as number, 1), 'the same call again').to.eql(accepted);
  });

  it('lets one of 64 claims win a call, and pairs each caller once however many pair at once (H2)', async () => {
    for (let personId = 1; personId <= 8; personId++) await sitDown(personId);
    const callers = [];
    for (let i = 0; i < 8; i++) callers.push(await ring());
    const rounds = await Promise.all(Array.from({ length: 16 }, pair));
    const offers = rounds.flat();
    expect(offers).to.have.length(8);
    expect(new Set(offers.map(({ personId }) => personId)).size).to.equal(8);
    const open = await dataSource.manager.find(DeskOffer);
    expect(new Set(open.map(({ contactId }) => contactId)).size).to.equal(8);
    const { offerId, personId } = offers[0] as { offerId: number; personId: number };
    const claims = await Promise.allSettled(
      Array.from({ length: 64 }, (_, index) => take(offerId, personId, `CA-claim-${index}`)),
    );
    expect(claims.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    const others = await Promise.allSettled(offers.slice(1).map((one) => take(one.offerId, personId)));
    expect(
      others.filter(({ status }) => status === 'fulfilled'),
      "another agent's offer",
    ).to.have.length(0);
  });

  it('gives a call that is not taken back to its place, and sets the agent away', async () => {
    await sitDown(1);
    const first = await ring();
    later(1);
    const second = await ring();
    await pair();
    later(14);
    await tend();
    expect((await desk(1)).state, 'the time is not over').to.equal('offered');
    later(1);
    await tend();
    expect((await desk(1)).state).to.equal('away');
    expect((await entryOf(first.contactId)).state).to.equal('waiting');
    await sitDown(2);
    const [again] = await pair();
    const { contactId } = await take(again?.offerId as number, 2);
    expect(contactId, 'before who came later').to.equal(first.contactId);
    expect((await entryOf(second.contactId)).state).to.equal('waiting');
  });

  it('does not give a call to who declines it; a reason is a break', async () => {
    await sitDown(1);
    await ring();
    const [offer] = await pair();
    await run((tx) =>
      declineOffer(tx, { offerId: offer?.offerId as number, personId: 1, reason: 'meal' }, now),
    );
    expect(await desk(1)).to.include({ state: 'break', reason: 'meal' });
    expect(await run((tx) => somebodyWaits(tx, now)), 'nobody is free').to.equal(false);
  });

  it('withdraws the offer when the caller hangs up first, owes them a call, and frees the agent', async () => {
    await sitDown(1);
    const { contactId, callSid } = await ring();
    const [offer] = await pair();
    await run((tx) => recordCallStatus(tx, { callSid, status: 'completed', durationSeconds: 9 }, now));
    expect(await entryOf(contactId)).to.include({ state: 'ended', ending: 'abandoned' });
    expect((await desk(1)).state).to.equal('available');
    expect((await owed(contactId)).map(({ kind }) => kind)).to.eql(['abandoned']);
    const late = await take(offer?.offerId as number, 1).then(
      () => 'taken',
      (error) => error.code,
    );
    expect(late).to.equal('wrong_state');
  });

  it('does not put back into the line who hangs up while it is paired (H2)', async () => {
    for (let personId = 1; personId <= 6; personId++) await sitDown(personId);
    const callers = [];
    for (let i = 0; i < 6; i++) callers.push(await ring());
    await Promise.all([
      ...callers.map(({ callSid }) =>
        run((tx) => recordCallStatus(tx, { callSid, status: 'completed', durationSeconds: 1 }, now)),
      ),
      pair(),
      pair(),
    ]);
    for (const { contactId } of callers) expect((await entryOf(contactId)).state).to.equal('ended');
    for (let personId = 1; personId <= 6; personId++)
      expect((await desk(personId)).state, `agent ${personId}`).to.equal('available');
  });

  it('lets go an agent whose conversation is over, though nobody said so', async () => {
    await sitDown(1);
    const { contactId } = await ring();
    const [offer] = await pair();
    await take(offer?.offerId as number, 1);
    await dataSource.query('UPDATE conference SET live = 0, endedAt = ? WHERE contactId = ?', [
      now,
      contactId,
    ]);
    await tend();
    expect((await desk(1)).state).to.equal('on_call');
    later(11);
    await tend();
    expect((await desk(1)).state).to.equal('wrap_up');
  });

  for (const [moment, during] of [
    ['while the carrier tells who was in their last conversation', 'members'],
    ['while the carrier is asked to lead them back into the line', 'redirectCall'],
  ] as const) {
    it(`leaves customers to the agent who takes them ${moment}`, async () => {
      await sitDown(1);
      const { contactId, callSid } = await ring();
      const [offer] = await pair();
      if (!offer) throw new Error('nobody was offered the call');
      await dataSource.query(
        'INSERT INTO conference (contactId, live, startedAt, checkAt) VALUES (?, 1, ?, ?)',
        [contactId, now, now],
      );
      const takenDuring = async (step: string): Promise<void> => {
        if (step !== during) return;
        const own = { contactId, callSid: 'CA-agent', party: 'agent', personId: 1 } as const;
        await take(offer.offerId, 1, own.callSid);
        await run(async (tx) => {
          await freshConference(tx, contactId, now);
          await seatMember(tx, own, now);
          await seatMember(tx, { contactId, callSid, party: 'customer' }, now);
        });
      };
      const redirected: string[] = [];
      const carrier = {
        findConference: async () => 'CF-before',
        members: async () => {
          await takenDuring('members');
          return [{ callSid, muted: false, held: false, coaches: null }];
        },
        fetchCall: async () => ({ status: 'in-progress', durationSeconds: null }),
        redirectCall: async (sid: string) => {
          redirected.push(sid);
          await takenDuring('redirectCall');
        },
      };
      await checkConference({ ...deps(), carrier: carrier as never }, contactId);
      const conference = await dataSource.manager.findOneByOrFail(Conference, { contactId });
      expect(conference).to.include({ live: true, sid: null });
      expect(redirected, 'nobody is torn from a conversation').to.have.lengthOf(during === 'members' ? 0 : 1);
      await run((tx) => hangUp(tx, { personId: 1 }, now));
      expect(await desk(1)).to.include({ state: 'wrap_up' });
    });
  }

  it('does not lead back who was moved while the carrier told where they had been', async () => {
    await sitDown(1);
    const { contactId, callSid } = await talking();
    const redirected: string[] = [];
    const carrier = {
      findConference: async () => 'CF-1',
      members: async () => {
        await run((tx) => transferCold(tx, { personId: 1, to: { skills: ['lang:zh'] } }, now));
        return [callSid, 'CA-agent'].map((sid) => ({
          callSid: sid,
          muted: false,
          held: false,
          coaches: null,
        }));
      },
      redirectCall: async (sid: string) => redirected.push(sid),
    };
    await checkConference({ ...deps(), carrier: carrier as never }, contactId);
    expect(redirected, 'with a word of apology for nothing').to.deep.equal([]);
    expect(await entryOf(contactId)).to.include({ state: 'waiting' });
  });

  it('ends at the carrier what an agent ended, wherever the customer is, until it has ended', async () => {
    await sitDown(1);
    const { contactId, callSid } = await talking();
    await run((tx) => hangUp(tx, { personId: 1 }, now));
    later(6);
    const asked: string[] = [];
    const carrier = {
      // They hear that the call is recorded, and are not in yet.
      findConference: async () => 'CF-1',
      members: async () => [],
      fetchCall: async () => ({ status: 'in-progress', durationSeconds: null }),
      endCall: async (sid: string) => asked.push(sid),
      endConference: async (sid: string) => asked.push(sid),
    };
    await checkConference({ ...deps(), carrier: carrier as never }, contactId);
    expect(asked).to.deep.equal([callSid, 'CF-1']);
    const conference = await dataSource.manager.findOneByOrFail(Conference, { contactId });
    expect(conference.live, 'looked at again').to.equal(true);
    expect(conference.checkAt?.getTime()).to.equal(now.getTime() + 2 * SECOND);
  });

  /** A caller who is in a conference with agent 1; it is to be looked at. */
  async function talking(): Promise<{ contactId: number; callSid: string }> {
    const { contactId, callSid } = await ring();
    const [offer] = await pair();
    await take(offer?.offerId ?? 0, 1, 'CA-agent');
    await run(async (tx) => {
      await freshConference(tx, contactId, now);
      await seatMember(tx, { contactId, callSid: 'CA-agent', party: 'agent', personId: 1 }, now);
      await seatMember(tx, { contactId, callSid, party: 'customer' }, now);
    });
    await dataSource.manager.update(Conference, { contactId }, { checkAt: now });
    return { contactId, callSid };
  }

  it('wraps up after a call, for a limited time, then is free again', async () => {
    await sitDown(1);
    const { contactId, callSid } = await ring();
    const [offer] = await pair();
    await take(offer?.offerId as number, 1);
    later(100);
    await run((tx) => recordCallStatus(tx, { callSid, status: 'completed', durationSeconds: 100 }, now));
    expect(await desk(1)).to.include({ state: 'wrap_up', contactId });
    expect(await entryOf(contactId)).to.include({ state: 'ended', ending: 'answered' });
    expect(await owed(contactId), 'who was answered is owed nothing').to.eql([]);
    await dataSource.query('UPDATE agent_desk SET seenAt = NOW(3)');
    later(59);
    await tend();
    expect((await desk(1)).state).to.equal('wrap_up');
    later(1);
    await tend();
    expect(await desk(1)).to.include({ state: 'available', contactId: null });
  });

  it('goes on the break that was asked for during the call', async () => {
    await sitDown(1);
    const { callSid } = await ring();
    const [offer] = await pair();
    await take(offer?.offerId as number, 1);
    await run((tx) => setDeskState(tx, { personId: 1, state: 'break', reason: 'meal' }, now));
    expect((await desk(1)).state).to.equal('on_call');
    await run((tx) => recordCallStatus(tx, { callSid, status: 'completed', durationSeconds: 1 }, now));
    later(60);
    await tend();
    expect(await desk(1)).to.include({ state: 'break', reason: 'meal' });
  });

  it('loses no caller when an agent’s browser dies: back to the old place, before who came later', async () => {
    await sitDown(1);
    const first = await ring();
    const [offer] = await pair();
    await take(offer?.offerId as number, 1, 'CA-dies');
    later(30);
    const second = await ring();
    const dropped = await run((tx) =>
      agentLegEnded(tx, { contactId: first.contactId, personId: 1, callSid: 'CA-dies' }, now),
    );
    expect(dropped).to.eql({ requeued: true, customerSid: first.callSid });
    expect((await desk(1)).state).to.equal('away');
    expect(await run((tx) => linePlace(tx, first, now))).to.deep.include({ place: 1 });
    expect(await run((tx) => linePlace(tx, second, now))).to.deep.include({ place: 2 });
    const again = await run((tx) =>
      agentLegEnded(tx, { contactId: first.contactId, personId: 1, callSid: 'CA-dies' }, now),
    );
    expect(again.requeued, 'told twice').to.equal(false);
  });

  it('counts an agent whose browser is gone as away, and asks them nothing', async () => {
    await sitDown(1);
    await dataSource.query('UPDATE agent_desk SET seenAt = NOW(3) - INTERVAL 21 SECOND');
    await ring();
    expect(await pair()).to.eql([]);
    await tend();
    expect((await desk(1)).state).to.equal('away');
  });

  it('lets a supervisor change a state, with the reason kept, and never cuts a call', async () => {
    await sitDown(1);
    await ring();
    const [offer] = await pair();
    await take(offer?.offerId as number, 1);
    await run((tx) =>
      changeDeskState(tx, { personId: 1, state: 'break', reason: 'training', why: '培训', by: 9 }, now),
    );
    expect(await desk(1)).to.include({ state: 'on_call', nextState: 'break', nextReason: 'training' });
  });

  describe('a callback', () => {
    async function promised() {
      // Somebody is on duty, and busy.
      await sitDown(99);
      await ring();
      const [offer] = await pair();
      await take(offer?.offerId as number, 99);
      const first = await ring();
      later(10);
      const second = await ring();
      await run((tx) => chooseCallback(tx, { contactId: first.contactId }, now));
      await run((tx) =>
        recordCallStatus(tx, { callSid: first.callSid, status: 'completed', durationSeconds: 10 }, now),
      );
      return { first, second };
    }
    async function takeNext(personId: number) {
      await sitDown(personId);
      const [offer] = await pair();
      return { offer, ...(await take(offer?.offerId as number, personId)) };
    }

    it('keeps the place, ends the contact as promised, and is one obligation (F4)', async () => {
      const { first, second } = await promised();
      expect(await run((tx) => linePlace(tx, second, now))).to.deep.include({ place: 2 });
      expect((await owed(first.contactId)).map(({ kind, state }) => [kind, state])).to.eql([
        ['promised', 'open'],
      ]);
      await run((tx) => chooseCallback(tx, { contactId: first.contactId }, now));
      expect(await owed(first.contactId)).to.have.length(1);
    });

    it('is dialled once, when an agent has taken it, and settles the promise when it is answered', async () => {
      const { first } = await promised();
      expect(await pair(), 'not before an agent is free').to.eql([]);
      const { offer, contactId, kind } = await takeNext(1);
      expect(kind).to.equal('callback');
      expect(contactId, 'a contact of its own').not.to.equal(first.contactId);
      expect(offer?.personId).to.equal(1);
      await tend();
      await tend();
      await Promise.all([dialCallback(deps(), { contactId }), dialCallback(deps(), { contactId })]);
      expect(placed).to.have.length(1);
      const [attempt] = await dataSource.manager.find(Attempt);
      const attemptId = attempt?.id as number;
      expect(await run((tx) => callbackAnswered(tx, { attemptId, callSid: 'CA-out-1' }, now))).to.eql({
        to: 'conference',
        contactId,
      });
      expect(await owed(first.contactId)).to.satisfy(
        ([one]: Obligation[]) => one?.state === 'settled' && one.settlement === 'call_answered',
      );
      later(60);
      await run((tx) =>
        recordAttemptStatus(tx, { attemptId, callSid: 'CA-out-1', status: 'completed' }, now),
      );
      expect(await entryOf(contactId)).to.include({ state: 'ended', ending: 'answered' });
      expect((await desk(1)).state).to.equal('wrap_up');
    });

    it('gives up politely after its tries, and says so', async () => {
      const { first } = await promised();
      for (let tries = 1; tries <= 3; tries++) {
        const { contactId } = await takeNext(10 + tries);
        await tend();
        expect(placed).to.have.length(tries);
        const [attempt] = await dataSource.manager.find(Attempt, { where: { contactId } });
        await run((tx) =>
          recordAttemptStatus(
            tx,
            { attemptId: attempt?.id as number, callSid: `CA-out-${tries}`, status: 'no-answer' },
            now,
          ),
        );
        expect((await desk(10 + tries)).state, 'the agent wraps up').to.equal('wrap_up');
        await run((tx) => setDeskState(tx, { personId: 10 + tries, state: 'break' }, now));
        expect((await entryOf(contactId)).state).to.equal(tries < 3 ? 'callback' : 'ended');
        await run((tx) => leaveLine(tx, { contactId: first.contactId, ending: 'abandoned' }, now));
        later(10 * 60);
      }
      const [obligation] = await owed(first.contactId);
      expect(obligation).to.include({ state: 'exhausted', settlement: 'attempts_spent' });
      const messages = await dataSource.query(
        "SELECT template FROM message WHERE template = 'callback_missed'",
      );
      expect(messages).to.have.length(1);
    });

    it('is not needed once the caller has rung again and is spoken with', async () => {
      const { first } = await promised();
      const { number } = await dataSource
        .query('SELECT number FROM contact WHERE id = ?', [first.contactId])
        .then(([row]: { number: string }[]) => row as { number: string });
      const again = await ring({ from: number, priority: 'rescue' });
      const { contactId } = await takeNext(1);
      expect(contactId).to.equal(again.contactId);
      expect(await entryOf(first.contactId)).to.include({ state: 'ended', ending: 'called_again' });
      expect((await owed(first.contactId))[0]).to.include({ settlement: 'called_again' });
    });

    it('chosen in the evening is made in the morning, though an agent is free (F1)', async () => {
      now = new Date('2026-05-01T11:56:00Z'); // four minutes to eight
      await sitDown(1);
      const { contactId } = await ring();
      await run((tx) => chooseCallback(tx, { contactId }, now));
      later(10 * 60);
      await sitDown(1);
      expect(await pair()).to.eql([]);
      now = new Date('2026-05-02T01:00:00Z');
      await sitDown(1);
      expect(await pair()).to.have.length(1);
    });

    it('owed to somebody in danger is made at any hour', async () => {
      now = new Date('2026-05-01T15:00:00Z'); // eleven at night
      const { contactId } = await ring({ priority: 'rescue', open: false });
      await run((tx) => chooseCallback(tx, { contactId, priority: 'rescue', skills: ['lang:zh'] }, now));
      await sitDown(1);
      expect(await pair()).to.have.length(1);
    });

    it('is never made at night (F1)', async () => {
      now = new Date('2026-05-01T13:00:00Z'); // nine in the evening
      await sitDown(1);
      const { contactId } = await ring();
      await run((tx) => chooseCallback(tx, { contactId }, now));
      expect(await pair()).to.eql([]);
      now = new Date('2026-05-02T01:00:00Z'); // nine in the morning
      await sitDown(1);
      expect(await pair()).to.have.length(1);
    });
  });
});
