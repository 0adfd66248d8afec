import { expect } from 'chai';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { callerProfile } from '../../../services/intake/caller-profile.ts';
import { chaseTicket } from '../../../services/intake/chase-ticket.ts';
import { detailsToken, readDetailsToken } from '../../../services/intake/details-link.ts';
import { giveDetails } from '../../../services/intake/give-details.ts';
import { openTicket } from '../../../services/intake/open-ticket.ts';
import { ticketProgress } from '../../../services/intake/ticket-progress.ts';
import { createTransactor, type InTransaction } from '../../../services/transaction.ts';
import { KNOWN_NUMBER, STRANGER, smallWorld } from '../../ivr/small-world.ts';
import { testDatabase } from '../../support/database.ts';

const NOW = new Date('2026-05-01T02:00:00Z');

describe('tickets by phone', () => {
  let dataSource: DataSource;
  let inTransaction: InTransaction;

  before(async () => {
    ({ dataSource } = await testDatabase());
    await smallWorld(dataSource);
    inTransaction = createTransactor(dataSource);
  });

  async function open(address: string | null = '人民路8号', contactNumber = STRANGER): Promise<number> {
    const { id } = await inTransaction((tx) =>
      openTicket(
        tx,
        {
          kind: 'repair',
          source: 'phone',
          language: 'zh',
          contactNumber,
          category: 'television',
          place: { districtCode: '990101', address, spokenAddress: '人民路' },
        },
        NOW,
      ),
    );
    return id;
  }
  const one = async (sql: string, ...values: unknown[]) => (await dataSource.query(sql, values))[0];
  const ticket = (id: number) => one('SELECT * FROM ticket WHERE id = ?', id);
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      ({ code }) => code,
    );

  describe('chasing (H8)', () => {
    const chase = (ticketId: number) =>
      inTransaction((tx) => chaseTicket(tx, { ticketId, contactId: 77 }, NOW));

    it('joins the ticket, is counted, and makes it urgent', async () => {
      const id = await open();
      expect((await chase(id)).count).to.equal(1);
      expect((await chase(id)).count).to.equal(2);
      expect(await ticket(id)).to.include({ chaseCount: 2, priority: 'urgent', version: 3, state: 'new' });
      expect(
        (
          await one(
            "SELECT data FROM event WHERE ticketId = ? AND type = 'ticket.chased' ORDER BY id DESC LIMIT 1",
            id,
          )
        ).data,
      ).to.deep.equal({ count: 2 });
      expect(
        await one('SELECT purpose FROM contact_ticket WHERE contactId = 77 AND ticketId = ?', id),
      ).to.deep.equal({ purpose: 'chased' });
    });
    it('loses none of 16 at once', async () => {
      const id = await open();
      await Promise.all(Array.from({ length: 16 }, () => chase(id)));
      expect(await ticket(id)).to.include({ chaseCount: 16, version: 17 });
    });
    it('leaves a rescue what it is', async () => {
      const id = await open();
      await dataSource.query("UPDATE ticket SET priority = 'rescue' WHERE id = ?", [id]);
      await chase(id);
      expect(await ticket(id)).to.include({ priority: 'rescue' });
    });
    it('is refused for a ticket that is finished, or is none', async () => {
      const id = await open();
      for (const state of ['done', 'closed', 'cancelled']) {
        await dataSource.query('UPDATE ticket SET state = ? WHERE id = ?', [state, id]);
        expect(await codeOf(chase(id))).to.equal('wrong_state');
      }
      expect(await codeOf(chase(999_999))).to.equal('not_found');
      expect(await ticket(id)).to.include({ chaseCount: 0 });
    });
  });

  describe('progress (H4)', () => {
    it('is told by id and by number, without personal data', async () => {
      const id = await open();
      const { number } = await ticket(id);
      const told = await ticketProgress(dataSource.manager, { number });
      expect(told).to.include({
        id,
        number,
        state: 'new',
        category: 'television',
        outletName: null,
        chaseCount: 0,
      });
      expect(JSON.stringify(told)).not.to.match(/人民路|139/);
      expect(await ticketProgress(dataSource.manager, { ticketId: id })).to.deep.equal(told);
      expect(await ticketProgress(dataSource.manager, { number: '000000000' })).to.equal(null);
    });
  });

  describe('details given later', () => {
    const give = (ticketId: number, over: Partial<Parameters<typeof giveDetails>[1]> = {}) =>
      inTransaction((tx) =>
        giveDetails(tx, { ticketId, districtCode: '990102', address: '解放路2号', ...over }, NOW),
      );

    it('send a ticket that waited for them on its way', async () => {
      const id = await open(null);
      await give(id);
      expect(await ticket(id)).to.deep.include({
        state: 'new',
        nextActionAt: NOW,
        districtCode: '990102',
        version: 2,
      });
      const site = await one('SELECT * FROM site WHERE id = (SELECT siteId FROM ticket WHERE id = ?)', id);
      expect(site).to.include({
        address: '解放路2号',
        spokenAddress: '人民路',
        districtCode: '990102',
        precision: 'county',
      });
      expect(
        (await one("SELECT data FROM event WHERE ticketId = ? AND type = 'ticket.details_given'", id)).data,
      ).to.deep.equal({ districtCode: '990102' });
    });
    it('correct an address without routing again', async () => {
      const id = await open();
      await dataSource.query("UPDATE ticket SET state = 'accepted', nextActionAt = NULL WHERE id = ?", [id]);
      await give(id, { districtCode: '990101' });
      expect(await ticket(id)).to.deep.include({ state: 'accepted', nextActionAt: null });
    });
    it('are refused for another district once an outlet has it, for a finished ticket, and for no district', async () => {
      const id = await open();
      await dataSource.query("UPDATE ticket SET state = 'offered' WHERE id = ?", [id]);
      expect(await codeOf(give(id))).to.equal('wrong_state');
      await dataSource.query("UPDATE ticket SET state = 'closed' WHERE id = ?", [id]);
      expect(await codeOf(give(id, { districtCode: '990101' }))).to.equal('wrong_state');
      expect(await codeOf(give(await open(null), { districtCode: '123456' }))).to.equal('invalid');
    });
    it('leave a home on file as it is', async () => {
      const id = await open(null, KNOWN_NUMBER);
      await dataSource.query('UPDATE ticket SET siteId = 1 WHERE id = ?', [id]);
      await give(id);
      expect(await one('SELECT address FROM site WHERE id = 1')).to.deep.equal({
        address: '人民路8号锦绣花园3栋502',
      });
      expect((await ticket(id)).siteId).not.to.equal(1);
    });
  });

  describe('the signed link', () => {
    const expiry = new Date('2026-05-04T02:00:00Z');
    it('opens its own ticket until it expires', () => {
      const token = detailsToken('secret', 123_456, expiry);
      expect(token).to.match(/^[\w.-]{30,50}$/);
      expect(readDetailsToken('secret', token, NOW)).to.equal(123_456);
      expect(readDetailsToken('secret', token, expiry)).to.equal(null);
    });
    it('is worth nothing with one character changed, or signed by another', () => {
      const token = detailsToken('secret', 123_456, expiry);
      fc.assert(
        fc.property(fc.nat(token.length - 1), fc.constantFrom(...'0aZ_-.'), (at, character) => {
          const forged = token.slice(0, at) + character + token.slice(at + 1);
          expect(readDetailsToken('secret', forged, NOW)).to.equal(forged === token ? 123_456 : null);
        }),
      );
      expect(readDetailsToken('other', token, NOW)).to.equal(null);
      for (const rubbish of ['', '.', '..', 'a.b.c', `${token}x`])
        expect(readDetailsToken('secret', rubbish, NOW)).to.equal(null);
    });
  });

  describe('who calls (H9)', () => {
    it('is known by number, with the appliance bought last and its site', async () => {
      await dataSource.query(
        "INSERT INTO appliance (customerId, siteId, category, purchasedOn) VALUES (1, NULL, 'television', '2020-01-01')",
      );
      const profile = await callerProfile(dataSource.manager, KNOWN_NUMBER, NOW);
      expect(profile.customer).to.deep.equal({ id: 1, name: '张伟', gender: 'm' });
      expect(profile.appliance).to.include({ category: 'air_conditioner', brandName: '海风' });
      expect(profile.site).to.include({ id: 1, districtCode: '990101' });
    });
    it('is nobody when the number is shared, hidden or a switchboard', async () => {
      await dataSource.query(
        "INSERT INTO customer (id, name, createdAt) VALUES (50, '甲', NOW()), (51, '乙', NOW())",
      );
      await dataSource.query(
        "INSERT INTO phone_number (number, customerId) VALUES ('+8613700000001', 50), ('+8613700000001', 51)",
      );
      for (const number of ['+8613700000001', '', '12345', '+8613700000099']) {
        expect(await callerProfile(dataSource.manager, number, NOW), number).to.deep.equal({
          customer: null,
          appliance: null,
          site: null,
          ticket: null,
        });
      }
    });
    it('has the open ticket of the number or of the customer, the newest one', async () => {
      const number = '+8613700000077';
      const older = await open('人民路1号', number);
      expect((await callerProfile(dataSource.manager, number, NOW)).ticket).to.include({
        id: older,
        state: 'new',
      });
      await dataSource.query("UPDATE ticket SET state = 'closed' WHERE id = ?", [older]);
      expect((await callerProfile(dataSource.manager, number, NOW)).ticket).to.equal(null);
      const other = await open('人民路1号', '+8613700000078');
      await dataSource.query('UPDATE ticket SET customerId = 1 WHERE id = ?', [other]);
      expect((await callerProfile(dataSource.manager, KNOWN_NUMBER, NOW)).ticket).to.include({ id: other });
    });
  });
});
