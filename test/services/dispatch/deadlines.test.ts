import { expect } from 'chai';
import { Event } from '../../../entities/journal.ts';
import { Assignment, Person, Unit } from '../../../entities/organisation.ts';
import { TicketPause } from '../../../entities/ticket.ts';
import { acceptOffer } from '../../../services/dispatch/accept-offer.ts';
import { cancelTicket } from '../../../services/dispatch/finish-ticket.ts';
import { lookAtDeadline } from '../../../services/dispatch/look-at-deadline.ts';
import { type PauseTicket, pauseTicket, resumeTicket } from '../../../services/dispatch/pause.ts';
import { reckonDeadlines } from '../../../services/dispatch/reckon-deadlines.ts';
import { recordAction } from '../../../services/dispatch/record-action.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import { dueWork } from '../../../services/due-work.ts';
import { chaseTicket } from '../../../services/intake/chase-ticket.ts';
import { giveDetails } from '../../../services/intake/give-details.ts';
import { policyInForce } from '../../../services/policy.ts';
import { testDatabase } from '../../support/database.ts';
import { DISTRICT, OTHER_DISTRICT, type SmallProvince, smallProvince } from '../../support/province.ts';

const OUTLET = { kind: 'person', id: 1 } as const;
const local = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const said = (at: Date | null | undefined): string | null =>
  at ? new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ') : null;
/** Monday, ten in the morning: first contact is due at noon, arrival at ten on Tuesday, completion on Thursday. */
const MONDAY = local('2026-11-23 10:00');
const DUE = ['2026-11-23 12:00', '2026-11-24 10:00', '2026-11-26 10:00'];

