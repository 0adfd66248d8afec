import { expect } from 'chai';
import type { DetailsLink, TicketDetail } from '../../../domain/contracts/api.ts';
import { Message } from '../../../entities/call.ts';
import { Event } from '../../../entities/journal.ts';
import { acceptOffer } from '../../../services/dispatch/accept-offer.ts';
import { cancelTicket } from '../../../services/dispatch/finish-ticket.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import { detailsToken } from '../../../services/intake/details-link.ts';
import { MORNING } from '../../support/province.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

describe('the signed link in a text message', () => {
  let api: ApiServer;
  let world: TwoRegions;
  const actor = { kind: 'person' as const, id: 1 };

  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
  });
  after(() => api.close());

  const secret = () => api.wiring.config.sessionSecret;
  /** A ticket whose address was only spoken, and the token that was sent to its caller. */
  async function asked(): Promise<{ id: number; token: string }> {
    const id = await world.province.open({
      place: { districtCode: world.a.district, address: null, spokenAddress: '人民路那个小区' },
      links: { secret: secret(), publicUrl: api.wiring.config.publicUrl },
    });
    const { body } = await world.province.dataSource.manager.findOneByOrFail(Message, {
      ticketId: id,
      template: 'details_link',
    });
    const [, token = ''] = /https:\/\/hotline\.example\.com\/d\/(\S+)/.exec(body) ?? [];
    return { id, token };
  }
  const look = (token: string) => api.get<DetailsLink>(`/api/details/${token}`);
  const give = (token: string, over: object = {}) =>
    api.post<{ ok: boolean }>(`/api/details/${token}`, {
      districtCode: world.a.district,
      address: '人民路1号3栋502',
      ...over,
    });

  it('shows what it is about, takes the address, and sends the ticket on its way', async () => {
    const { id, token } = await asked();
    const { number, state } = await world.province.ticket(id);
    expect(state).to.equal('needs_details');
    const before = await look(token);
    expect(before.status).to.equal(200);
    expect(before.body).to.deep.include({
      ticketNumber: number,
      kind: 'repair',
      districtCode: world.a.district,
      spokenAddress: '人民路那个小区',
      address: null,
      open: true,
    });
    expect(before.body.districts.map(({ code }) => code)).to.include(world.a.district);
    expect(before.text, 'whose it is stays out').to.not.include('13800138000');
    expect((await give(token)).body).to.deep.equal({ ok: true });
    expect(await world.province.ticket(id)).to.include({ state: 'new' });
    expect((await look(token)).body).to.include({ address: '人民路1号3栋502', open: true });
    const event = await world.province.dataSource.manager.findOneByOrFail(Event, {
      ticketId: id,
      type: 'ticket.details_given',
    });
    expect(event.actorKind).to.equal('caller');
    expect(JSON.stringify(event), 'events hold no personal data').to.not.include('人民路');
  });

  it('needs neither session nor role, and gives none', async () => {
    const { id, token } = await asked();
    await give(token);
    expect((await api.get(`/api/tickets/${id}`, token)).status).to.equal(401);
  });

  it('refuses what was forged, garbled or has expired, in the same words', async () => {
    const { id, token } = await asked();
    const other = await asked();
    const [mine = '', expiry = '', signature = ''] = token.split('.');
    const [theirs = ''] = other.token.split('.');
    const later = (Number.parseInt(expiry, 36) + 1_000_000).toString(36);
    const flipped = signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
    const forged = [
      `${theirs}.${expiry}.${signature}`,
      `${mine}.${later}.${signature}`,
      `${mine}.${expiry}.${flipped}`,
      `${mine}.${expiry}.${signature}x`,
      `${mine}.${expiry}.`,
      `${mine}.${expiry}`,
      'x'.repeat(30),
      detailsToken('another-secret-that-is-long-enough!', id, new Date('2030-01-01')),
      detailsToken(secret(), id, MORNING),
      detailsToken(secret(), 999_999, new Date('2030-01-01')),
    ];
    const words = new Set<string>();
    for (const wrong of forged) {
      const [get, post] = [await look(wrong), await give(wrong)];
      expect([get.status, post.status], wrong).to.deep.equal([410, 410]);
      words.add(get.text).add(post.text);
    }
    expect(words.size).to.equal(1);
    expect(await world.province.ticket(id)).to.include({ state: 'needs_details' });

    api.time.now = new Date(MORNING.getTime() + 72 * 3_600_000 - 1_000);
    expect((await look(token)).status, 'within three days').to.equal(200);
    api.time.now = new Date(MORNING.getTime() + 72 * 3_600_000);
    expect((await look(token)).status).to.equal(410);
    expect((await give(token)).status).to.equal(410);
    api.time.now = MORNING;
  });

  it('refuses an address that is none', async () => {
    const { token } = await asked();
    for (const over of [
      { address: '短' },
      { address: ' '.repeat(20) },
      { address: 'x'.repeat(201) },
      { districtCode: '99' },
      { districtCode: '000000' },
      { address: '人民路\u00001号' },
    ]) {
      expect((await give(token, over)).status, JSON.stringify(over)).to.equal(422);
    }
  });

  it('corrects the address while the work goes on, but sends nobody elsewhere', async () => {
    const { id, token } = await asked();
    await give(token);
    await world.province.inTransaction((tx) => routeTicket(tx, { ticketId: id }, MORNING));
    const { outletId } = world.a;
    await world.province.inTransaction((tx) => acceptOffer(tx, { ticketId: id, outletId, actor }, MORNING));
    const elsewhere = await give(token, { districtCode: world.b.district });
    expect(elsewhere.status).to.equal(409);
    expect((await look(token)).body.open).to.equal(true);
    expect((await give(token, { address: '人民路1号4栋101' })).status).to.equal(200);
    const { token: manager } = await world.hire('outlet_manager', 'outlet');
    const { body } = await api.get<TicketDetail>(`/api/tickets/${id}`, manager);
    expect(body.address).to.equal('人民路1号4栋101');
    expect(
      body.messages.map((message) => message.body).join(),
      'the link is not for colleagues',
    ).to.not.include(token);
  });

  it('is over once the ticket is finished, and then tells no address', async () => {
    const { id, token } = await asked();
    await give(token);
    const { version } = await world.province.ticket(id);
    await world.province.inTransaction((tx) =>
      cancelTicket(tx, { ticketId: id, reason: '不要了', version, actor }, MORNING),
    );
    const after = await look(token);
    expect(after.body).to.include({ open: false, address: null, spokenAddress: null });
    expect(after.text).to.not.include('人民路');
    expect((await give(token)).status).to.equal(409);
  });
});
