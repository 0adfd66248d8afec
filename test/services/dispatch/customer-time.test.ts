import { expect } from 'chai';
import { TicketPause } from '../../../entities/ticket.ts';
import { acceptOffer } from '../../../services/dispatch/accept-offer.ts';
import { type EndVisit, endVisit } from '../../../services/dispatch/end-visit.ts';
import { lookAtDeadline } from '../../../services/dispatch/look-at-deadline.ts';
import { pauseTicket } from '../../../services/dispatch/pause.ts';
import { type RecordAction, recordAction } from '../../../services/dispatch/record-action.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import { chaseTicket } from '../../../services/intake/chase-ticket.ts';
import { changeAppointment } from '../../../services/selfservice/change-appointment.ts';
import { testDatabase } from '../../support/database.ts';
import { type SmallProvince, smallProvince } from '../../support/province.ts';

const OUTLET = { kind: 'person', id: 1 } as const;
const local = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const said = (at: Date | null | undefined): string | null =>
  at ? new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ') : null;
/** Monday, ten in the morning: first contact is due at noon, arrival at ten on Tuesday, completion on Thursday. */
const MONDAY = local('2026-11-23 10:00');
const DUE = ['2026-11-23 12:00', '2026-11-24 10:00', '2026-11-26 10:00'];