describe('deadlines of a ticket (D6)', () => {
  let province: SmallProvince;
  let outletId: number;
  beforeEach(async () => {
    const { dataSource } = await testDatabase();
    province = await smallProvince(dataSource);
    outletId = await province.addOutlet();
  });

  const run = <T>(work: Parameters<SmallProvince['inTransaction']>[0]) =>
    province.inTransaction(work) as Promise<T>;
  const open = (now = MONDAY) => province.open({}, now);
  const accepted = async (now = MONDAY): Promise<number> => {
    const ticketId = await open(now);
    await run((tx) => routeTicket(tx, { ticketId }, now));
    await run((tx) => acceptOffer(tx, { ticketId, outletId, actor: OUTLET }, now));
    return ticketId;
  };
  const act = (ticketId: number, action: 'contact' | 'depart' | 'arrive', at: Date) =>
    run((tx) => recordAction(tx, { ticketId, outletId, action, actor: OUTLET }, at));
  /** What the sweep finds and its worker does, as often as there is something. */
  const sweep = async (at: Date): Promise<void> => {
    for (let round = 0; round < 5; round++) {
      const due = await dueWork.deadlines(province.dataSource.manager, at);
      if (due.length === 0) return;
      for (const job of due) await run((tx) => lookAtDeadline(tx, job, at));
    }
  };
  const look = (ticketId: number, at: Date) =>
    run((tx) => lookAtDeadline(tx, { subject: `ticket-${ticketId}` }, at));
  const due = async (id: number) => {
    const { firstContactDueAt, arrivalDueAt, completionDueAt } = await province.ticket(id);
    return [said(firstContactDueAt), said(arrivalDueAt), said(completionDueAt)];
  };
  const news = async (ticketId: number) => {
    const events = await province.dataSource.manager.find(Event, {
      where: { ticketId },
      order: { id: 'ASC' },
    });
    return events
      .filter(({ type }) => /warned|late|climbed/.test(type))
      .map(({ type, data }) => {
        const { due: kind, level } = data as { due: string; level: string };
        return `${type.slice('ticket.'.length)} ${kind} ${level}`;
      });
  };
  const pause = (ticketId: number, at: Date, over: Partial<PauseTicket> = {}) =>
    run((tx) => pauseTicket(tx, { ticketId, reason: 'part', actor: OUTLET, ...over }, at));
  const resume = (ticketId: number, at: Date) =>
    run((tx) => resumeTicket(tx, { ticketId, actor: OUTLET }, at));
  const refused = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      ({ code }) => code,
    );

  it('are counted in working time, sooner where it is urgent, later where the market is far', async () => {
    expect(await due(await open())).to.deep.equal(DUE);
    const urgent = await province.open({ priority: 'urgent' }, MONDAY);
    expect((await due(urgent))[1]).to.equal('2026-11-23 16:00');
    await province.dataSource.manager.update(Unit, { id: province.storeId }, { marketTier: 3 });
    expect((await due(await open()))[1]).to.equal('2026-11-24 16:00');
    const rescue = await province.open({ kind: 'rescue' }, local('2026-11-23 23:30'));
    expect((await due(rescue))[0]).to.equal('2026-11-23 23:45');
  });

  it('of another market tier are those of the place that was filled in', async () => {
    const far = await province.dataSource.manager.insert(Unit, {
      kind: 'store',
      code: 'S3',
      name: '县城门店',
      nameEn: '',
      parentId: province.regionId,
      marketTier: 3,
    });
    const storeId = Number(far.identifiers[0]?.id);
    await province.dataSource.query('UPDATE district SET storeId = ? WHERE code = ?', [
      storeId,
      OTHER_DISTRICT,
    ]);
    const id = await province.open(
      { place: { districtCode: DISTRICT, address: null, spokenAddress: null } },
      MONDAY,
    );
    expect(await due(id)).to.deep.equal(DUE);
    await run((tx) =>
      giveDetails(
        tx,
        { ticketId: id, districtCode: OTHER_DISTRICT, address: '解放路 2 号' },
        local('2026-11-23 11:00'),
      ),
    );
    expect((await due(id))[1]).to.equal('2026-11-24 16:00');
  });

  it('of a ticket that is chased are sooner, and never past by the chase itself', async () => {
    const id = await accepted();
    await act(id, 'contact', local('2026-11-23 11:00'));
    await run((tx) => chaseTicket(tx, { ticketId: id }, local('2026-11-23 13:00')));
    expect((await due(id))[1]).to.equal('2026-11-23 18:00');
    const late = await accepted();
    await act(late, 'contact', local('2026-11-23 11:00'));
    await run((tx) => chaseTicket(tx, { ticketId: late }, local('2026-11-24 09:30')));
    expect((await due(late))[1], 'not later than it was').to.equal(DUE[1]);
  });

  it('of a ticket that was chased stay what they were where they are reckoned anew', async () => {
    const id = await province.open({}, MONDAY);
    await run((tx) => chaseTicket(tx, { ticketId: id }, local('2026-11-23 11:30')));
    const chased = await due(id);
    const { dataSource } = province;
    const { policy } = await policyInForce(dataSource.manager);
    const again = await reckonDeadlines(dataSource.manager, await province.ticket(id), policy);
    expect([again.firstContactDueAt, again.arrivalDueAt, again.completionDueAt].map(said)).to.deep.equal(
      chased,
    );
  });

  describe('are watched', () => {
    it('warning, then late, then climbing level by level, each of them once', async () => {
      const id = await accepted();
      await sweep(local('2026-11-23 11:29'));
      expect(await news(id)).to.deep.equal([]);
      await sweep(local('2026-11-23 11:30'));
      expect(await news(id)).to.deep.equal(['warned first_contact outlet']);
      await sweep(local('2026-11-23 11:59'));
      await sweep(local('2026-11-23 12:00'));
      await sweep(local('2026-11-23 13:59'));
      expect(await news(id)).to.deep.equal(['warned first_contact outlet', 'late first_contact outlet']);
      await sweep(local('2026-11-23 14:00'));
      await sweep(local('2026-11-23 17:00'));
      await sweep(local('2026-11-24 11:59'));
      expect(await news(id)).to.deep.equal([
        'warned first_contact outlet',
        'late first_contact outlet',
        'climbed first_contact store',
        'climbed first_contact region',
      ]);
      await sweep(local('2026-11-24 12:00'));
      expect((await news(id)).at(-1)).to.equal('climbed first_contact headquarters');
      expect(await province.ticket(id)).to.include({ lateLevel: 'headquarters', deadlineActionAt: null });
      await sweep(local('2026-12-24 13:00'));
      expect(await news(id)).to.have.length(5);
    });

    it('the same when the clock leaps over several steps: what was no warning is none, and one person is told', async () => {
      await province.dataSource.manager.insert(Person, {
        username: 'region-1',
        name: '区部经理',
        passwordHash: '-',
        phone: '+8613700137000',
      });
      const [{ id: personId }] = await province.dataSource.query(
        "SELECT id FROM person WHERE username = 'region-1'",
      );
      await province.dataSource.manager.insert(Assignment, {
        personId,
        role: 'region_manager',
        unitId: province.regionId,
        validFrom: '2026-01-01',
      });
      const id = await accepted();
      await sweep(local('2026-11-23 17:30'));
      expect(await news(id)).to.deep.equal([
        'late first_contact outlet',
        'climbed first_contact store',
        'climbed first_contact region',
      ]);
      const [event] = await province.dataSource.query(
        "SELECT data, rooms FROM event WHERE type = 'ticket.climbed' ORDER BY id DESC LIMIT 1",
      );
      expect(event.data).to.include({ level: 'region', unitId: province.regionId, personId });
      expect(event.rooms).to.include.members([
        'province',
        `region.${province.regionId}`,
        `store.${province.storeId}`,
      ]);
      const texts = await province.dataSource.query(
        "SELECT toNumber FROM message WHERE template LIKE 'deadline%'",
      );
      expect(texts).to.deep.equal([{ toNumber: '+8613700137000' }]);
    });

    it('by one of eight that come at once', async () => {
      const id = await accepted();
      await Promise.all(Array.from({ length: 8 }, () => look(id, local('2026-11-23 17:30'))));
      expect(await news(id)).to.have.length(3);
    });

    it('and nothing is said too early, or of a ticket that is over', async () => {
      const id = await accepted();
      await look(id, local('2026-11-23 11:00'));
      await run((tx) =>
        cancelTicket(tx, { ticketId: id, reason: '客户取消', actor: OUTLET }, local('2026-11-23 11:10')),
      );
      await look(id, local('2026-11-25 11:00'));
      await sweep(local('2026-11-25 11:00'));
      expect(await news(id)).to.deep.equal([]);
      expect(await province.ticket(id)).to.include({ deadlineActionAt: null, warnAt: null });
    });

    it('from the beginning for the next one; the level stays, and only rises', async () => {
      const id = await accepted();
      await sweep(local('2026-11-23 14:00'));
      await act(id, 'contact', local('2026-11-23 14:30'));
      expect(await province.ticket(id)).to.include({ lateLevel: 'store', deadlineStep: 0 });
      expect(said((await province.ticket(id)).warnAt)).to.equal('2026-11-24 08:00');
      await sweep(local('2026-11-24 09:59'));
      await sweep(local('2026-11-24 11:00'));
      expect((await news(id)).slice(-2)).to.deep.equal(['warned arrival store', 'late arrival store']);
      await sweep(local('2026-11-24 15:00'));
      expect((await news(id)).at(-1)).to.equal('climbed arrival region');
    });

    it('by the store where no outlet has it, and by headquarters where there is no place', async () => {
      const id = await open();
      await sweep(local('2026-11-23 12:00'));
      expect(await news(id)).to.deep.equal(['late first_contact store']);
      const nowhere = await province.open({ place: null }, MONDAY);
      await sweep(local('2026-11-23 12:00'));
      expect(await news(nowhere)).to.deep.equal(['late first_contact headquarters']);
    });

    it('also where nobody planned it: imported, or from before there was a watch', async () => {
      const id = await accepted();
      await province.dataSource.query(
        'UPDATE ticket SET warnAt = NULL, deadlineStep = 0, deadlineActionAt = openedAt WHERE id = ?',
        [id],
      );
      await sweep(local('2026-11-23 10:01'));
      expect(said((await province.ticket(id)).deadlineActionAt)).to.equal('2026-11-23 11:30');
    });

    it('by the steps of the policy of today, without being looked at again and again', async () => {
      const id = await accepted();
      await sweep(local('2026-11-23 12:00'));
      await province.setPolicy((policy) => {
        policy.deadlines.climbing.usual.storeMinutes = 120;
      });
      await sweep(local('2026-11-23 14:00'));
      expect(await news(id)).to.deep.equal(['late first_contact outlet']);
      expect(said((await province.ticket(id)).deadlineActionAt)).to.equal('2026-11-23 15:00');
    });

    it('without a text message where the policy says so', async () => {
      await province.setPolicy((policy) => {
        policy.deadlines.texts = false;
      });
      await province.dataSource.query("UPDATE outlet SET phone = '+8613700137000'");
      const id = await accepted();
      await sweep(local('2026-11-23 12:00'));
      expect(await news(id)).to.have.length(1);
      const [{ n }] = await province.dataSource.query(
        "SELECT COUNT(*) AS n FROM message WHERE template LIKE 'deadline%'",
      );
      expect(Number(n)).to.equal(0);
    });
  });

  describe('while something is waited for', () => {
    it('do not run, and are later by the working time afterwards', async () => {
      const id = await accepted();
      await act(id, 'contact', local('2026-11-23 11:00'));
      await pause(id, local('2026-11-23 17:00'), { note: '压缩机已订货' });
      await sweep(local('2026-11-25 09:00'));
      expect(await news(id)).to.deep.equal([]);
      expect(await province.ticket(id)).to.include({ waitReason: 'part', deadlineActionAt: null });
      // One hour on Monday, nine on Tuesday, one on Wednesday.
      await resume(id, local('2026-11-25 09:00'));
      expect(await due(id)).to.deep.equal([DUE[0], '2026-11-25 12:00', '2026-11-27 12:00']);
      const [wait] = await province.dataSource.manager.findBy(TicketPause, { ticketId: id });
      expect(wait).to.include({
        note: '压缩机已订货',
        startedBy: 1,
        endedBy: 1,
        ending: 'person',
        movedSeconds: 39_600,
      });
      await sweep(local('2026-11-25 12:00'));
      expect(await news(id)).to.include('late arrival outlet');
    });

    it('begin once, however many say so at once, and end once', async () => {
      const id = await accepted();
      const at = local('2026-11-23 11:00');
      const answers = await Promise.all(Array.from({ length: 8 }, () => refused(pause(id, at))));
      expect(answers.filter((answer) => answer === 'done')).to.have.length(1);
      expect(answers.filter((answer) => answer === 'wrong_state')).to.have.length(7);
      await resume(id, local('2026-11-23 11:30'));
      expect(await refused(resume(id, local('2026-11-23 11:40')))).to.equal('wrong_state');
      expect((await due(id))[0]).to.equal('2026-11-23 13:30');
    });

    it('run again by themselves at the date that was given, however late the sweep is', async () => {
      const id = await accepted();
      await act(id, 'contact', local('2026-11-23 11:00'));
      const until = local('2026-11-25 08:00');
      await pause(id, local('2026-11-23 17:00'), { reason: 'customer', until });
      await sweep(local('2026-11-25 07:59'));
      expect((await province.ticket(id)).waitReason).to.equal('customer');
      await sweep(local('2026-11-25 16:00'));
      expect((await due(id))[1]).to.equal('2026-11-25 11:00');
      const [wait] = await province.dataSource.manager.findBy(TicketPause, { ticketId: id });
      expect(wait).to.deep.include({ ending: 'date', endedAt: until, endedBy: null });
      expect(await news(id)).to.include('late arrival outlet');
    });

    it('stay missed where they were, and nothing is said twice', async () => {
      const id = await accepted();
      await sweep(local('2026-11-23 12:00'));
      await pause(id, local('2026-11-23 13:30'));
      await sweep(local('2026-11-23 17:00'));
      expect(await news(id)).to.deep.equal(['late first_contact outlet']);
      await resume(id, local('2026-11-24 08:30'));
      // Half an hour late it was, and half an hour late it is.
      expect((await due(id))[0]).to.equal('2026-11-23 18:00');
      await sweep(local('2026-11-24 08:59'));
      expect(await news(id)).to.have.length(1);
      await sweep(local('2026-11-24 09:00'));
      expect((await news(id)).at(-1)).to.equal('climbed first_contact store');
    });

    it('run again when somebody sets out, and not when the customer is rung up', async () => {
      const id = await accepted();
      await pause(id, local('2026-11-23 10:30'), { reason: 'customer' });
      await act(id, 'contact', local('2026-11-23 11:00'));
      expect((await province.ticket(id)).waitReason).to.equal('customer');
      await act(id, 'depart', local('2026-11-23 14:00'));
      const after = await province.ticket(id);
      expect(after).to.include({ waitReason: null, pausedAt: null });
      const [wait] = await province.dataSource.manager.findBy(TicketPause, { ticketId: id });
      expect(wait?.ending).to.equal('work');
    });

    it('end with the ticket, and cannot begin where nothing runs, or end in the past', async () => {
      const id = await accepted();
      const at = local('2026-11-23 11:00');
      expect(await refused(pause(id, at, { until: at }))).to.equal('invalid');
      expect(await refused(pause(id, at, { until: local('2027-11-23 11:00') }))).to.equal('invalid');
      await pause(id, at);
      await run((tx) => cancelTicket(tx, { ticketId: id, reason: '客户取消', actor: OUTLET }, at));
      expect(await province.dataSource.manager.countBy(TicketPause, { ticketId: id, openMark: 1 })).to.equal(
        0,
      );
      expect(await refused(pause(id, at))).to.equal('wrong_state');
      const asked = await province.open({ kind: 'inquiry' }, MONDAY);
      expect(await refused(pause(asked, at))).to.equal('wrong_state');
    });
  });
});
