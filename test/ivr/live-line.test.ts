import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { testDatabase } from '../support/database.ts';
import { waitFor } from '../support/wait-for.ts';
import { type LiveLine, liveLine } from './live-line.ts';
import { smallWorld } from './small-world.ts';

let callers = 0;
const caller = () => `+86139${String(10_000_000 + ++callers)}`;

describe('the line and the desks through the carrier', () => {
  let line: LiveLine;
  let dataSource: DataSource;
  beforeEach(async () => {
    ({ dataSource } = await testDatabase());
    await smallWorld(dataSource);
    line = await liveLine(dataSource);
  });
  afterEach(async function () {
    const errors = this.currentTest?.state === 'passed' ? await line.errors() : [];
    await line.close();
    expect(errors, 'the carrier found nothing wrong').to.deep.equal([]);
  });

  const contactOf = async (sid: string): Promise<number> =>
    (await line.row<{ contactId: number }>('SELECT contactId FROM phone_call WHERE sid = ?', sid)).contactId;
  const entry = (contactId: number) =>
    line.row<{ state: string; ending: string | null; arrivedAt: Date; personId: number | null }>(
      'SELECT * FROM line_entry WHERE contactId = ?',
      contactId,
    );
  const desk = async (personId: number) =>
    (await line.row<{ state: string }>('SELECT state FROM agent_desk WHERE personId = ?', personId)).state;
  const inConference = (sid: string) =>
    waitFor(async () => (await line.see(sid)).timeline.some(({ type }) => type === 'connected'), {
      timeout: 5_000,
      what: 'the call to be connected',
    });
  const inLine = (sid: string) =>
    waitFor(async () => (await line.see(sid)).room?.kind === 'queue', {
      timeout: 5_000,
      what: 'the call to be in line',
    });

  /** A caller who speaks with an agent. */
  async function talking(personId: number): Promise<{ customer: string; agent: string; contactId: number }> {
    const customer = await line.dial(caller());
    await line.press(customer, '0');
    await inLine(customer);
    const [offer] = await line.pair();
    if (!offer) throw new Error('nobody was offered the call');
    const agent = await line.take(personId, offer.offerId);
    await inConference(customer);
    await inConference(agent);
    return { customer, agent, contactId: await contactOf(customer) };
  }
  const ended = (contactId: number) =>
    waitFor(
      async () => {
        const contact = await line.row<{ endedAt: Date | null; disposition: string }>(
          'SELECT endedAt, disposition FROM contact WHERE id = ?',
          contactId,
        );
        return contact.endedAt && contact;
      },
      { timeout: 5_000, what: 'the contact to end' },
    );

  it('lead a caller from key 0 to an agent, and to an end that is on record', async () => {
    const zhou = await line.agent('周敏');
    const customer = await line.dial(caller());
    await line.press(customer, '0');
    await inLine(customer);
    await waitFor(async () => line.said(await line.see(customer)).includes('您是下一位'));
    const [offer] = await line.pair();
    const agent = await line.take(zhou, offer?.offerId ?? 0);
    await inConference(customer);
    await inConference(agent);
    expect(line.said(await line.see(customer))).to.contain('将被录音');
    await line.speak(agent, '您好，请讲');
    await line.speak(customer, '空调不制冷');
    await waitFor(async () => line.heard(await line.see(customer)).includes('您好，请讲'));
    await waitFor(async () => line.heard(await line.see(agent)).includes('空调不制冷'));
    const contactId = await contactOf(customer);
    expect(await entry(contactId)).to.include({ state: 'connected', personId: zhou });
    await line.hangUp(customer);
    expect((await ended(contactId)).disposition).to.equal('answered');
    await waitFor(async () => (await desk(zhou)) === 'wrap_up');
    expect(await entry(contactId)).to.include({ state: 'ended', ending: 'answered' });
    await waitFor(async () => (await line.see(agent)).status === 'completed');
    expect(await dataSource.query('SELECT id FROM obligation')).to.deep.equal([]);
    await waitFor(
      async () =>
        (await line.row('SELECT state FROM recording WHERE contactId = ?', contactId))?.state === 'kept',
    );
  });

  it('bring a caller whose agent is gone back to the place they had', async () => {
    const zhou = await line.agent('周敏');
    const { customer, agent, contactId } = await talking(zhou);
    const before = await entry(contactId);
    await line.hangUp(agent);
    await inLine(customer);
    expect(line.said(await line.see(customer))).to.contain('通话中断');
    const after = await entry(contactId);
    expect(after.state).to.equal('waiting');
    expect(after.arrivedAt).to.deep.equal(before.arrivedAt);
    expect(await desk(zhou)).to.equal('away');
    const wu = await line.agent('吴静');
    const [offer] = await line.pair();
    const second = await line.take(wu, offer?.offerId ?? 0);
    await waitFor(async () => (await line.see(customer)).room?.kind === 'conference');
    await line.speak(second, '我来接着办');
    await waitFor(async () => line.heard(await line.see(customer)).includes('我来接着办'));
    await line.hangUp(customer);
    expect((await ended(contactId)).disposition).to.equal('answered');
  });
});
