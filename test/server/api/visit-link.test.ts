import { expect } from 'chai';
import type { VisitLinkView } from '../../../domain/contracts/visits.ts';
import { hoursAfter } from '../../../domain/time.ts';
import { Visit } from '../../../entities/ticket.ts';
import { acceptOffer } from '../../../services/dispatch/accept-offer.ts';
import { recordAction } from '../../../services/dispatch/record-action.ts';
import { detailsToken } from '../../../services/intake/details-link.ts';
import { VISIT_LINK_HOURS, visitUrl } from '../../../services/messages/visit-link.ts';
import { MORNING } from '../../support/province.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

describe('the link to a visit (H6)', () => {
  let api: ApiServer;
  let world: TwoRegions;
  const actor = { kind: 'person' as const, id: 1 };

  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
  });
  after(() => api.close());
  afterEach(() => {
    api.time.now = MORNING;
  });

  const tx: TwoRegions['province']['inTransaction'] = (work) => world.province.inTransaction(work);
  const secret = () => api.wiring.config.sessionSecret;
  async function agreed(appointmentAt = '2026-05-03T01:00:00Z'): Promise<{ id: number; token: string }> {
    const id = await world.open(world.a);
    const { outletId, technicianId } = world.a;
    const of = { ticketId: id, outletId, actor };
    await tx((t) => acceptOffer(t, { ...of, technicianId }, MORNING));
    await tx((t) =>
      recordAction(t, { ...of, action: 'appointment', appointmentAt: new Date(appointmentAt) }, MORNING),
    );
    const url = visitUrl({ secret: secret(), publicUrl: 'https://x.example' }, id, MORNING);
    return { id, token: url.split('/v/')[1] ?? '' };
  }
  const look = (token: string) => api.get<VisitLinkView>(`/api/visit-link/${token}`);

  it('shows when somebody comes and who, and nothing of whom they come to', async () => {
    const { id, token } = await agreed();
    const { body, text } = await look(token);
    const { number } = await world.province.ticket(id);
    expect(body).to.deep.include({ ticketNumber: number, standing: 'self', outletName: world.a.outletName });
    expect(body.current).to.deep.equal({ from: '2026-05-03T01:00:00.000Z', until: null });
    expect(body.technicianName).to.be.a('string');
    expect(body.windows.length).to.be.above(3);
    for (const secretOf of [world.a.customerName, world.a.address, world.a.number.slice(3)])
      expect(text).not.to.contain(secretOf);
  });

  it('moves the visit and calls it off, as the customer’s own act', async () => {
    const { id, token } = await agreed();
    const [window] = (await look(token)).body.windows.slice(-1);
    const body = { day: window?.day, half: window?.half };
    expect((await api.post(`/api/visit-link/${token}/appointment`, body)).status).to.equal(200);
    expect((await look(token)).body.current?.from).to.equal(window?.from);
    expect((await api.post(`/api/visit-link/${token}/appointment`, body)).status, 'again').to.equal(409);
    const events = await world.province.dataSource.query(
      "SELECT actorKind, cause FROM event WHERE ticketId = ? AND type = 'ticket.rescheduled'",
      [id],
    );
    expect(events).to.deep.equal([{ actorKind: 'caller', cause: 'visit-link' }]);
    expect((await api.post(`/api/visit-link/${token}/cancel`, {})).status).to.equal(200);
    const after = (await look(token)).body;
    expect(after).to.deep.include({ current: null, standing: 'self' });
    expect(await world.province.ticket(id)).to.include({ state: 'in_progress', plannedDay: null });
    const visits = await world.province.dataSource.manager.findBy(Visit, { ticketId: id });
    expect(visits.map(({ outcome }) => outcome).sort()).to.deep.equal(['open', 'withdrawn']);
  });

  it('changes nothing any more shortly before, or once somebody has set out', async () => {
    const { token } = await agreed('2026-05-01T08:00:00Z');
    const window = (await look(token)).body.windows[0];
    api.time.now = new Date('2026-05-01T06:30:00Z');
    expect((await look(token)).body).to.deep.include({ standing: 'person', windows: [] });
    const body = { day: window?.day, half: window?.half };
    expect((await api.post(`/api/visit-link/${token}/appointment`, body)).status).to.equal(409);
    expect((await api.post(`/api/visit-link/${token}/cancel`, {})).status).to.equal(409);
  });

  it('is refused when forged, meant for something else, or too old', async () => {
    const { id, token } = await agreed();
    const [mine = '', expiry = '', signature = ''] = token.split('.');
    const flipped = signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
    for (const wrong of [
      `${mine}.${expiry}.${flipped}`,
      `${(id + 1).toString(36)}.${expiry}.${signature}`,
      detailsToken(secret(), id, new Date('2030-01-01')),
      'x'.repeat(40),
    ]) {
      expect((await look(wrong)).status, wrong).to.equal(410);
      expect((await api.post(`/api/visit-link/${wrong}/cancel`, {})).status, wrong).to.equal(410);
    }
    api.time.now = hoursAfter(MORNING, VISIT_LINK_HOURS);
    expect((await look(token)).status).to.equal(410);
  });
});
