import { expect } from 'chai';
import type { DeskView } from '../../../domain/contracts/desk.ts';
import { AgentDesk, Conference } from '../../../entities/desk.ts';
import { setDeskState } from '../../../services/desk/state.ts';
import { beginContact } from '../../../services/intake/begin-contact.ts';
import { acceptOffer } from '../../../services/line/accept-offer.ts';
import { pairUp } from '../../../services/line/distribute.ts';
import { enterLine } from '../../../services/line/enter-line.ts';
import { seatMember } from '../../../services/talk/members.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type TwoRegions, twoRegions } from './two-regions.ts';

let calls = 0;

describe('the call in hand, over the API', () => {
  let api: ApiServer;
  let world: TwoRegions;
  before(async () => {
    api = await startApi();
    world = await twoRegions(api);
  });
  after(() => api.close());

  /** An agent who speaks with a caller; the carrier knows nothing of either. */
  async function talking() {
    const { inTransaction: run } = world.province;
    const agent = await world.hire('agent', 'headquarters');
    const { personId } = agent;
    const { now } = api.time;
    const callSid = `CA-api-${++calls}`;
    const begun = { callSid, from: '+8613900001111', to: '+864008009527', status: 'in-progress' } as const;
    const { contactId } = await run((tx) => beginContact(tx, begun, now));
    await run((tx) => setDeskState(tx, { personId, state: 'available' }, now));
    await api.database.dataSource.query('UPDATE agent_desk SET seenAt = NOW(3) WHERE personId = ?', [
      personId,
    ]);
    await run((tx) =>
      enterLine(tx, { contactId, callSid, priority: 'normal', skills: ['lang:zh'], open: true }, now),
    );
    const [offer] = await run((tx) => pairUp(tx, now));
    const agentSid = `${callSid}-agent`;
    await run((tx) => acceptOffer(tx, { offerId: offer?.offerId ?? 0, personId, callSid: agentSid }, now));
    await run((tx) =>
      seatMember(tx, { contactId, callSid: agentSid, party: 'agent', personId, label: '座席' }, now),
    );
    await run((tx) => seatMember(tx, { contactId, callSid, party: 'customer' }, now));
    return { ...agent, contactId };
  }

  it('is nobody’s who has none, and says so', async () => {
    const { token } = await world.hire('agent', 'headquarters');
    for (const [path, body] of [
      ['hold', { held: true }],
      ['hangup', {}],
      ['transfer', { how: 'cold', to: { skills: ['cat:television'] } }],
      ['consult-end', { next: 'back' }],
      ['recording', { state: 'paused' }],
      ['text', { body: '您好' }],
      ['dispose', { subject: 'advice' }],
    ] as const) {
      const answer = await api.post(`/api/desk/${path}`, body, token);
      expect(answer.status, path).to.equal(409);
      expect(answer.body.detail, path).to.match(/no call in hand/);
    }
    const technician = await world.hire('technician', 'outlet');
    expect((await api.post('/api/desk/hold', { held: true }, technician.token)).status).to.equal(403);
  });

  it('stays as it is when the carrier does not follow', async () => {
    const { token, contactId, personId } = await talking();
    const held = await api.post('/api/desk/hold', { held: true }, token);
    expect(held.status).to.equal(503);
    expect(held.body.detail).to.match(/once more/);
    const { manager } = api.database.dataSource;
    expect(await manager.findOneByOrFail(Conference, { contactId })).to.include({ held: false });
    expect(await manager.findOneByOrFail(AgentDesk, { personId })).to.include({ state: 'on_call' });
  });

  it('takes words that are wrong for what they are', async () => {
    const { token, personId } = await talking();
    for (const [body, words] of [
      [{ how: 'cold', to: { number: '+8673188886666' } }, /warm/],
      [{ how: 'warm', to: { number: '12' } }, /area code/],
      [{ how: 'cold', to: { personId } }, /colleague/],
      [{ how: 'cold', to: { skills: ['anything'] } }, /list/],
    ] as const) {
      const answer = await api.post('/api/desk/transfer', body, token);
      expect(answer.status).to.equal(422);
      expect(answer.body.detail).to.match(words);
    }
    const nobody = await api.post('/api/desk/transfer', { how: 'warm', to: { skills: ['lang:en'] } }, token);
    expect(nobody.status).to.equal(409);
    expect(nobody.body.detail).to.match(/free now/);
  });

  it('gets a text message in the agent’s words, once for a key, and is noted down', async () => {
    const { token, contactId } = await talking();
    const text = () => api.post<DeskView>('/api/desk/text', { body: '请保持电话畅通' }, token, 'text-key-1');
    expect((await text()).status).to.equal(200);
    expect((await text()).status).to.equal(200);
    const messages = await api.database.dataSource.query(
      "SELECT body FROM message WHERE template = 'agent_text'",
    );
    expect(messages).to.deep.equal([{ body: '【一线】请保持电话畅通' }]);
    const noted = await api.post<DeskView>('/api/desk/dispose', { subject: 'advice', note: '滤网' }, token);
    expect(noted.body.call).to.include({ subject: 'advice', note: '滤网' });
    expect(noted.body.state, 'the call goes on').to.equal('on_call');
    expect(noted.body.call?.caller.contactId).to.equal(contactId);
  });
});
