import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { deadlinesFor } from '../../../domain/dispatch/deadlines.ts';
import { initialPolicy } from '../../../domain/policy.ts';
import { isTicketNumber } from '../../../domain/ticket-number.ts';
import { minutesAfter } from '../../../domain/time.ts';
import { readDetailsToken } from '../../../services/intake/details-link.ts';
import { type OpenTicket, openTicket } from '../../../services/intake/open-ticket.ts';
import { createTransactor, type InTransaction } from '../../../services/transaction.ts';
import { KNOWN_NUMBER, LANDLINE, REGION_ID, STORE_ID, STRANGER, smallWorld } from '../../ivr/small-world.ts';
import { testDatabase } from '../../support/database.ts';

const NOW = new Date('2026-05-01T02:00:00Z');
const links = { secret: 's'.repeat(40), publicUrl: 'https://hotline.example.com' };

describe('opening a ticket', () => {
  let dataSource: DataSource;
  let inTransaction: InTransaction;

  before(async () => {
    ({ dataSource } = await testDatabase());
    await smallWorld(dataSource);
    inTransaction = createTransactor(dataSource);
  });

  const usual: OpenTicket = {
    kind: 'repair',
    source: 'phone',
    language: 'zh',
    contactNumber: STRANGER,
    category: 'television',
    place: { districtCode: '990101', address: '人民路8号', spokenAddress: '人民路八号' },
    links,
  };
  const open = (over: Partial<OpenTicket> = {}) =>
    inTransaction((tx) => openTicket(tx, { ...usual, ...over }, NOW));
  const one = async (sql: string, ...values: unknown[]) => (await dataSource.query(sql, values))[0];
  const ticket = (id: number) => one('SELECT * FROM ticket WHERE id = ?', id);

  it('gives it a number with a check digit, its place’s region and store, and deadlines', async () => {
    const { id, number, state } = await open();
    expect(isTicketNumber(number)).to.equal(true);
    expect(state).to.equal('new');
    const due = deadlinesFor(
      { kind: 'repair', priority: 'normal', tier: 1, from: NOW },
      initialPolicy,
      'Asia/Shanghai',
    );
    expect(await ticket(id)).to.deep.include({
      number,
      version: 1,
      regionId: REGION_ID,
      storeId: STORE_ID,
      priority: 'normal',
      openedAt: NOW,
      nextActionAt: NOW,
      ...due,
      deadlineActionAt: due && minutesAfter(due.firstContactDueAt, -30),
    });
    const site = await one('SELECT * FROM site WHERE id = (SELECT siteId FROM ticket WHERE id = ?)', id);
    expect(site).to.include({
      districtCode: '990101',
      address: '人民路8号',
      spokenAddress: '人民路八号',
      precision: 'county',
      lng: 110,
    });
  });

  it('writes the event and its pointer with it, or nothing at all', async () => {
    const { id } = await open();
    const event = await one('SELECT * FROM event WHERE ticketId = ?', id);
    expect(event).to.include({ type: 'ticket.opened', ticketVersion: 1, rule: 'H3', actorKind: 'caller' });
    expect(event.rooms).to.deep.equal(['province', `region.${REGION_ID}`, `store.${STORE_ID}`]);
    expect(event.data).to.deep.equal({
      kind: 'repair',
      source: 'phone',
      category: 'television',
      districtCode: '990101',
    });
    expect(await one('SELECT 1 AS found FROM outbox WHERE eventId = ?', event.id)).to.deep.equal({
      found: 1,
    });
    const before = await one(
      'SELECT (SELECT COUNT(*) FROM ticket) t, (SELECT COUNT(*) FROM site) s, (SELECT COUNT(*) FROM event) e',
    );
    const undone = inTransaction(async (tx) => {
      await openTicket(tx, usual, NOW);
      throw new Error('undone');
    });
    await undone.catch(() => {});
    expect(
      await one(
        'SELECT (SELECT COUNT(*) FROM ticket) t, (SELECT COUNT(*) FROM site) s, (SELECT COUNT(*) FROM event) e',
      ),
    ).to.deep.equal(before);
  });

  it('waits for an address that was not understood, and sends a link for it', async () => {
    const { id, state, linkSent, texted } = await open({
      place: { districtCode: '990101', address: null, spokenAddress: '人民路那边' },
    });
    expect({ state, linkSent, texted }).to.deep.equal({
      state: 'needs_details',
      linkSent: true,
      texted: true,
    });
    expect(await ticket(id)).to.deep.include({ nextActionAt: null, state: 'needs_details' });
    const { body, toNumber } = await one(
      'SELECT body, toNumber FROM message WHERE dedupKey = ?',
      `details-${id}`,
    );
    expect(toNumber).to.equal(STRANGER);
    const [, token = ''] = /https:\/\/hotline\.example\.com\/d\/(\S+)/.exec(body) ?? [];
    expect(readDetailsToken(links.secret, token, NOW)).to.equal(id);
    expect(
      (await one('SELECT spokenAddress FROM site WHERE id = (SELECT siteId FROM ticket WHERE id = ?)', id))
        .spokenAddress,
    ).to.equal('人民路那边');
  });

  it('sends a link with a spoken address, none with one on file', async () => {
    expect((await open()).linkSent).to.equal(true);
    const onFile = { siteId: 1, districtCode: '990101', hasAddress: true };
    expect((await open({ place: onFile, customerId: 1 })).linkSent).to.equal(false);
  });

  it('texts nothing to a landline, nor to nobody', async () => {
    for (const contactNumber of [LANDLINE, '', 'anonymous', '12345']) {
      const { id, texted, linkSent } = await open({ contactNumber });
      expect({ texted, linkSent }).to.deep.equal({ texted: false, linkSent: false });
      expect(
        Number((await one('SELECT COUNT(*) AS count FROM message WHERE ticketId = ?', id)).count),
      ).to.equal(0);
    }
  });

  it('gives what no outlet is sent for to staff, with the store of the ticket complained about', async () => {
    const about = await open();
    const { id, state } = await open({
      kind: 'complaint',
      place: null,
      category: null,
      aboutTicketId: about.id,
    });
    expect(state).to.equal('manual');
    expect(await ticket(id)).to.deep.include({
      manualReason: 'staff_kind',
      storeId: STORE_ID,
      firstContactDueAt: null,
    });
    for (const kind of ['inquiry', 'claim'] as const) expect((await open({ kind })).state).to.equal('manual');
  });

  it('sends a rescue out on the district alone, and to a dispatcher without one', async () => {
    const place = { districtCode: '990101', address: null, spokenAddress: null };
    const rescue = await open({ kind: 'rescue', place });
    expect(await ticket(rescue.id)).to.deep.include({ state: 'new', priority: 'rescue', nextActionAt: NOW });
    const lost = await open({ kind: 'rescue', place: null });
    expect(await ticket(lost.id)).to.deep.include({
      state: 'manual',
      manualReason: 'no_outlet',
      priority: 'rescue',
    });
  });

  it('takes requests at a counter too, and knows the customer the next time', async () => {
    const counter = {
      source: 'counter' as const,
      contactNumber: '139 1234 0001',
      customerName: '赵敏',
      actor: { kind: 'person' as const, id: 9 },
    };
    const first = await ticket((await open(counter)).id);
    const second = await ticket((await open(counter)).id);
    expect(first.contactNumber).to.equal('+8613912340001');
    expect(first.customerId).to.be.a('number').and.to.equal(second.customerId);
    expect(await one('SELECT actorKind, actorId FROM event WHERE ticketId = ?', first.id)).to.deep.equal({
      actorKind: 'person',
      actorId: 9,
    });
    const another = await ticket((await open({ ...counter, customerName: '赵强' })).id);
    expect(another.customerId).not.to.equal(first.customerId);
  });

  it('refuses a district that is none', async () => {
    const place = { districtCode: '000000', address: 'x', spokenAddress: null };
    const error = await open({ place }).catch((caught) => caught);
    expect(error).to.include({ code: 'invalid' });
  });

  it('draws another number when one is taken, by many at once', async () => {
    const opened = await Promise.all(Array.from({ length: 64 }, () => open({ contactNumber: KNOWN_NUMBER })));
    expect(new Set(opened.map(({ number }) => number)).size).to.equal(64);
  });
});
