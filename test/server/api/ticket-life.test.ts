import { expect } from 'chai';
import type { TicketCard, TicketDetail, Verdict } from '../../../domain/contracts/api.ts';
import { SERVICE_ACTIONS } from '../../../domain/vocabulary.ts';
import { Contact, Recording } from '../../../entities/call.ts';
import { Appliance, Site } from '../../../entities/customer.ts';
import { Obligation } from '../../../entities/followup.ts';
import { Brand } from '../../../entities/network.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import { recordAttemptStatus } from '../../../services/followup/attempt-status.ts';
import { grantAttempt } from '../../../services/followup/grant-attempt.ts';
import { answerSurvey, beginFollowUp, settleFollowUp } from '../../../services/followup/survey.ts';
import { minutesIn } from '../../support/province.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

interface Changed {
  card: TicketCard;
}

describe('a ticket over the API, from being taken in to being closed', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let agent: string;
  let dispatcher: string;
  let manager: string;
  let technician: string;

  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
    const hire = async (...who: Parameters<TwoRegions['hire']>) => (await world.hire(...who)).token;
    agent = await hire('agent', 'headquarters');
    dispatcher = await hire('dispatcher', 'headquarters');
    manager = await hire('outlet_manager', 'outlet');
    technician = await hire('technician', 'outlet');
  });
  after(() => api.close());

  const at = (minutes: number) => {
    api.time.now = minutesIn(minutes);
    return api.time.now.toISOString();
  };
  const detail = async (id: number, token: string) =>
    (await api.get<TicketDetail>(`/api/tickets/${id}`, token)).body;
  const move = async (id: number, step: string, body: unknown, token: string) => {
    const answer = await api.post<Changed>(`/api/tickets/${id}/${step}`, body, token);
    expect(answer.status, `${step}: ${answer.text}`).to.equal(200);
    return answer.body.card;
  };
  const tx = <T>(work: Parameters<typeof world.province.inTransaction<T>>[0]) =>
    world.province.inTransaction(work);

  async function followUp(ticketId: number, solved: 0 | 1, score: number): Promise<void> {
    const { now } = api.time;
    const obligation = await api.database.dataSource.manager.findOneByOrFail(Obligation, {
      ticketId,
      state: 'open',
    });
    const grant = await tx((t) => grantAttempt(t, { obligationId: obligation.id, slotAt: null }, now));
    if (!grant) throw new Error('may not be dialled now');
    const { attemptId } = grant;
    const callSid = `CA-${attemptId}`;
    const brief = await tx((t) => beginFollowUp(t, { attemptId, callSid, scriptVersion: 0 }, now));
    const contactId = brief?.contactId ?? 0;
    for (const [question, value] of [
      ['solved', solved],
      ['score', score],
    ] as const) {
      const answer = { question, value, scriptVersion: 0 };
      await tx((t) => answerSurvey(t, { attemptId, contactId, callSid, ...answer }, now));
    }
    await tx((t) => settleFollowUp(t, { attemptId, contactId, callSid }, now));
    await tx((t) => recordAttemptStatus(t, { attemptId, callSid, status: 'completed' }, now));
  }

  it('tells everything that happened, in order', async () => {
    const { a } = world;
    const opened = at(0);
    const { body: ticket } = await api.post<{ id: number; number: string; state: string }>(
      '/api/tickets',
      {
        kind: 'repair',
        category: 'television',
        contactNumber: '138 0013 8000',
        customerName: a.customerName,
        districtCode: a.district,
        address: '人民路1号',
        description: '没有图像',
      },
      agent,
    );
    const { id, number } = ticket;
    expect(ticket.state).to.equal('new');
    const verdict = await api.get<Verdict>(`/api/tickets/${id}/candidates`, dispatcher);
    expect(verdict.body).to.deep.include({ day: '2026-05-01', covering: 1, excluded: [] });
    expect(verdict.body.qualified[0]).to.include({ outletId: a.outletId, name: a.outletName, load: 0 });

    at(1);
    await tx((t) => routeTicket(t, { ticketId: id }, api.time.now));
    const offered = await detail(id, manager);
    expect(offered.card).to.include({ state: 'offered', dueKind: 'accept', outletName: a.outletName });
    expect(offered.card.dueAt).to.equal(minutesIn(31).toISOString());
    expect(offered.moves).to.deep.equal(['accept', 'decline']);
    expect((await detail(id, technician)).moves).to.deep.equal([]);

    at(5);
    const wrong = await api.post(
      `/api/tickets/${id}/accept`,
      { technicianId: world.b.technicianId },
      manager,
    );
    expect(wrong.status, 'a technician of another outlet').to.equal(422);
    await move(id, 'accept', { technicianId: a.technicianId }, manager);
    expect((await detail(id, technician)).nextActions).to.deep.equal(SERVICE_ACTIONS.slice(1));
    expect((await api.post(`/api/tickets/${id}/accept`, {}, manager)).status, 'again').to.equal(409);

    const contacted = at(10);
    await move(id, 'actions', { action: 'contact' }, technician);
    expect(
      (await api.post(`/api/tickets/${id}/actions`, { action: 'appointment' }, technician)).status,
    ).to.equal(422);
    const appointmentAt = '2026-05-01T06:00:00.000Z';
    await move(id, 'actions', { action: 'appointment', appointmentAt }, technician);
    const arrived = at(240);
    await move(id, 'actions', { action: 'arrive' }, technician);
    await move(id, 'actions', { action: 'quote', evidence: '电源板 120 元' }, technician);
    const late = await api.post(`/api/tickets/${id}/actions`, { action: 'depart' }, technician);
    expect(late.status, 'nobody sets out after arriving').to.equal(409);
    await move(id, 'actions', { action: 'signature', evidence: '顾客签字' }, technician);
    const done = at(300);
    const finished = await move(
      id,
      'complete',
      { summary: '换了电源板', chargeFen: 12_000, codeAbsence: 'refused' },
      technician,
    );
    expect(finished).to.include({ state: 'done', resolutionNo: 1, dueAt: null, dueKind: null });

    at(400);
    await followUp(id, 0, 2);
    const reopened = await detail(id, dispatcher);
    expect(reopened.card).to.include({
      state: 'manual',
      manualReason: 'reopened',
      priority: 'urgent',
      reopenCount: 1,
      outletId: null,
    });
    expect(reopened.moves).to.deep.equal(['assign', 'take', 'pause', 'chase', 'cancel']);
    expect((await api.get(`/api/tickets/${id}`, manager)).status, 'no longer theirs').to.equal(404);

    at(410);
    const { version } = reopened.card;
    const assign = { outletId: a.outletId, reason: '原网点返修', version };
    expect(
      (await api.post(`/api/tickets/${id}/assign`, { ...assign, version: 1 }, dispatcher)).body.code,
    ).to.equal('stale');
    await move(id, 'assign', assign, dispatcher);
    at(420);
    await move(id, 'accept', {}, manager);
    at(500);
    await move(id, 'complete', { summary: '重新焊接', chargeFen: 0, codeAbsence: 'refused' }, manager);
    // F1: a home is asked once a day.
    at(24 * 60 + 60);
    await followUp(id, 1, 5);

    const end = await detail(id, agent);
    expect(end.card).to.include({
      number,
      state: 'closed',
      resolutionNo: 2,
      reopenCount: 1,
      openedAt: opened,
    });
    expect(end).to.deep.include({
      customerName: a.customerName,
      contactNumber: '+8613800138000',
      address: '人民路1号',
      spokenAddress: null,
      addressPrecision: 'county',
      description: '没有图像',
      appliance: null,
      plannedDay: '2026-05-02',
      moves: [],
      recordings: [],
    });
    expect(
      end.visits.map(({ number: n, outcome, summary, chargeFen }) => [n, outcome, summary, chargeFen]),
    ).to.deep.equal([
      [1, 'finished', '换了电源板', 12_000],
      [2, 'finished', '重新焊接', 0],
    ]);
    expect(end.visits[0]).to.include({ outletName: a.outletName, technicianName: '本区技师', appointmentAt });
    expect(
      end.visits[0]?.actions.map(({ action, at: when, evidence }) => [action, when, evidence]),
    ).to.deep.equal([
      ['accept', minutesIn(5).toISOString(), null],
      ['contact', contacted, null],
      ['appointment', contacted, null],
      ['arrive', arrived, null],
      ['quote', arrived, '电源板 120 元'],
      ['signature', arrived, '顾客签字'],
    ]);
    expect(end.visits[0]?.actions[0]?.by).to.match(/^职员/);
    expect(end.decisions.map(({ overruled }) => overruled)).to.deep.equal([false, true]);
    expect(end.decisions[0]).to.include({ outletId: a.outletId });
    expect(end.decisions[0]?.verdict.qualified[0]?.outletId).to.equal(a.outletId);
    expect(end.messages.map(({ template, state }) => [template, state])).to.deep.equal([
      ['ticket_opened', 'queued'],
      ['outlet_accepted', 'queued'],
      // Nobody sent them, and the visit is over.
      ['appointment_booked', 'withdrawn'],
      ['technician_arrived', 'withdrawn'],
      ['completion_code', 'withdrawn'],
      ['outlet_accepted', 'queued'],
    ]);
    expect(
      end.obligations.map((each) => [
        each.kind,
        each.state,
        each.resolutionNo,
        each.settlement,
        each.attempts,
      ]),
    ).to.deep.equal([
      ['survey', 'settled', 1, 'call_answered', 1],
      ['survey', 'settled', 2, 'call_answered', 1],
    ]);
    expect(
      end.survey.map(({ question, value, resolutionNo, poor }) => [question, value, resolutionNo, poor]),
    ).to.deep.equal([
      ['solved', 0, 1, true],
      ['score', 2, 1, true],
      ['solved', 1, 2, false],
      ['score', 5, 2, false],
    ]);
    const story = end.timeline.filter(({ type }) => type.startsWith('ticket.'));
    expect(story.map(({ type, rule, actor }) => `${type} ${rule} ${actor.kind}`)).to.deep.equal([
      'ticket.opened H3 person',
      'ticket.offered D3 system',
      'ticket.accepted D4 person',
      'ticket.action H5 person',
      'ticket.action H5 person',
      'ticket.action H5 person',
      'ticket.action H5 person',
      'ticket.action H5 person',
      'ticket.action H5 person',
      'ticket.done F1 person',
      'ticket.reopened F3 system',
      'ticket.offered D5 person',
      'ticket.accepted D4 person',
      'ticket.action H5 person',
      'ticket.done F1 person',
      'ticket.closed F1 system',
    ]);
    expect(
      story.filter(({ type }) => type === 'ticket.offered').map(({ outletName }) => outletName),
    ).to.deep.equal([a.outletName, a.outletName]);
    expect(story.find(({ type }) => type === 'ticket.done')).to.deep.include({
      at: done,
      data: { resolutionNo: 1, chargeFen: 12_000, missing: ['depart', 'work', 'test', 'clean_up'] },
    });
    expect(story.at(-5)).to.deep.nested.include({ 'data.overruled': true, 'data.reason': '原网点返修' });
    const other = end.timeline.filter(({ type }) => !type.startsWith('ticket.')).map(({ type }) => type);
    expect(other).to.include.members(['obligation.opened', 'survey.answered', 'obligation.settled']);
    expect(end.timeline.map((item) => item.id)).to.deep.equal(
      end.timeline.map((item) => item.id).sort((x, y) => x - y),
    );
    const personal = JSON.stringify(end.timeline);
    for (const word of ['13800138000', '人民路', a.customerName]) expect(personal).to.not.include(word);
  });

  it('shows the appliance with its warranty as of today, what was spoken, and what was recorded', async () => {
    at(0);
    const { manager: db } = api.database.dataSource;
    const brand = await db.insert(Brand, {
      code: 'B1',
      name: '海风',
      nameEn: 'Haifeng',
      manufacturer: '海风',
    });
    const brandId = Number(brand.identifiers[0]?.id);
    const site = await db.insert(Site, {
      customerId: world.a.customerId,
      districtCode: world.a.district,
      spokenAddress: '人民路那个小区',
      precision: 'township',
    });
    const appliance = {
      customerId: world.a.customerId,
      category: 'television',
      brandId,
      purchasedOn: '2025-01-01',
    };
    const under = await db.insert(Appliance, { ...appliance, model: 'X1', warrantyUntil: '2026-05-01' });
    const id = await world.province.open({
      place: { siteId: Number(site.identifiers[0]?.id), districtCode: world.a.district, hasAddress: false },
      applianceId: Number(under.identifiers[0]?.id),
      brandId,
    });
    const contact = await db.insert(Contact, { direction: 'inbound', number: '', startedAt: api.time.now });
    const recording = await db.insert(Recording, {
      sid: 'RE1',
      contactId: Number(contact.identifiers[0]?.id),
      ticketId: id,
      url: 'http://carrier.example/RE1',
      durationSeconds: 17,
      at: api.time.now,
    });
    const shown = await detail(id, agent);
    expect(shown.appliance).to.deep.equal({
      category: 'television',
      brand: '海风',
      model: 'X1',
      underWarranty: true,
      purchasedOn: '2025-01-01',
    });
    expect(shown).to.include({
      spokenAddress: '人民路那个小区',
      address: null,
      addressPrecision: 'township',
    });
    expect(shown.recordings).to.deep.equal([
      {
        id: Number(recording.identifiers[0]?.id),
        kind: 'message',
        at: api.time.now.toISOString(),
        seconds: 17,
      },
    ]);
    // The last day of the warranty is over when it is over here, not in Greenwich.
    api.time.now = new Date('2026-05-01T15:59:59Z');
    expect((await detail(id, agent)).appliance?.underWarranty).to.equal(true);
    api.time.now = new Date('2026-05-01T16:00:00Z');
    expect((await detail(id, agent)).appliance?.underWarranty).to.equal(false);
  });

  it('lets staff finish what no outlet is sent for, and an agent complete an address', async () => {
    at(0);
    const inquiry = await world.open(world.a, { kind: 'inquiry', routed: false });
    const { card, moves } = await detail(inquiry, agent);
    expect(moves).to.deep.equal(['resolve', 'chase']);
    expect(
      await move(inquiry, 'resolve', { summary: '已说明保修政策', version: card.version }, agent),
    ).to.include({
      state: 'done',
    });
    expect((await detail(inquiry, agent)).description).to.include('已说明保修政策');

    const lacking = await world.province.open({
      place: { districtCode: world.a.district, address: null, spokenAddress: null },
    });
    expect((await detail(lacking, agent)).moves).to.deep.equal(['details', 'pause', 'chase']);
    const given = await move(
      lacking,
      'details',
      { districtCode: world.b.district, address: '外区路9号' },
      agent,
    );
    expect(given).to.include({ state: 'new', regionId: world.b.regionId, districtCode: world.b.district });
    expect((await detail(lacking, agent)).address).to.equal('外区路9号');
    const nowhere = await world.province.open({ place: null });
    const preview = await api.get(`/api/tickets/${nowhere}/candidates`, dispatcher);
    expect(preview.status).to.equal(409);
    expect(preview.body.detail).to.match(/address/);
  });
});
