import { expect } from 'chai';
import type { OutletView, TicketDetail, TicketList } from '../../../domain/contracts/api.ts';
import type { ObligationView } from '../../../domain/contracts/followup.ts';
import { maskNumber } from '../../../domain/phone-number.ts';
import { hoursAfter } from '../../../domain/time.ts';
import type { Role } from '../../../domain/vocabulary.ts';
import { QualityCase } from '../../../entities/case.ts';
import { Obligation } from '../../../entities/followup.ts';
import { climb } from '../../../services/cases/change-case.ts';
import { declineOffer } from '../../../services/dispatch/refuse-offer.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import { settleByAgent } from '../../../services/followup/settle-by-agent.ts';
import { MORNING } from '../../support/province.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type Belongings, furnish } from './belongings.ts';
import { type PlaceName, type TwoRegions, twoRegions } from './two-regions.ts';

describe('numbers, addresses and names', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let own: Belongings;
  /** Headquarters' word on anything: what is there in truth. */
  let all: string;

  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
    own = await furnish(world, world.a);
    all = (await world.hire('dispatcher', 'headquarters')).token;
  });
  after(() => api.close());

  const full = () => world.a.number;
  const masked = () => maskNumber(world.a.number);
  const numberSeen = async (role: Role, place: PlaceName, ticketId: number) => {
    const { token } = await world.hire(role, place);
    const { body } = await api.get<TicketDetail>(`/api/tickets/${ticketId}`, token);
    return body.contactNumber;
  };

  it('are shown in full to the centre, and never to an outlet, which calls through the hotline', async () => {
    for (const role of ['agent', 'dispatcher', 'administrator'] as const) {
      expect(await numberSeen(role, 'headquarters', own.tickets.done), role).to.equal(full());
    }
    for (const role of ['outlet_manager', 'technician'] as const) {
      expect(await numberSeen(role, 'outlet', own.tickets.offered), 'asked only').to.equal(masked());
      expect(await numberSeen(role, 'outlet', own.tickets.at_work), role).to.equal(masked());
      expect(await numberSeen(role, 'outlet', own.tickets.done), 'finished').to.equal(masked());
    }
  });

  it('are masked for everybody else, wherever they look', async () => {
    const others: [Role, PlaceName][] = [
      ['headquarters_manager', 'headquarters'],
      ['fund_approver', 'headquarters'],
      ['business_approver', 'headquarters'],
      ['region_manager', 'region'],
      ['store_supervisor', 'store'],
      ['category_supervisor', 'store'],
    ];
    for (const [role, place] of others) {
      const { token } = await world.hire(role, place);
      const paths = [
        ...Object.values(own.tickets).map((id) => `/api/tickets/${id}`),
        '/api/tickets?limit=200',
        '/api/followups?limit=200',
        '/api/calls',
        `/api/outlets/${world.a.outletId}`,
      ];
      for (const path of paths) {
        const { text } = await api.get(path, token);
        expect(text, `${role} ${path}`).to.not.include(full().slice(3));
      }
    }
    const { token } = await world.hire('region_manager', 'region');
    const { items } = (await api.get<{ items: ObligationView[] }>('/api/followups', token)).body;
    expect(new Set(items.map(({ number }) => number))).to.deep.equal(new Set([masked()]));
    const centre = (await api.get<{ items: ObligationView[] }>('/api/followups?limit=200', all)).body.items;
    expect(centre.map(({ number }) => number)).to.include(full());
  });

  it('cannot be found out by searching, except by those who take requests in (H8)', async () => {
    const search = async (role: Role, place: PlaceName) => {
      const { token } = await world.hire(role, place);
      const path = `/api/tickets?search=${encodeURIComponent(full())}`;
      return (await api.get<TicketList>(path, token)).body.items.length > 0;
    };
    expect(await search('agent', 'headquarters')).to.equal(true);
    expect(await search('store_supervisor', 'store')).to.equal(true);
    const others: [Role, PlaceName][] = [
      ['headquarters_manager', 'headquarters'],
      ['fund_approver', 'headquarters'],
      ['region_manager', 'region'],
      ['outlet_manager', 'outlet'],
      ['technician', 'outlet'],
    ];
    for (const [role, place] of others) expect(await search(role, place), role).to.equal(false);
  });

  it('hide an address from those who neither go there nor answer for it', async () => {
    const addressSeen = async (role: Role, place: PlaceName, ticketId: number) => {
      const { token } = await world.hire(role, place);
      return (await api.get<TicketDetail>(`/api/tickets/${ticketId}`, token)).body.address;
    };
    const { address } = world.a;
    expect(await addressSeen('agent', 'headquarters', own.tickets.done)).to.equal(address);
    expect(await addressSeen('store_supervisor', 'store', own.tickets.done)).to.equal(address);
    expect(await addressSeen('region_manager', 'region', own.tickets.at_work)).to.equal(address);
    expect(await addressSeen('outlet_manager', 'outlet', own.tickets.offered)).to.equal(address);
    expect(await addressSeen('technician', 'outlet', own.tickets.at_work)).to.equal(address);
    for (const role of ['outlet_manager', 'technician'] as const) {
      expect(await addressSeen(role, 'outlet', own.tickets.done), role).to.equal('本区大道***');
    }
    for (const role of ['fund_approver', 'business_approver'] as const) {
      expect(await addressSeen(role, 'headquarters', own.tickets.at_work), role).to.equal('本区大道***');
    }
  });

  it('tells an outlet nothing of the other outlets', async () => {
    const { inTransaction } = world.province;
    const rival = await world.province.addOutlet({ type: 'own', capacity: 1 });
    const ticketId = await world.open(world.a);
    expect((await world.province.ticket(ticketId)).outletId, 'asked first').to.equal(rival);
    const decline = { reason: 'other' as const, actor: { kind: 'person' as const, id: 1 } };
    await inTransaction((tx) => declineOffer(tx, { ticketId, outletId: rival, ...decline }, MORNING));
    await inTransaction((tx) => routeTicket(tx, { ticketId }, MORNING));
    const { token } = await world.hire('outlet_manager', 'outlet');
    const seen = await api.get<TicketDetail>(`/api/tickets/${ticketId}`, token);
    expect(seen.body.card.outletId).to.equal(world.a.outletId);
    const rivalName = (await api.get<OutletView>(`/api/outlets/${rival}`, all)).body.name;
    expect(seen.text).to.not.include(rivalName);
    expect(seen.body.decisions).to.deep.equal([]);
    expect(seen.body.timeline.map(({ type }) => type)).to.deep.equal(['ticket.opened', 'ticket.offered']);
    const whole = (await api.get<TicketDetail>(`/api/tickets/${ticketId}`, all)).body;
    expect(whole.decisions).to.have.length(2);
    expect(whole.timeline.map(({ type }) => type)).to.deep.equal([
      'ticket.opened',
      'ticket.offered',
      'ticket.declined',
      'ticket.offered',
    ]);
  });

  it('tells an outlet of its own cases, and neither of complaints, nor what callers noted, nor of second calls (S9)', async () => {
    const { inTransaction, dataSource } = world.province;
    await world.province.setPolicy((policy) => {
      policy.honesty.checkShare = 1;
    });
    const ticketId = own.tickets.done;
    await dataSource.manager.delete(QualityCase, { id: own.caseId });
    const owed = (kind: 'survey' | 'check') =>
      dataSource.manager.findOneByOrFail(Obligation, { ticketId, kind });
    const said = async (
      kind: 'survey' | 'check',
      personId: number,
      word: Partial<Parameters<typeof settleByAgent>[1]>,
    ) => {
      const { id: obligationId } = await owed(kind);
      const command = { obligationId, personId, note: '已联系', outcome: 'solved' as const, ...word };
      await inTransaction((tx) => settleByAgent(tx, command, MORNING));
    };
    await said('survey', 1, { outcome: 'later', note: '客户说师傅骂人', at: hoursAfter(MORNING, 3) });
    await said('survey', 1, { answers: { courtesy: 1, score: 1 }, words: { remark: '师傅踩脏了地板' } });
    const cases = await dataSource.manager.findBy(QualityCase, { obligationId: (await owed('survey')).id });
    const complaint = cases.find(({ kind }) => kind === 'complaint') as QualityCase;
    await inTransaction((tx) =>
      climb(tx, complaint, { why: 'not_content', reason: '客户要上电视台' }, MORNING),
    );
    const { token } = await world.hire('outlet_manager', 'outlet');
    const { token: store } = await world.hire('store_supervisor', 'store');
    const look = async (who: string) => api.get<TicketDetail>(`/api/tickets/${ticketId}`, who);
    const stories = async () => {
      const [outlet, whole] = [await look(token), await look(store)];
      for (const words of ['客户要上电视台', '客户说师傅骂人', '师傅踩脏了地板', '"check"'])
        expect(whole.text).to.include(words);
      expect(outlet.text).to.not.match(
        /客户要上电视台|客户说师傅骂人|师傅踩脏了地板|"check"|complaint|case\.climbed/,
      );
      return outlet.body;
    };
    const before = await stories();
    expect(before.obligations.map(({ kind }) => kind)).to.deep.equal(['survey']);
    const types = before.timeline.map(({ type }) => type);
    expect(types).to.include.members([
      'case.opened',
      'obligation.tried',
      'obligation.settled',
      'survey.answered',
    ]);
    expect(before.recordings).to.deep.equal([]);
    await said('check', 2, { answers: { score: 5, courtesy: 5 } });
    const after = await stories();
    expect(after.survey, 'what the second call heard').to.deep.equal(before.survey);
    expect(after.timeline.map(({ id }) => id)).to.deep.equal(before.timeline.map(({ id }) => id));
    const { id: checkId } = await owed('check');
    const told: { type: string; rooms: string }[] = await dataSource.query(
      `SELECT type, JSON_COMPACT(rooms) AS rooms FROM event
       WHERE JSON_VALUE(data, '$.obligationId') = ? OR type = 'obligation.tried'`,
      [checkId],
    );
    expect(told.map(({ type }) => type)).to.include.members([
      'obligation.opened',
      'obligation.tried',
      'survey.answered',
    ]);
    for (const { type, rooms } of told) expect(rooms, type).to.not.include('outlet.');
  });
});
