import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import type { SupervisionMode } from '../../domain/vocabulary.ts';
import { Assignment, Unit } from '../../entities/organisation.ts';
import { stopSupervising } from '../../services/supervise/stop.ts';
import { applyMode, superviseCall } from '../../services/supervise/supervise-call.ts';
import { applyTakeOver, takeOver } from '../../services/supervise/take-over.ts';
import { hangUp } from '../../services/talk/hang-up.ts';
import { testDatabase } from '../support/database.ts';
import { waitFor } from '../support/wait-for.ts';
import { type LiveLine, liveLine } from './live-line.ts';
import { smallWorld } from './small-world.ts';

/** Supervision over real HTTP: what is written is what is heard. */
describe('a supervisor on a call, through the carrier', () => {
  let line: LiveLine;
  let dataSource: DataSource;
  let zhou: number;
  let supervisor: number;
  let customer: string;
  let agent: string;
  let contactId: number;

  beforeEach(async () => {
    ({ dataSource } = await testDatabase());
    await smallWorld(dataSource);
    line = await liveLine(dataSource);
    zhou = await line.agent('周敏');
    customer = await line.dial('+8613912345678');
    await line.press(customer, '0');
    await waitFor(async () => (await line.see(customer)).room?.kind === 'queue');
    const [offer] = await line.pair();
    agent = await line.take(zhou, offer?.offerId ?? 0);
    await connected(customer, agent);
    ({ contactId } = await line.row<{ contactId: number }>(
      'SELECT contactId FROM phone_call WHERE sid = ?',
      customer,
    ));
    supervisor = await supervisorNamed('李班长');
  });
  afterEach(async function () {
    const errors = this.currentTest?.state === 'passed' ? await line.errors() : [];
    await line.close();
    expect(errors, 'the carrier found nothing wrong').to.deep.equal([]);
  });

  async function supervisorNamed(name: string): Promise<number> {
    const personId = await line.agent(name);
    await line.inTransaction(async (tx) => {
      await tx.query("UPDATE agent_desk SET state = 'signed_out' WHERE personId = ?", [personId]);
      const { identifiers } = await tx.insert(Unit, {
        kind: 'headquarters',
        code: `HQ${personId}`,
        name: '客服中心',
        nameEn: '',
        parentId: null,
      });
      const unitId = Number(identifiers[0]?.id);
      await tx.insert(Assignment, { personId, role: 'dispatcher', unitId, validFrom: '2026-01-01' });
    });
    return personId;
  }
  const connected = (...sids: string[]) =>
    waitFor(
      async () =>
        (await Promise.all(sids.map((sid) => line.see(sid)))).every(
          ({ room, timeline }) =>
            room?.kind === 'conference' && timeline.some(({ type }) => type === 'connected'),
        ),
      { timeout: 20_000, what: 'all to be in the conference' },
    );
  const join = async (mode: SupervisionMode, personId = supervisor): Promise<string> => {
    const sid = await line.connect(personId, { Supervise: String(contactId), Mode: mode });
    await connected(sid);
    return sid;
  };
  async function change(mode: SupervisionMode): Promise<void> {
    const on = await line.inTransaction((tx) =>
      superviseCall(tx, { contactId, personId: supervisor, mode }, line.clock.now()),
    );
    if (!on) throw new Error('not on it');
    await applyMode(line.deps, { contactId, personId: supervisor, ...on }, line.clock.now());
  }
  const takeItOver = async () =>
    applyTakeOver(
      line.deps,
      await line.inTransaction((tx) => takeOver(tx, { contactId, personId: supervisor }, line.clock.now())),
    );

  let words = 0;
  /** Who hears what a call says. */
  async function hearers(of: string, among: Record<string, string>): Promise<string[]> {
    words += 1;
    const said = `第${words}句`;
    await line.speak(of, said);
    // Whoever speaks last is heard after it: by then all have heard who could.
    const echo = `${said}完`;
    await line.speak(of === customer ? agent : customer, echo);
    await waitFor(async () => {
      const seen = await line.see(of === customer ? customer : agent);
      return line.heard(seen).includes(echo);
    });
    const names: string[] = [];
    for (const [name, sid] of Object.entries(among))
      if (line.heard(await line.see(sid)).includes(said)) names.push(name);
    return names.sort();
  }
  const log = async () =>
    (
      await dataSource.query(
        'SELECT act, supervisorId, agentId FROM supervision WHERE contactId = ? ORDER BY id',
        [contactId],
      )
    ).map((row: { act: string; supervisorId: number; agentId: number }) => [
      row.act,
      row.supervisorId,
      row.agentId,
    ]);

  it('hears both and is heard as the mode says, changed as they speak', async () => {
    const sid = await join('listen');
    const all = { customer, agent, supervisor: sid };
    expect(await hearers(customer, all)).to.deep.equal(['agent', 'supervisor']);
    expect(await hearers(agent, all)).to.deep.equal(['customer', 'supervisor']);
    expect(await hearers(sid, all), 'listening').to.deep.equal([]);
    await change('whisper');
    expect(await hearers(sid, all), 'whispering').to.deep.equal(['agent']);
    await change('barge');
    expect(await hearers(sid, all), 'barging in').to.deep.equal(['agent', 'customer']);
    await change('listen');
    expect(await hearers(sid, all), 'listening again').to.deep.equal([]);
    expect(await log()).to.deep.equal(
      ['listen', 'whisper', 'barge', 'listen'].map((act) => [act, supervisor, zhou]),
    );
  });

  for (const [mode, expected] of [
    ['whisper', ['agent']],
    ['barge', ['agent', 'customer']],
  ] as const) {
    it(`may begin to ${mode} at once`, async () => {
      const sid = await join(mode);
      expect(await hearers(sid, { customer, agent })).to.deep.equal(expected);
    });
  }

  it('leaves, and the two speak on', async () => {
    const sid = await join('barge');
    await line.hangUp(sid);
    await waitFor(async () => (await log()).at(-1)?.[0] === 'left');
    const again = await join('listen');
    await stopSupervising(line.deps, { contactId, personId: supervisor }, line.clock.now());
    await waitFor(async () => (await line.see(again)).status === 'completed');
    expect((await log()).map(([act]: unknown[]) => act)).to.deep.equal(['barge', 'left', 'listen', 'left']);
    expect(await hearers(customer, { agent })).to.deep.equal(['agent']);
  });

  it('takes the call over: the agent is out and wraps up, the customer never alone', async () => {
    const sid = await join('listen');
    await takeItOver();
    await waitFor(async () => (await line.see(agent)).status === 'completed');
    await line.speak(sid, '我是班长');
    await waitFor(async () => line.heard(await line.see(customer)).includes('我是班长'));
    const entry = await line.row('SELECT state, personId FROM line_entry WHERE contactId = ?', contactId);
    expect(entry).to.deep.equal({ state: 'connected', personId: supervisor });
    const desks = await dataSource.query(
      'SELECT personId, state FROM agent_desk WHERE contactId = ? ORDER BY personId',
      [contactId],
    );
    expect(desks).to.deep.equal([
      { personId: zhou, state: 'wrap_up' },
      { personId: supervisor, state: 'on_call' },
    ]);
    // And it is theirs in every way: they end it like any other call in hand.
    await line.act((tx, now) => hangUp(tx, { personId: supervisor }, now));
    await waitFor(async () => (await line.see(customer)).status === 'completed');
    await waitFor(
      async () =>
        (await line.row<{ disposition: string }>('SELECT disposition FROM contact WHERE id = ?', contactId))
          .disposition === 'answered',
    );
  });

  it('is no longer there when the customer has gone', async () => {
    const sid = await join('listen');
    await line.hangUp(customer);
    await waitFor(async () => (await line.see(sid)).status === 'completed');
    await waitFor(async () => (await log()).at(-1)?.[0] === 'left');
  });

  it('keeps a caller from being alone by barging in, when the agent’s line breaks', async () => {
    const sid = await join('barge');
    await line.hangUp(agent);
    await waitFor(
      async () =>
        (await line.row<{ state: string }>('SELECT state FROM agent_desk WHERE personId = ?', zhou)).state !==
        'on_call',
    );
    await line.speak(sid, '您好，我在');
    await waitFor(async () => line.heard(await line.see(customer)).includes('您好，我在'));
    await takeItOver();
    const entry = await line.row('SELECT state, personId FROM line_entry WHERE contactId = ?', contactId);
    expect(entry).to.deep.equal({ state: 'connected', personId: supervisor });
  });

  it('is turned away without the role', async () => {
    const stranger = await line.agent('陈静');
    const sid = await line.connect(stranger, { Supervise: String(contactId), Mode: 'listen' });
    await waitFor(async () => (await line.see(sid)).status === 'completed');
    expect(await hearers(customer, { agent })).to.deep.equal(['agent']);
    expect(line.heard(await line.see(sid))).to.deep.equal([]);
    expect(await log()).to.deep.equal([]);
  });
});
