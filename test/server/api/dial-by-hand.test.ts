import { expect } from 'chai';
import { AgentDesk, DeskOffer } from '../../../entities/desk.ts';
import { Obligation } from '../../../entities/followup.ts';
import { ensureDialSlot, holdDialling } from '../../../services/followup/dial-slot.ts';
import { CarrierError } from '../../../services/ports.ts';
import { MORNING, minutesIn } from '../../support/province.ts';
import { waitFor } from '../../support/wait-for.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

describe('dialling from the worklist with a telephone (F4)', () => {
  let api: ApiServer;
  let world: TwoRegions;
  let token: string;
  let personId: number;
  let obligationId: number;
  let rung: string[];
  let fail: CarrierError | null;
  beforeEach(async () => {
    rung = [];
    fail = null;
    api = await startApi({
      env: { CALLS_PER_SECOND: '1000' },
      change: ({ carrier }) => ({
        carrier: {
          ...carrier,
          async placeCall({ to }) {
            if (fail) throw fail;
            rung.push(to);
            return `CA-${rung.length}`;
          },
        },
      }),
    });
    world = await twoRegions(api);
    ({ token, personId } = await world.hire('agent', 'headquarters'));
    const { manager } = api.database.dataSource;
    await manager.insert(AgentDesk, {
      personId,
      state: 'available',
      since: MORNING,
      idleSince: MORNING,
      skills: [],
      seenAt: MORNING,
      reach: 'number',
      reachNumber: '+8673188880001',
    });
    const owed = await manager.insert(Obligation, {
      dedupKey: 'test-1',
      kind: 'voicemail',
      number: '+8613911112222',
      language: 'zh',
      state: 'open',
      openedAt: MORNING,
      dueAt: minutesIn(60),
      claimedBy: personId,
      claimedAt: MORNING,
    });
    obligationId = Number(owed.identifiers[0]?.id);
  });
  afterEach(() => api.close());

  const dial = (key?: string) => api.post(`/api/followups/${obligationId}/dial`, {}, token, key);

  it('rings the telephone once, however often the same request comes', async () => {
    const first = await dial('the-same-key');
    expect(first.status, first.text).to.equal(200);
    const again = await dial('the-same-key');
    expect(again.text).to.equal(first.text);
    expect(rung).to.deep.equal(['+8673188880001']);
  });

  it('rings it not at all when the offer is over before the carrier takes calls again', async () => {
    const { manager } = api.database.dataSource;
    await ensureDialSlot(manager);
    for (let refusals = 0; refusals < 8; refusals++) await holdDialling(manager);
    const asked = dial();
    await waitFor(async () => (await manager.countBy(DeskOffer, { state: 'open' })) === 1);
    await manager.update(DeskOffer, { state: 'open' }, { state: 'withdrawn', openMark: null });
    expect((await asked).status).to.equal(200);
    expect(rung).to.deep.equal([]);
  });

  it('says so when the carrier does not ring it', async () => {
    fail = new CarrierError('429', { again: true, untouched: true });
    const { status, body } = await dial();
    expect({ status, code: body.code }).to.deep.equal({ status: 503, code: 'unavailable' });
  });
});
