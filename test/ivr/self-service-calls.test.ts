import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { Campaign, CampaignQuota } from '../../entities/campaign.ts';
import { Coverage, Outlet, Technician } from '../../entities/network.ts';
import { acceptOffer } from '../../services/dispatch/accept-offer.ts';
import { completeWork } from '../../services/dispatch/finish-ticket.ts';
import { routeTicket } from '../../services/dispatch/route-ticket.ts';
import { createTransactor, type InTransaction } from '../../services/transaction.ts';
import { testDatabase } from '../support/database.ts';
import { type Caller, type Hotline, startHotline } from './hotline.ts';
import { KNOWN_NUMBER, REGION_ID, STORE_ID, STRANGER, smallWorld } from './small-world.ts';

/** A Friday, ten in the morning in the organisation's zone. */
const MORNING = new Date('2026-05-01T02:00:00Z');
const OUTLET = { kind: 'person', id: 1 } as const;
const OUTLET_ID = 1;

/** Signed webhooks over HTTP, on the real database: what a caller hears, and what it leaves behind. */
describe('self-service calls', () => {
  let dataSource: DataSource;
  let hotline: Hotline;
  let inTransaction: InTransaction;

  before(async () => {
    ({ dataSource } = await testDatabase());
    await smallWorld(dataSource);
    inTransaction = createTransactor(dataSource);
    await dataSource.manager.insert(Outlet, {
      id: OUTLET_ID,
      code: 'W1',
      name: '河东服务站',
      type: 'own',
      regionId: REGION_ID,
      storeId: STORE_ID,
      districtCode: '990101',
      lng: 110,
      lat: 28,
      phone: '+8673182345678',
      dailyCapacity: 20,
      openedAt: MORNING,
    });
    await dataSource.manager.insert(Technician, {
      outletId: OUTLET_ID,
      code: 'W1-01',
      name: '李师傅',
      phone: '',
      skills: 'air_conditioner',
    });
    for (const kind of ['repair', 'maintenance', 'rescue'] as const) {
      await dataSource.manager.insert(Coverage, {
        districtCode: '990101',
        category: 'air_conditioner',
        kind,
        outletId: OUTLET_ID,
      });
    }
    await dataSource.query("INSERT INTO brand_authorisation VALUES (?, 1, '2020-01-01', NULL)", [OUTLET_ID]);
    hotline = await startHotline(dataSource);
    hotline.clock.offsetMs = MORNING.getTime() - Date.now();
  });
  beforeEach(async () => {
    for (const table of ['ticket', 'offer', 'visit', 'obligation', 'message', 'campaign', 'capacity_day']) {
      await dataSource.query(`DELETE FROM ${table}`);
    }
  });

  const one = async (sql: string, ...values: unknown[]) => (await dataSource.query(sql, values))[0];
  const count = async (sql: string) => Number((await one(sql)).n);
  const dispositionOf = async (caller: Caller) => {
    await caller.hangUp();
    const sql = 'SELECT k.disposition FROM contact k JOIN phone_call c ON c.contactId = k.id WHERE c.sid = ?';
    return (await one(sql, caller.sid)).disposition;
  };
  /** A repair for 张伟, taken by the outlet. */
  async function accepted(): Promise<{ id: number; number: string }> {
    const caller = await hotline.dial(KNOWN_NUMBER);
    await caller.press('1');
    await caller.press('1');
    const ticket = await one('SELECT id, number FROM ticket ORDER BY id DESC LIMIT 1');
    await inTransaction((tx) => routeTicket(tx, { ticketId: ticket.id }, MORNING));
    await inTransaction((tx) =>
      acceptOffer(tx, { ticketId: ticket.id, outletId: OUTLET_ID, actor: OUTLET }, MORNING),
    );
    return ticket;
  }

  it('move an appointment in four keys; the carrier asking twice moves it once', async () => {
    const { id } = await accepted();
    const caller = await hotline.dial(KNOWN_NUMBER);
    await caller.press('4');
    expect(caller.heard).to.contain('约定或更改上门时间请按2');
    await caller.press('2');
    expect(caller.heard).to.contain('今天下午请按1').and.contain('明天上午请按2');
    await caller.press('2');
    const { path } = caller;
    const confirm = caller.nextPath;
    await caller.press('1');
    expect(caller.heard).to.contain('5月2日周六9点到12点').and.contain('确认短信');
    expect(caller.isOver).to.equal(true);
    const said = caller.xml;
    const { version } = await one('SELECT version FROM ticket WHERE id = ?', id);
    await caller.fetch(confirm, { Digits: '1' });
    expect(caller.xml).to.equal(said);
    expect(path).not.to.equal(confirm);
    expect(await one('SELECT plannedDay, plannedHalf, version FROM ticket WHERE id = ?', id)).to.deep.equal({
      plannedDay: '2026-05-02',
      plannedHalf: 'morning',
      version,
    });
    expect(await count("SELECT COUNT(*) AS n FROM message WHERE template = 'appointment_changed'")).to.equal(
      1,
    );
    expect(await one("SELECT booked, morning FROM capacity_day WHERE day = '2026-05-02'")).to.deep.equal({
      booked: 1,
      morning: 1,
    });
    expect(await dispositionOf(caller)).to.equal('appointment_changed');
  });

  it('cancel a ticket after a yes, in English', async () => {
    const { id } = await accepted();
    const caller = await hotline.dial(KNOWN_NUMBER);
    await caller.press('9');
    await caller.speak('I want to cancel');
    expect(caller.heard).to.contain('will be cancelled, and nobody will come');
    await caller.speak('yes');
    expect(caller.heard).to.contain('is cancelled');
    expect((await one('SELECT state FROM ticket WHERE id = ?', id)).state).to.equal('cancelled');
    expect(await dispositionOf(caller)).to.equal('appointment_changed');
  });

  it('tell a stranger who keys the number no more than state and appointment', async () => {
    const { number } = await accepted();
    const caller = await hotline.dial(STRANGER);
    await caller.press('4');
    await caller.press(number);
    expect(caller.heard)
      .to.contain('接单')
      .and.not.match(/空调|张|河东|人民路|请按[234]，/);
    await caller.press('1');
    expect(caller.heard).to.contain('已为您催办');
    expect(await dispositionOf(caller)).to.equal('ticket_chased');
  });

  it('rate the last service; nobody dials again', async () => {
    const { id } = await accepted();
    await inTransaction((tx) =>
      completeWork(
        tx,
        {
          ticketId: id,
          outletId: OUTLET_ID,
          summary: '换电容',
          chargeFen: 0,
          codeAbsence: 'refused',
          actor: OUTLET,
        },
        MORNING,
      ),
    );
    const caller = await hotline.dial(KNOWN_NUMBER);
    await caller.press('4');
    expect(caller.heard).to.contain('为这次服务打分请按4');
    for (const key of ['4', '1', '1', '1', '5', '5']) await caller.press(key);
    expect(caller.isRecording).to.equal(true);
    // Hangs up over the last question: what counts has been said.
    expect(await dispositionOf(caller)).to.equal('rated');
    expect(
      await one("SELECT state, settlement, nextActionAt FROM obligation WHERE kind = 'survey'"),
    ).to.deep.equal({
      state: 'settled',
      settlement: 'rated',
      nextActionAt: null,
    });
    expect((await one('SELECT state FROM ticket WHERE id = ?', id)).state).to.equal('closed');
    expect(await count('SELECT COUNT(*) AS n FROM survey_answer')).to.equal(5);
  });

  it('book a campaign, told only to whom it is open', async () => {
    const { manager } = dataSource;
    await manager.insert(Campaign, {
      id: 1,
      name: '空调免费深度清洗',
      nameEn: 'free cleaning of air conditioners',
      kind: 'maintenance',
      category: 'air_conditioner',
      state: 'running',
      startsOn: '2026-04-01',
      endsOn: '2026-06-30',
      offer: '您家的空调可以免费深度清洗一次',
      offerEn: 'Your air conditioner can be cleaned for free',
      createdAt: MORNING,
    });
    await manager.insert(CampaignQuota, { campaignId: 1, regionId: REGION_ID, quota: 1 });
    // What the phone knows of campaigns is read anew after half a minute.
    const fresh = await startHotline(dataSource);
    fresh.clock.offsetMs = MORNING.getTime() - Date.now();
    expect((await fresh.dial(STRANGER)).heard).not.to.contain('免费');
    const caller = await fresh.dial(KNOWN_NUMBER);
    expect(caller.heard).to.contain('您家的空调可以免费深度清洗一次，预约请按7');
    await caller.press('7');
    await caller.press('1');
    expect(caller.heard).to.contain('预约成功');
    expect(await one('SELECT kind, source FROM ticket WHERE number = ?', caller.ticketNumber)).to.deep.equal({
      kind: 'maintenance',
      source: 'phone',
    });
    expect(await one('SELECT quota, booked FROM campaign_quota')).to.deep.equal({ quota: 1, booked: 1 });
    expect(await dispositionOf(caller)).to.equal('booked');
    const again = await fresh.dial(KNOWN_NUMBER);
    expect(again.heard).not.to.contain('免费');
    // Cancelling gives the place back, and it may be booked again.
    await again.press('4');
    await again.press('3');
    await again.press('1');
    expect((await one('SELECT booked FROM campaign_quota')).booked).to.equal(0);
    expect((await fresh.dial(KNOWN_NUMBER)).heard).to.contain('预约请按7');
  });

  it('send one rescue however often the caller calls, and lead to a person each time', async () => {
    const first = await hotline.dial(KNOWN_NUMBER);
    await first.press('*');
    expect(first.heard).to.contain('燃气泄漏请按1');
    await first.press('1');
    expect(first.heard).to.contain('紧急救援工单已受理');
    const rescue = await one(
      "SELECT id, number, priority, state, description FROM ticket WHERE kind = 'rescue'",
    );
    expect(rescue).to.include({ priority: 'rescue', state: 'new', description: '燃气泄漏' });
    await inTransaction((tx) => routeTicket(tx, { ticketId: rescue.id }, MORNING));
    const offer = await one('SELECT outletId, offeredAt, expiresAt FROM offer');
    expect(offer.outletId).to.equal(OUTLET_ID);
    expect(offer.expiresAt - offer.offeredAt).to.equal(10 * 60_000);
    const second = await hotline.dial(KNOWN_NUMBER);
    await second.speak('还在漏气，快来人');
    expect(second.heard).to.contain('第1次催办');
    expect(await count("SELECT COUNT(*) AS n FROM ticket WHERE kind = 'rescue'")).to.equal(1);
    expect((await one('SELECT chaseCount FROM ticket WHERE id = ?', rescue.id)).chaseCount).to.equal(1);
    expect(await dispositionOf(second)).to.equal('ticket_chased');
  });
});
