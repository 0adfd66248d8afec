import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { Coverage, Outlet, Technician } from '../../entities/network.ts';
import { acceptOffer } from '../../services/dispatch/accept-offer.ts';
import { routeTicket } from '../../services/dispatch/route-ticket.ts';
import { openTicket } from '../../services/intake/open-ticket.ts';
import { askCustomer, ringAsker } from '../../services/masked/call-customer.ts';
import { testDatabase } from '../support/database.ts';
import { waitFor } from '../support/wait-for.ts';
import { HOTLINE } from './hotline.ts';
import { type LiveLine, liveLine, type Seen } from './live-line.ts';
import { KNOWN_NUMBER, REGION_ID, STORE_ID, STRANGER, smallWorld } from './small-world.ts';

const OUTLET = '+8673188880001';
const TECHNICIAN = '+8613600136001';
const OUTLET_ID = 1;
const actor = { kind: 'person', id: 1 } as const;

/** Over real HTTP with real signatures: telephones at the simulated carrier, the hotline between them. */
describe('outlet and customer on the telephone with each other', () => {
  let dataSource: DataSource;
  let line: LiveLine;
  let ticketId: number;
  let number: string;

  beforeEach(async () => {
    ({ dataSource } = await testDatabase());
    await smallWorld(dataSource);
    line = await liveLine(dataSource);
    const now = line.clock.now();
    const { manager } = dataSource;
    await manager.insert(Outlet, {
      id: OUTLET_ID,
      code: 'W1',
      name: '河东服务站',
      type: 'own',
      regionId: REGION_ID,
      storeId: STORE_ID,
      districtCode: '990101',
      lng: 110,
      lat: 28,
      phone: OUTLET,
      dailyCapacity: 20,
      openedAt: now,
    });
    const technician = { code: 'T1', name: '李师傅', phone: TECHNICIAN, skills: 'television', personId: 41 };
    await manager.insert(Technician, { id: 1, outletId: OUTLET_ID, ...technician });
    const coverage = {
      districtCode: '990101',
      category: 'television',
      kind: 'repair',
      outletId: OUTLET_ID,
    } as const;
    await manager.insert(Coverage, coverage);
    const opened = await line.inTransaction((tx) =>
      openTicket(
        tx,
        {
          kind: 'repair',
          source: 'phone',
          language: 'zh',
          contactNumber: KNOWN_NUMBER,
          customerId: 1,
          category: 'television',
          place: { districtCode: '990101', address: '人民路8号', spokenAddress: null },
        },
        now,
      ),
    );
    ({ id: ticketId, number } = opened);
    await line.inTransaction((tx) => routeTicket(tx, { ticketId }, now));
    await line.inTransaction((tx) =>
      acceptOffer(tx, { ticketId, outletId: OUTLET_ID, technicianId: 1, actor }, now),
    );
    for (const phone of [OUTLET, TECHNICIAN, KNOWN_NUMBER])
      await line.phone(`numbers/${encodeURIComponent(phone)}`, 'PUT', { onRing: 'ring', pace: 'instant' });
  });
  afterEach(async function () {
    const errors = this.currentTest?.state === 'passed' ? await line.errors() : [];
    await line.close();
    expect(errors, 'the carrier found nothing wrong').to.deep.equal([]);
  });

  type Listed = { sid: string; from: string; to: string; waiting: { for: string } | null };
  const callsAt = async (phone: string, live = '') =>
    (await line.phone<{ items: Listed[] }>(`calls?number=${encodeURIComponent(phone)}${live}`)).items;
  async function pickUp(phone: string): Promise<string> {
    const ringing = await waitFor(
      async () => (await callsAt(phone, '&live=true')).find(({ waiting }) => waiting?.for === 'answer'),
      { timeout: 20_000, what: 'the other telephone rings' },
    );
    expect(ringing.from, 'what it shows').to.equal(HOTLINE);
    await line.phone(`calls/${ringing.sid}/answer`, 'POST', {});
    return ringing.sid;
  }
  const said = (sid: string, words: string) =>
    waitFor(async () => line.said(await line.see(sid)).includes(words), {
      timeout: 20_000,
      what: `the call hears ${words}`,
    });
  /** Both say something, and hear each other. */
  async function speak(one: string, other: string): Promise<void> {
    for (const sid of [one, other])
      await waitFor(async () => (await line.see(sid)).room?.kind === 'bridge', { timeout: 20_000 });
    await line.speak(one, '我说的话');
    await line.speak(other, '他说的话');
    await waitFor(async () => line.heard(await line.see(other)).includes('我说的话'));
    await waitFor(async () => line.heard(await line.see(one)).includes('他说的话'));
  }
  /** Everything that the carrier ever told a telephone; what it told the hotline is no business of theirs. */
  async function toldAt(phone: string): Promise<string> {
    const calls = await Promise.all((await callsAt(phone)).map(({ sid }) => line.see(sid)));
    const messages = await line.phone<object>(`messages?number=${encodeURIComponent(phone)}`);
    const own = calls.map(({ webhooks: _, ...call }: Seen & { recordings?: unknown }) => {
      const { recordings: __, ...shown } = call;
      return shown;
    });
    return JSON.stringify([own, messages]);
  }
  const digits = (phone: string) => phone.slice(3);
  async function neitherSawTheOther(customer = KNOWN_NUMBER): Promise<void> {
    const outlets = [OUTLET, TECHNICIAN];
    for (const phone of outlets) expect(await toldAt(phone), phone).to.not.include(digits(customer));
    const heard = await toldAt(customer);
    for (const phone of outlets) expect(heard).to.not.include(digits(phone));
  }
  const recorded = (disposition: string) =>
    waitFor(
      async () => {
        const row = await line.row<{ disposition: string; outcome: string; endedAt: Date | null }>(
          `SELECT c.disposition, c.endedAt, m.outcome FROM masked_call m JOIN contact c ON c.id = m.contactId
           ORDER BY m.id DESC LIMIT 1`,
        );
        return row?.endedAt && row.disposition === disposition && row;
      },
      { timeout: 20_000, what: `the contact ends as ${disposition}` },
    );
  const events = async () =>
    (await dataSource.query("SELECT data FROM event WHERE type = 'ticket.connected' ORDER BY id")).map(
      ({ data }: { data: string | object }) => (typeof data === 'string' ? JSON.parse(data) : data),
    );

  it('from the telephone of the outlet, by the number of a ticket', async () => {
    const outlet = await line.dial(OUTLET);
    await said(outlet, '请输入九位工单号');
    await line.press(outlet, `${number}#`);
    const customer = await pickUp(KNOWN_NUMBER);
    await speak(outlet, customer);
    expect(line.said(await line.see(outlet))).to.contain('将被录音');
    expect(line.said(await line.see(customer))).to.contain('将被录音');
    await line.hangUp(customer);
    await said(outlet, '再见');
    await recorded('connected');
    expect(await events()).to.deep.equal([{ side: 'outlet', answered: true }]);
    await neitherSawTheOther();
    await waitFor(async () => {
      const row = await line.row<{ state: string; kind: string }>('SELECT state, kind FROM recording');
      return row?.state === 'kept' && row.kind === 'conversation';
    });
    const legs = await dataSource.query("SELECT status FROM phone_call WHERE party <> 'customer'");
    expect(legs).to.deep.equal([{ status: 'completed' }]);
  });

  it('refuses a wrong number, and one that is not theirs, in words; after three the menu', async () => {
    const other = await line.inTransaction((tx) =>
      openTicket(
        tx,
        {
          kind: 'complaint',
          source: 'phone',
          language: 'zh',
          contactNumber: STRANGER,
          category: null,
          place: null,
        },
        line.clock.now(),
      ),
    );
    const outlet = await line.dial(TECHNICIAN);
    await line.press(outlet, '123456789#');
    await said(outlet, '没有查到这个工单号');
    await line.press(outlet, `${other.number}#`);
    await said(outlet, '不在您的网点');
    await line.press(outlet, '1234#');
    await said(outlet, '维修请按');
    await line.hangUp(outlet);
    expect(await dataSource.query('SELECT * FROM masked_call')).to.deep.equal([]);
  });

  it('asks a telephone that is a customer’s too what it is about', async () => {
    await dataSource.query('INSERT INTO phone_number (number, customerId) VALUES (?, 1)', [OUTLET]);
    const call = await line.dial(OUTLET);
    await said(call, '联系客户请按1');
    await line.press(call, '2');
    await said(call, '维修请按');
    await line.hangUp(call);
  });

  it('from the customer, by one key, to the technician who comes', async () => {
    const customer = await line.dial(KNOWN_NUMBER);
    await line.press(customer, '4');
    await said(customer, '与上门师傅通话请按5');
    await line.press(customer, '5');
    const technician = await pickUp(TECHNICIAN);
    await speak(customer, technician);
    expect(line.said(await line.see(technician))).to.match(/工单尾号[\d，\s]+的客户/);
    await line.hangUp(customer);
    await recorded('connected');
    expect(await events()).to.deep.equal([{ side: 'customer', answered: true }]);
    await neitherSawTheOther();
  });

  it('leaves word by text message when the technician does not pick up', async () => {
    await line.phone(`numbers/${encodeURIComponent(TECHNICIAN)}`, 'PUT', { onRing: 'no-answer' });
    const customer = await line.dial(KNOWN_NUMBER);
    await line.press(customer, '4', '5');
    await said(customer, '上门师傅暂时没有接听');
    await line.press(customer, '1');
    await said(customer, '已发短信');
    await recorded('progress_told');
    const [message] = await dataSource.query("SELECT * FROM message WHERE template = 'customer_rang'");
    expect(message.toNumber).to.equal(TECHNICIAN);
    expect(message.body).to.contain(number).and.not.contain(digits(KNOWN_NUMBER));
    expect(await events()).to.deep.equal([{ side: 'customer', answered: false }]);
    await neitherSawTheOther();
  });

  it('is not offered to a stranger who has the ticket’s number, nor done for them', async () => {
    const stranger = await line.dial(STRANGER);
    await line.press(stranger, '4', `${number}#`);
    await said(stranger, '工单尾号');
    expect(line.said(await line.see(stranger))).to.not.contain('与上门师傅通话');
    await line.press(stranger, '5');
    await said(stranger, '没有听懂');
    await line.hangUp(stranger);
    expect(await dataSource.query('SELECT * FROM masked_call')).to.deep.equal([]);
  });

  describe('from the ticket’s page', () => {
    async function ask(): Promise<void> {
      const asked = { ticketId, personId: 41, outletIds: [OUTLET_ID] };
      const { maskedId } = await line.inTransaction((tx) => askCustomer(tx, asked, line.clock.now()));
      await ringAsker(line.deps, { maskedId });
    }

    it('rings the technician, then the customer', async () => {
      await ask();
      const technician = await pickUp(TECHNICIAN);
      await said(technician, '正在为您接通客户');
      const customer = await pickUp(KNOWN_NUMBER);
      await speak(technician, customer);
      await line.hangUp(technician);
      await recorded('connected');
      expect(await events()).to.deep.equal([{ side: 'outlet', answered: true }]);
      await neitherSawTheOther();
    });

    it('tells the technician that the customer does not pick up', async () => {
      await line.phone(`numbers/${encodeURIComponent(KNOWN_NUMBER)}`, 'PUT', { onRing: 'busy' });
      await ask();
      const technician = await pickUp(TECHNICIAN);
      await said(technician, '客户没有接听');
      await recorded('busy');
      await neitherSawTheOther();
    });

    it('connects no machine, and nobody once the ticket is closed', async () => {
      await line.phone(`numbers/${encodeURIComponent(TECHNICIAN)}`, 'PUT', { onRing: 'machine' });
      await ask();
      await recorded('not_answered');
      await line.phone(`numbers/${encodeURIComponent(TECHNICIAN)}`, 'PUT', { onRing: 'ring' });
      await ask();
      await dataSource.query("UPDATE ticket SET state = 'cancelled' WHERE id = ?", [ticketId]);
      const technician = await pickUp(TECHNICIAN);
      await said(technician, '不在服务过程中');
      await recorded('not_answered');
      await waitFor(async () => (await line.see(technician)).status === 'completed');
      expect(await callsAt(KNOWN_NUMBER), 'the customer was never rung').to.deep.equal([]);
    });
  });
});
