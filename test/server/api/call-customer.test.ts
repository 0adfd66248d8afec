import { expect } from 'chai';
import type { Ringing, TicketDetail } from '../../../domain/contracts/api.ts';
import type { Role } from '../../../domain/vocabulary.ts';
import { Technician } from '../../../entities/network.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type Belongings, furnish } from './belongings.ts';
import { type PlaceName, type TwoRegions, twoRegions } from './two-regions.ts';

describe('calling the customer from the ticket', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let own: Belongings;
  const rung: string[] = [];

  before(async () => {
    api = await startApi({
      change: ({ carrier }) => ({
        carrier: {
          ...carrier,
          placeCall: async ({ to }) => {
            rung.push(to);
            return `CA-${rung.length}`;
          },
        },
      }),
    });
    world = await twoRegions(api);
    own = await furnish(world, world.a);
  });
  after(() => api.close());
  beforeEach(() => {
    rung.length = 0;
  });

  const call = (ticketId: number, token: string, key?: string) =>
    api.post<Ringing>(`/api/tickets/${ticketId}/call-customer`, {}, token, key);

  it('rings the telephone of whoever asks, once however often the request comes', async () => {
    const { personId, token } = await world.hire('technician', 'outlet');
    await api.database.dataSource.manager.update(
      Technician,
      { id: world.a.technicianId },
      { personId, phone: '+8613600136777' },
    );
    const answers = [
      await call(own.tickets.at_work, token, 'one-press-1'),
      await call(own.tickets.at_work, token, 'one-press-1'),
    ];
    for (const { status, body } of answers) {
      expect(status).to.equal(200);
      expect(body).to.deep.equal({ telephone: '+8613600136777' });
    }
    expect(rung).to.deep.equal(['+8613600136777']);
    const seen = await api.get<TicketDetail>(`/api/tickets/${own.tickets.at_work}`, token);
    expect(seen.text).to.not.include(world.a.number.slice(3));
  });

  it('is for the outlet that has the ticket, while it is at work on it', async () => {
    const { token } = await world.hire('outlet_manager', 'outlet');
    expect((await call(own.tickets.offered, token)).status, 'asked only').to.equal(409);
    expect((await call(own.tickets.done, token)).status, 'done').to.equal(409);
    const other = await world.hire('outlet_manager', 'outlet', world.b);
    expect((await call(own.tickets.at_work, other.token)).status, 'another outlet').to.equal(404);
    const others: [Role, PlaceName][] = [
      ['agent', 'headquarters'],
      ['dispatcher', 'headquarters'],
      ['headquarters_manager', 'headquarters'],
      ['region_manager', 'region'],
      ['store_supervisor', 'store'],
    ];
    for (const [role, place] of others) {
      const { token: theirs } = await world.hire(role, place);
      expect((await call(own.tickets.at_work, theirs)).status, role).to.equal(403);
    }
    expect(rung).to.deep.equal([]);
  });
});
