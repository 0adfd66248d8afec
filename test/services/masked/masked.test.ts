import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import type { DomainError } from '../../../domain/errors.ts';
import { Customer, PhoneNumber } from '../../../entities/customer.ts';
import { MaskedCall } from '../../../entities/masked.ts';
import { Outlet, Technician } from '../../../entities/network.ts';
import { acceptOffer } from '../../../services/dispatch/accept-offer.ts';
import { completeWork } from '../../../services/dispatch/finish-ticket.ts';
import { declineOffer } from '../../../services/dispatch/refuse-offer.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import { beginContact } from '../../../services/intake/begin-contact.ts';
import { callerProfile } from '../../../services/intake/caller-profile.ts';
import { endContact } from '../../../services/intake/end-contact.ts';
import { askCustomer, checkMasked, ringAsker } from '../../../services/masked/call-customer.ts';
import { connectCustomer, connectOutlet } from '../../../services/masked/connect.ts';
import { recordDialled } from '../../../services/masked/dialled-status.ts';
import { endMasked } from '../../../services/masked/end-masked.ts';
import { CarrierError } from '../../../services/ports.ts';
import { testDatabase } from '../../support/database.ts';
import {
  CUSTOMER_NUMBER,
  MORNING,
  minutesIn,
  type SmallProvince,
  smallProvince,
} from '../../support/province.ts';

const OUTLET = '+8673188880001';
const RIVAL = '+8673188880002';
const TECHNICIAN = '+8613600136001';
const SECOND = '+8613900139001';
const STRANGER = '+8613700137009';
const actor = { kind: 'person', id: 1 } as const;