describe('deadlines and the time of the customer (D6, H6)', () => {
  let province: SmallProvince;
  let outletId: number;
  beforeEach(async () => {
    const { dataSource } = await testDatabase();
    province = await smallProvince(dataSource);
    outletId = await province.addOutlet();
  });

  const run = <T>(work: Parameters<SmallProvince['inTransaction']>[0]) =>
    province.inTransaction(work) as Promise<T>;
  const accepted = async (over: Parameters<SmallProvince['open']>[0] = {}): Promise<number> => {
    const ticketId = await province.open(over, MONDAY);
    await run((tx) => routeTicket(tx, { ticketId }, MONDAY));
    await run((tx) => acceptOffer(tx, { ticketId, outletId, actor: OUTLET }, MONDAY));
    return ticketId;
  };
  const act = (
    ticketId: number,
    action: RecordAction['action'],
    at: Date,
    over: Partial<RecordAction> = {},
  ) => run((tx) => recordAction(tx, { ticketId, outletId, action, actor: OUTLET, ...over }, at));
  const end = (ticketId: number, at: Date, over: Partial<EndVisit> = {}) => {
    const found = { outcome: 'no_show', reason: 'nobody_home', evidence: '按门铃无人应答' } as const;
    return run((tx) => endVisit(tx, { ticketId, outletId, ...found, actor: OUTLET, ...over }, at));
  };
  const due = async (id: number) => {
    const { firstContactDueAt, arrivalDueAt, completionDueAt } = await province.ticket(id);
    return [said(firstContactDueAt), said(arrivalDueAt), said(completionDueAt)];
  };
  const waits = async (ticketId: number) => {
    const rows = await province.dataSource.manager.find(TicketPause, {
      where: { ticketId },
      order: { id: 'ASC' },
    });
    return rows.map(({ reason, startedAt, endedAt, ending }) =>
      [reason, said(startedAt), said(endedAt), ending].join(' '),
    );
  };
  /** Somebody stands at the door on Tuesday at nine. */
  const arrived = async (): Promise<number> => {
    const id = await accepted();
    await act(id, 'contact', local('2026-11-23 11:00'));
    await act(id, 'arrive', local('2026-11-24 09:00'));
    return id;
  };

  describe('a day that is wished for', () => {
    it('moves arrival and completion behind it, and not the first contact', async () => {
      const wish = { wishDay: '2026-11-27', wishHalf: 'morning' } as const;
      const id = await province.open(wish, MONDAY);
      // From noon on Friday, the twenty working hours between arrival and completion: seven on a day of the weekend.
      expect(await due(id)).to.deep.equal([DUE[0], '2026-11-27 12:00', '2026-11-29 16:00']);
      const day = await province.open({ wishDay: '2026-11-27' }, MONDAY);
      expect((await due(day))[1]).to.equal('2026-11-27 18:00');
    });

    it('that is sooner than the rules moves nothing', async () => {
      expect(await due(await province.open({ wishDay: '2026-11-23' }, MONDAY))).to.deep.equal([
        DUE[0],
        '2026-11-24 10:00',
        DUE[2],
      ]);
    });

    it('stays wished for when the ticket is chased', async () => {
      const id = await province.open({ wishDay: '2026-11-27' }, MONDAY);
      await run((tx) => chaseTicket(tx, { ticketId: id }, local('2026-11-23 13:00')));
      expect((await due(id))[1]).to.equal('2026-11-27 18:00');
    });
  });

  describe('a time that the outlet agrees on', () => {
    it('moves arrival to its end, and completion by as much work as before', async () => {
      const id = await accepted();
      const appointmentAt = local('2026-11-27 10:30');
      await act(id, 'appointment', local('2026-11-23 11:00'), { appointmentAt });
      expect(await due(id)).to.deep.equal([DUE[0], '2026-11-27 11:00', '2026-11-29 15:00']);
      expect(said((await province.ticket(id)).warnAt)).to.equal('2026-11-27 09:00');
      await run((tx) => chaseTicket(tx, { ticketId: id }, local('2026-11-24 09:00')));
      expect((await due(id))[1], 'chased').to.equal('2026-11-27 11:00');
    });

    it('sooner than the deadline moves nothing', async () => {
      const id = await accepted();
      const appointmentAt = local('2026-11-23 15:00');
      await act(id, 'appointment', local('2026-11-23 11:00'), { appointmentAt });
      expect(await due(id)).to.deep.equal(DUE);
    });
  });

  describe('a visit that came to nothing', () => {
    it('waits for the customer, until the next one is agreed on', async () => {
      const id = await arrived();
      await end(id, local('2026-11-24 09:30'));
      expect(await province.ticket(id)).to.include({ waitReason: 'customer', warnAt: null });
      await act(id, 'contact', local('2026-11-24 15:00'));
      expect(await waits(id)).to.deep.equal(['customer 2026-11-24 09:30  ']);
      const appointmentAt = local('2026-11-25 10:00');
      await act(id, 'appointment', local('2026-11-24 15:30'), { appointmentAt });
      expect(await waits(id)).to.deep.equal(['customer 2026-11-24 09:30 2026-11-24 15:30 work']);
      // Six hours were waited; the next visit has its twenty as well.
      expect((await due(id))[2]).to.equal('2026-11-27 10:30');
    });

    it('or until the customer chooses a time', async () => {
      const id = await arrived();
      await end(id, local('2026-11-24 09:30'));
      const slot = { day: '2026-11-26', half: 'morning' } as const;
      await run((tx) => changeAppointment(tx, { ticketId: id, ...slot }, local('2026-11-24 12:00')));
      expect(await waits(id)).to.deep.equal(['customer 2026-11-24 09:30 2026-11-24 12:00 work']);
    });

    it('waits for the part, until somebody sets out with it', async () => {
      const id = await arrived();
      await end(id, local('2026-11-24 10:00'), { outcome: 'second_visit', reason: 'part_missing' });
      expect((await province.ticket(id)).waitReason).to.equal('part');
      await act(id, 'depart', local('2026-11-26 09:00'));
      expect(await waits(id)).to.deep.equal(['part 2026-11-24 10:00 2026-11-26 09:00 work']);
      expect((await due(id))[2]).to.equal('2026-11-28 10:00');
    });

    it('waits for nothing where the next one is agreed on at the door, or it was our own doing', async () => {
      const id = await arrived();
      await end(id, local('2026-11-24 09:30'), { next: { at: local('2026-11-27 10:30') } });
      expect(await waits(id)).to.deep.equal([]);
      expect((await due(id))[2]).to.equal('2026-11-29 15:00');
      const ours = await arrived();
      await end(ours, local('2026-11-24 09:30'), { outcome: 'second_visit', reason: 'unfinished' });
      expect(await waits(ours)).to.deep.equal([]);
      expect(await due(ours)).to.deep.equal(DUE);
    });

    it('is not waited for without end: after three days it runs again', async () => {
      const id = await arrived();
      await end(id, local('2026-11-24 09:30'));
      await run((tx) => lookAtDeadline(tx, { subject: `ticket-${id}` }, local('2026-11-27 09:29')));
      expect((await province.ticket(id)).waitReason).to.equal('customer');
      await run((tx) => lookAtDeadline(tx, { subject: `ticket-${id}` }, local('2026-11-27 10:00')));
      expect(await waits(id)).to.deep.equal(['customer 2026-11-24 09:30 2026-11-27 09:30 date']);
    });
  });

  describe('what was done without a network', () => {
    it('ends a wait, and begins one, when it was done', async () => {
      const id = await arrived();
      await end(id, local('2026-11-24 14:00'), {
        doneAt: local('2026-11-24 09:30'),
        sentAt: local('2026-11-24 14:00'),
      });
      await act(id, 'depart', local('2026-11-25 16:00'), {
        doneAt: local('2026-11-25 08:30'),
        sentAt: local('2026-11-25 16:00'),
      });
      expect(await waits(id)).to.deep.equal(['customer 2026-11-24 09:30 2026-11-25 08:30 work']);
    });

    it('before the wait was said ends it where it began', async () => {
      const id = await accepted();
      await act(id, 'contact', local('2026-11-23 11:00'));
      const at = local('2026-11-23 15:00');
      await run((tx) => pauseTicket(tx, { ticketId: id, reason: 'customer', actor: OUTLET }, at));
      await act(id, 'depart', local('2026-11-23 17:00'), {
        doneAt: local('2026-11-23 14:00'),
        sentAt: local('2026-11-23 17:00'),
      });
      expect(await waits(id)).to.deep.equal(['customer 2026-11-23 15:00 2026-11-23 15:00 work']);
      expect(await due(id)).to.deep.equal(DUE);
    });
  });
});
