import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { Webhook } from 'standardwebhooks';
import { GIVE_UP_HOURS, RETRY_SECONDS } from '../../../domain/integration/retry.ts';
import { movableClock, systemClock } from '../../../server/clock.ts';
import { createPostOutside } from '../../../server/webhooks/post-outside.ts';
import { type DeliverDeps, deliverWebhooks } from '../../../services/integration/deliver.ts';
import { dueWebhooks } from '../../../services/integration/due.ts';
import {
  askAgain,
  changeEndpoint,
  makeEndpoint,
  replayFrom,
  rotateSecret,
  sendTest,
  skipEvent,
} from '../../../services/integration/endpoints.ts';
import { feedHead } from '../../../services/integration/feed.ts';
import { appendEvents } from '../../../services/outbox.ts';
import { sequenceEvents, takeSequencerLease } from '../../../services/sequencer.ts';
import { endpointView } from '../../../services/views/integration.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { type SmallProvince, smallProvince } from '../../support/province.ts';
import { webhookReceiver } from '../../support/receiver.ts';

const SESSION_SECRET = 'a session secret of more than forty characters';
const PERSON = 7;
const HOUR = 3_600_000;

describe('outgoing webhooks', () => {
  let database: TestDatabase;
  let province: SmallProvince;
  let headquarters: number;
  let token: number;
  let receiver: Awaited<ReturnType<typeof webhookReceiver>>;
  // Stands still but for `offsetMs`, so that how long the tests take shifts no time of a retry.
  const clock = movableClock({ now: () => new Date('2026-05-01T02:00:00Z') });
  let deps: DeliverDeps;
  const query = (sql: string, params: unknown[] = []) => database.dataSource.query(sql, params);

  before(async () => {
    database = await testDatabase();
    province = await smallProvince(database.dataSource);
    [{ id: headquarters }] = await query("SELECT id FROM unit WHERE kind = 'headquarters'");
    token = (await takeSequencerLease(database.dataSource.manager, 'test')) as number;
    deps = {
      inTransaction: province.inTransaction,
      clock,
      wallClock: systemClock,
      postOutside: createPostOutside({ privateToo: true, timeoutMs: 2_000 }),
      sessionSecret: SESSION_SECRET,
    };
  });
  beforeEach(async () => {
    clock.offsetMs = 0;
    receiver = await webhookReceiver();
  });
  afterEach(() => receiver.close());

  const act = <T>(work: Parameters<typeof province.inTransaction<T>>[0]) => province.inTransaction(work);
  const make = (over: { types?: string[]; unitId?: number } = {}) =>
    act((tx) =>
      makeEndpoint(
        tx,
        {
          description: '商场系统',
          url: receiver.url,
          types: [],
          unitId: headquarters,
          personId: PERSON,
          sessionSecret: SESSION_SECRET,
          ...over,
        },
        clock.now(),
      ),
    );
  /** So many customers chase, in the rooms of a region. */
  const happen = async (count: number, rooms = ['province', `region.${province.regionId}`]) => {
    for (let done = 0; done < count; done += 1) {
      await act((tx) =>
        appendEvents(
          tx,
          [{ type: 'ticket.chased', data: { count: done + 1 }, ticketId: 5, rooms }],
          clock.now(),
        ),
      );
    }
    while ((await act((tx) => sequenceEvents(tx, token)))?.length) {
      // once more, until all have their numbers
    }
  };
  const work = async () => {
    for (const job of await dueWebhooks(database.dataSource.manager, clock.now())) {
      await deliverWebhooks(deps, job);
    }
  };
  const view = (id: number) => endpointView(database.dataSource.manager, id, clock.now());
  const log = (id: number) =>
    query(
      'SELECT messageId, state, attempts, code, error FROM webhook_delivery WHERE endpointId = ? ORDER BY id',
      [id],
    );
  const pause = (id: number) => act((tx) => changeEndpoint(tx, id, { state: 'paused' }, PERSON, clock.now()));

  it('sends each event once, in order, signed so that a receiver by the specification takes it', async () => {
    const { id, secret } = await make();
    await happen(3);
    await work();
    await work();
    const [first] = receiver.received;
    expect(receiver.received).to.have.length(3);
    expect(receiver.sequences()).to.deep.equal([...receiver.sequences()].sort((a, b) => a - b));
    for (const { body, headers } of receiver.received) {
      new Webhook(secret).verify(body, headers as Record<string, string>);
    }
    const forged = first?.body.replace('"count":1', '"count":9') ?? '';
    expect(() => new Webhook(secret).verify(forged, first?.headers as Record<string, string>)).to.throw();
    const { timestamp, sequence, ...told } = JSON.parse(first?.body ?? '');
    expect(told).to.deep.equal({ type: 'ticket.chased', data: { count: 1, ticketId: 5 } });
    expect(first?.headers['webhook-id']).to.equal(`evt_${sequence}`);
    expect(new Date(timestamp).toISOString()).to.equal(timestamp);
    const [stored] = await query('SELECT * FROM webhook_endpoint WHERE id = ?', [id]);
    expect(JSON.stringify(stored)).to.not.include(secret.slice(6));
    await pause(id);
  });

  it('keeps back what is for other units, of other types, or typed by somebody', async () => {
    const region = await make({ unitId: province.regionId });
    const typed = await make({ types: ['ticket.cancelled'] });
    await happen(1, ['province', 'region.999']);
    await act((tx) =>
      appendEvents(
        tx,
        [
          {
            type: 'ticket.cancelled',
            data: { reason: '王芳 13800138000' },
            ticketId: 6,
            rooms: ['province'],
          },
        ],
        clock.now(),
      ),
    );
    await happen(1);
    await work();
    expect(receiver.received.map(({ body }) => JSON.parse(body).type)).to.have.members([
      'ticket.chased',
      'ticket.cancelled',
    ]);
    expect(receiver.received.map(({ body }) => body).join()).to.not.include('王芳');
    const head = await feedHead(database.dataSource.manager);
    expect((await view(region.id)).position).to.equal(head);
    expect((await view(typed.id)).position).to.equal(head);
    await pause(region.id);
    await pause(typed.id);
  });

  it('tries again later, and sends nothing before that, so that the order is kept', async () => {
    const { id } = await make();
    receiver.answerWith(500);
    await happen(2);
    await work();
    await work();
    expect(receiver.received, 'one try, and nothing past it').to.have.length(1);
    for (const seconds of RETRY_SECONDS.slice(0, 3)) {
      clock.offsetMs += (seconds - 1) * 1_000;
      const before = receiver.received.length;
      await work();
      expect(receiver.received, 'not before its time').to.have.length(before);
      clock.offsetMs += seconds * 400 + 1_000;
      await work();
      expect(receiver.received).to.have.length(before + 1);
    }
    expect(new Set(receiver.ids()).size, 'always the same event').to.equal(1);
    receiver.answerWith(204);
    clock.offsetMs += HOUR;
    await work();
    expect(receiver.sequences().slice(-2)).to.deep.equal([
      receiver.sequences()[0],
      Number(receiver.sequences()[0]) + 1,
    ]);
    expect(await log(id)).to.deep.include({
      messageId: receiver.ids()[0],
      state: 'delivered',
      attempts: 5,
      code: 204,
      error: null,
    });
    expect(await view(id)).to.include({ failures: 0, failingSince: null });
    await pause(id);
  });

  it('gives an endpoint up at 410 at once, and after days of failure, and says so', async () => {
    const gone = await make();
    receiver.answerWith(410);
    await happen(1);
    await work();
    expect(await view(gone.id)).to.include({ state: 'disabled', disabledWhy: 'gone' });

    const failing = await make();
    receiver.answerWith(503);
    await happen(1);
    await work();
    clock.offsetMs += (GIVE_UP_HOURS - 1) * HOUR;
    await work();
    expect((await view(failing.id)).state).to.equal('active');
    clock.offsetMs += 12 * HOUR;
    await work();
    expect(await view(failing.id)).to.include({ state: 'disabled', disabledWhy: 'failing' });
    const told = await query(
      "SELECT data FROM event WHERE type = 'integration.endpoint_disabled' ORDER BY id",
    );
    expect(
      told.map(({ data }: { data: string | object }) => (typeof data === 'string' ? JSON.parse(data) : data)),
    ).to.deep.equal([
      { endpointId: gone.id, reason: 'gone' },
      { endpointId: failing.id, reason: 'failing' },
    ]);

    receiver.answerWith(204);
    receiver.received.length = 0;
    await act((tx) => changeEndpoint(tx, failing.id, { state: 'active' }, PERSON, clock.now()));
    await work();
    expect(receiver.received.length, 'started again, it lacks nothing').to.be.at.least(1);
    expect((await view(failing.id)).failures).to.equal(0);
    await pause(failing.id);
  });

  it('signs with both secrets while a new one is being brought in', async () => {
    const { id, secret } = await make();
    const second = await act((tx) =>
      rotateSecret(tx, { id, keepHours: 24, personId: PERSON, sessionSecret: SESSION_SECRET }, clock.now()),
    );
    await happen(1);
    await work();
    const [both] = receiver.received;
    for (const one of [secret, second]) {
      new Webhook(one).verify(both?.body ?? '', both?.headers as Record<string, string>);
    }
    clock.offsetMs = 25 * HOUR;
    await happen(1);
    await work();
    const later = receiver.received.at(-1);
    new Webhook(second).verify(later?.body ?? '', later?.headers as Record<string, string>);
    expect(() =>
      new Webhook(secret).verify(later?.body ?? '', later?.headers as Record<string, string>),
    ).to.throw();
    await pause(id);
  });

  it('sends again: one message, a test, or everything after a sequence', async () => {
    const { id } = await make();
    const begun = await feedHead(database.dataSource.manager);
    await happen(3);
    await work();
    const [one] = await query('SELECT id, messageId FROM webhook_delivery WHERE endpointId = ? ORDER BY id', [
      id,
    ]);
    await act((tx) => askAgain(tx, one.id, clock.now()));
    await act((tx) => sendTest(tx, id, clock.now()));
    await work();
    expect(receiver.ids().slice(3)).to.include(one.messageId);
    expect(receiver.received.map(({ body }) => JSON.parse(body).type)).to.include('webhook.test');
    receiver.received.length = 0;
    await act((tx) => replayFrom(tx, { id, since: begun + 1, personId: PERSON }, clock.now()));
    await work();
    expect(receiver.sequences()).to.deep.equal([begun + 2, begun + 3]);
    expect((await log(id)).filter(({ attempts }: { attempts: number }) => attempts === 2)).to.have.length(3);
    await pause(id);
  });

  it('goes on behind an event that is never taken, when somebody says so', async () => {
    const { id } = await make();
    receiver.answer((response, { body }) =>
      response.writeHead(JSON.parse(body).data.count === 1 ? 422 : 204).end(),
    );
    await happen(2);
    await work();
    const [stuck] = await query('SELECT id FROM webhook_delivery WHERE endpointId = ?', [id]);
    await act((tx) => skipEvent(tx, { deliveryId: stuck.id, personId: PERSON }, clock.now()));
    await work();
    expect((await log(id)).map(({ state }: { state: string }) => state)).to.deep.equal([
      'failed',
      'delivered',
    ]);
    await pause(id);
  });

  it('follows no redirect', async () => {
    const { id } = await make();
    const elsewhere = await webhookReceiver();
    receiver.answerWith(302, { location: elsewhere.url });
    await happen(1);
    await work();
    expect(elsewhere.received).to.have.length(0);
    expect((await log(id))[0]).to.include({ state: 'waiting', code: 302, error: 'status' });
    await pause(id);
  });

  it('is sent by one of many workers at a time', async () => {
    const { id } = await make();
    await happen(5);
    await Promise.all(Array.from({ length: 16 }, () => deliverWebhooks(deps, { subject: `endpoint-${id}` })));
    expect(receiver.received).to.have.length(5);
    await pause(id);
  });

  it('fences off a worker that was stopped while another one went on', async () => {
    const { id } = await make();
    await happen(2);
    let free = () => {};
    const held = new Promise<void>((resolve) => {
      free = resolve;
    });
    const slow: DeliverDeps = {
      ...deps,
      postOutside: async (post) => {
        const answer = await deps.postOutside(post);
        await held;
        return answer;
      },
    };
    const stopped = deliverWebhooks(slow, { subject: `endpoint-${id}` });
    while (receiver.received.length === 0) await new Promise((resolve) => setImmediate(resolve));
    clock.offsetMs = 3 * 60_000;
    await work();
    await act((tx) =>
      replayFrom(tx, { id, since: Number(receiver.sequences()[0]) - 1, personId: PERSON }, clock.now()),
    );
    free();
    await stopped;
    expect((await view(id)).position, 'the stale one moved nothing').to.equal(
      Number(receiver.sequences()[0]) - 1,
    );
    await pause(id);
  });

  it('is delivered again, under the same webhook-id, when the worker dies before it is written down', async function () {
    this.timeout(60_000);
    const { id } = await make();
    await happen(2);
    const child = fork(
      fileURLToPath(new URL('../../support/deliver-child.ts', import.meta.url)),
      [database.url, String(id), SESSION_SECRET, clock.now().toISOString()],
      { stdio: 'inherit' },
    );
    receiver.answer((response) => {
      // The receiver has it; whoever sent it never learns so.
      child.kill('SIGKILL');
      response.writeHead(204).end();
    });
    await once(child, 'exit');
    expect(receiver.received).to.have.length(1);
    expect(await log(id)).to.deep.equal([]);
    receiver.answerWith(204);
    clock.offsetMs = 3 * 60_000;
    await work();
    expect(receiver.ids()).to.deep.equal([receiver.ids()[0], receiver.ids()[0], receiver.ids()[2]]);
    expect(receiver.received).to.have.length(3);
    expect((await log(id)).map(({ state }: { state: string }) => state)).to.deep.equal([
      'delivered',
      'delivered',
    ]);
  });
});