describe('outlet and customer put through to each other', () => {
  let dataSource: DataSource;
  let province: SmallProvince;
  let outletId: number;
  let rivalId: number;
  let technicianId: number;
  let ticketId: number;
  let number: string;
  let calls = 0;

  const run: SmallProvince['inTransaction'] = (work) => province.inTransaction(work);
  beforeEach(async () => {
    ({ dataSource } = await testDatabase());
    province = await smallProvince(dataSource);
    const { manager } = dataSource;
    outletId = await province.addOutlet({ type: 'own' });
    await manager.update(Outlet, { id: outletId }, { phone: OUTLET });
    const technician = await manager.insert(Technician, {
      outletId,
      personId: 41,
      code: 'T1',
      name: '李师傅',
      phone: TECHNICIAN,
      skills: 'television',
    });
    technicianId = Number(technician.identifiers[0]?.id);
    const customer = await manager.insert(Customer, { name: '王芳', createdAt: MORNING });
    const customerId = Number(customer.identifiers[0]?.id);
    for (const one of [CUSTOMER_NUMBER, SECOND])
      await manager.insert(PhoneNumber, { number: one, customerId });
    ticketId = await province.open({ customerId });
    ({ number } = await province.ticket(ticketId));
    await run((tx) => routeTicket(tx, { ticketId }, MORNING));
    rivalId = await province.addOutlet({ km: 30 });
    await manager.update(Outlet, { id: rivalId }, { phone: RIVAL });
  });

  const accept = () => run((tx) => acceptOffer(tx, { ticketId, outletId, technicianId, actor }, MORNING));
  async function rings(from: string) {
    const callSid = `CA-masked-${++calls}`;
    const to = '+8640012345678';
    const begun = await run((tx) => beginContact(tx, { callSid, from, to, status: 'in-progress' }, MORNING));
    return { callSid, contactId: begun.contactId };
  }
  const outletCalls = async (from: string, ticket = number) => {
    const call = await rings(from);
    return run((tx) => connectCustomer(tx, { ...call, number: ticket }, MORNING));
  };
  const customerCalls = async (from: string) => {
    const call = await rings(from);
    return run((tx) => connectOutlet(tx, { ...call, ticketId }, MORNING));
  };
  const asks = (personId: number, outletIds: number[]) =>
    run((tx) => askCustomer(tx, { ticketId, personId, outletIds }, MORNING));
  const refusalOf = async (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: DomainError) => error.code,
    );

  it('knows the telephones of outlets and technicians by their number, together with the caller', async () => {
    const known = async (from: string) => (await callerProfile(dataSource.manager, from, MORNING)).outlet;
    expect(await known(OUTLET)).to.equal(true);
    expect(await known(TECHNICIAN)).to.equal(true);
    expect(await known(CUSTOMER_NUMBER)).to.equal(undefined);
    await dataSource.manager.update(Technician, { id: technicianId }, { active: false });
    expect(await known(TECHNICIAN), 'who left').to.equal(undefined);
  });

  it('lets the outlet and its technician call the customer, while they are at work', async () => {
    await accept();
    for (const from of [OUTLET, TECHNICIAN]) {
      expect(await outletCalls(from)).to.include({ side: 'outlet', to: CUSTOMER_NUMBER, recorded: true });
    }
    await run((tx) =>
      completeWork(
        tx,
        { ticketId, outletId, summary: '修好', chargeFen: 0, codeAbsence: 'refused', actor },
        MORNING,
      ),
    );
    expect(await outletCalls(OUTLET), 'done').to.deep.equal({ refused: 'not_open' });
  });

  it('lets nobody else: another outlet, one that was only asked, one that declined, a stranger', async () => {
    expect(await outletCalls(OUTLET), 'asked only').to.deep.equal({ refused: 'not_open' });
    await accept();
    expect(await outletCalls(RIVAL)).to.deep.equal({ refused: 'not_yours' });
    expect(await outletCalls(STRANGER)).to.deep.equal({ refused: 'not_yours' });
    expect(await outletCalls(CUSTOMER_NUMBER), 'the customer themselves').to.deep.equal({
      refused: 'not_yours',
    });
    expect(await outletCalls('anonymous')).to.deep.equal({ refused: 'not_yours' });
    expect(await outletCalls(OUTLET, '999999999')).to.deep.equal({ refused: 'unknown' });
    expect(await dataSource.manager.count(MaskedCall)).to.equal(0);
  });

  it('lets an outlet that declined reach nobody, though it was asked', async () => {
    await run((tx) => declineOffer(tx, { ticketId, outletId, reason: 'no_part', actor }, MORNING));
    await run((tx) => routeTicket(tx, { ticketId }, MORNING));
    await run((tx) => acceptOffer(tx, { ticketId, outletId: rivalId, actor }, MORNING));
    expect(await outletCalls(OUTLET)).to.deep.equal({ refused: 'not_yours' });
    expect(await outletCalls(RIVAL)).to.include({ to: CUSTOMER_NUMBER });
    expect(await refusalOf(asks(40, [outletId]))).to.equal('forbidden');
  });

  it('leads a customer to the technician who comes, else to the outlet, from their own numbers alone', async () => {
    expect(await customerCalls(CUSTOMER_NUMBER), 'nobody at work').to.deep.equal({ refused: 'not_open' });
    await accept();
    expect(await customerCalls(CUSTOMER_NUMBER)).to.include({ side: 'customer', to: TECHNICIAN });
    expect(await customerCalls(SECOND), 'another number of theirs').to.include({ to: TECHNICIAN });
    for (const from of [STRANGER, 'anonymous', RIVAL]) {
      expect(await customerCalls(from), from).to.deep.equal({ refused: 'not_yours' });
    }
    await dataSource.query('UPDATE visit SET technicianId = NULL');
    expect(await customerCalls(CUSTOMER_NUMBER)).to.include({ to: OUTLET });
  });

  it('leaves one record that they spoke, however often and in whatever order it is told', async () => {
    await accept();
    const call = await rings(CUSTOMER_NUMBER);
    const through = await run((tx) => connectOutlet(tx, { ...call, ticketId }, MORNING));
    const maskedId = 'maskedId' in through ? through.maskedId : 0;
    const told = (status: 'ringing' | 'in-progress' | 'completed', durationSeconds: number | null = null) =>
      run((tx) => recordDialled(tx, { maskedId, callSid: 'CA-leg', status, durationSeconds }, minutesIn(1)));
    await told('in-progress');
    await told('ringing');
    await told('completed', 60);
    await told('in-progress');
    await run((tx) => endContact(tx, { contactId: call.contactId }, minutesIn(2)));
    await run((tx) => endMasked(tx, { maskedId, outcome: 'connected', seconds: 60 }, minutesIn(3)));
    await run((tx) => endMasked(tx, { maskedId, outcome: 'not_answered', seconds: null }, minutesIn(3)));
    const [leg] = await dataSource.query("SELECT * FROM phone_call WHERE sid = 'CA-leg'");
    expect(leg).to.include({ status: 'completed', party: 'outlet', fromNumber: '', toNumber: '' });
    const [contact] = await dataSource.query('SELECT * FROM contact WHERE id = ?', [call.contactId]);
    expect(contact.disposition).to.equal('connected');
    const events = await dataSource.query("SELECT data FROM event WHERE type = 'ticket.connected'");
    expect(events.map(({ data }: { data: object | string }) => data)).to.have.length(1);
    expect(JSON.stringify(events)).to.match(/customer.+true/);
    expect(await dataSource.manager.findOneByOrFail(MaskedCall, { id: maskedId })).to.deep.include({
      outcome: 'connected',
      seconds: 60,
    });
    expect(JSON.stringify(await dataSource.query('SELECT * FROM masked_call'))).to.not.match(/\d{11}/);
  });

  it('remembers a call that reached nobody as that, and owes no call for it', async () => {
    await accept();
    const call = await rings(OUTLET);
    const through = await run((tx) => connectCustomer(tx, { ...call, number }, MORNING));
    const maskedId = 'maskedId' in through ? through.maskedId : 0;
    await run((tx) => endMasked(tx, { maskedId, outcome: 'busy', seconds: null }, MORNING));
    await run((tx) => endContact(tx, { contactId: call.contactId }, MORNING));
    const [contact] = await dataSource.query('SELECT * FROM contact WHERE id = ?', [call.contactId]);
    expect(contact.disposition).to.equal('busy');
    expect(await dataSource.query('SELECT * FROM obligation')).to.deep.equal([]);
  });

  describe("from the ticket's page", () => {
    const carrier = {
      placed: [] as string[],
      error: null as CarrierError | null,
      placeCall: async ({ to }: { to: string }) => {
        carrier.placed.push(to);
        if (carrier.error) throw carrier.error;
        return 'CA-page';
      },
      fetchCall: async () => null,
      listCallsTo: async () => [],
    };
    const deps = () => ({
      dataSource,
      inTransaction: province.inTransaction,
      carrier,
      clock: { now: () => MORNING },
      callsPerSecond: 1000,
    });
    beforeEach(() => {
      carrier.placed = [];
      carrier.error = null;
    });

    it("rings the technician's own telephone, or the outlet's, and never the customer first", async () => {
      await accept();
      const technician = await asks(41, [outletId]);
      expect(technician.telephone).to.equal('+8613600136001');
      await ringAsker(deps(), technician);
      const manager = await asks(40, [outletId]);
      await ringAsker(deps(), manager);
      expect(carrier.placed).to.deep.equal([TECHNICIAN, OUTLET]);
    });

    it('is refused to other outlets, before and after the work, and while it rings already', async () => {
      expect(await refusalOf(asks(41, [outletId])), 'asked only').to.equal('wrong_state');
      await accept();
      expect(await refusalOf(asks(50, [rivalId]))).to.equal('forbidden');
      expect(await refusalOf(asks(50, []))).to.equal('forbidden');
      await asks(41, [outletId]);
      expect(await refusalOf(asks(41, [outletId])), 'twice').to.equal('wrong_state');
    });

    it('is spent when nobody knows what became of it, and ends as unknown', async () => {
      await accept();
      const { maskedId } = await asks(41, [outletId]);
      carrier.error = new CarrierError('time-out', { again: true, untouched: false });
      await ringAsker(deps(), { maskedId });
      expect((await dataSource.manager.findOneByOrFail(MaskedCall, { id: maskedId })).endedAt).to.equal(null);
      await checkMasked(deps(), maskedId);
      expect(carrier.placed, 'never again').to.have.length(1);
      const row = await dataSource.manager.findOneByOrFail(MaskedCall, { id: maskedId });
      expect(row.outcome).to.equal('unknown');
      const [contact] = await dataSource.query('SELECT disposition FROM contact WHERE id = ?', [
        row.contactId,
      ]);
      expect(contact.disposition).to.equal('unknown');
    });

    it('says so when the carrier does not ring the telephone', async () => {
      await accept();
      const { maskedId } = await asks(41, [outletId]);
      carrier.error = new CarrierError('busy', { again: true, untouched: true });
      expect(await refusalOf(ringAsker(deps(), { maskedId }))).to.equal('unavailable');
      expect(await refusalOf(asks(41, [outletId])), 'another try').to.equal(null);
    });
  });
});
