import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { io as connect, type Socket } from 'socket.io-client';
import type { TicketCard } from '../../domain/contracts/api.ts';
import type {
  BoardAnswer,
  BoardEvent,
  ClientToServer,
  ServerToClient,
} from '../../domain/contracts/sockets.ts';
import { startRelay } from '../../queues/relay.ts';
import { startRealtime } from '../../realtime/board.ts';
import { acceptOffer } from '../../services/dispatch/accept-offer.ts';
import { declineOffer } from '../../services/dispatch/refuse-offer.ts';
import { routeTicket } from '../../services/dispatch/route-ticket.ts';
import type { Viewer } from '../../services/people/viewer.ts';
import type { NudgeMap, Nudges } from '../../services/ports.ts';
import { sequenceEvents, takeSequencerLease } from '../../services/sequencer.ts';
import { cardsOfRoom } from '../../services/views/cards.ts';
import { testDatabase } from '../support/database.ts';
import { MORNING, type SmallProvince, smallProvince } from '../support/province.ts';
import { waitFor } from '../support/wait-for.ts';

type BoardClient = Socket<ServerToClient, ClientToServer>;

/** Nudges within this process, as one web and one worker share Redis. */
function localNudges(): Nudges & { mute: boolean } {
  const listeners = new Map<string, ((news: never) => void)[]>();
  return {
    mute: false,
    send<N extends keyof NudgeMap>(name: N, news: NudgeMap[N]) {
      if (!this.mute) for (const listener of listeners.get(name) ?? []) listener(news as never);
    },
    on(name, listener) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener as (news: never) => void]);
    },
  };
}

const viewer = (over: Partial<Viewer['scope']>): Viewer => ({
  personId: 1,
  username: 'someone',
  name: '某人',
  language: 'zh',
  roles: ['dispatcher'],
  scope: { province: false, regionIds: [], storeIds: [], outletIds: [], ...over },
  placeName: '',
});

describe('live boards', () => {
  let province: SmallProvince;
  let server: Server;
  let stop: (() => Promise<void>)[];
  let url: string;
  let nudges: ReturnType<typeof localNudges>;
  let viewers: Map<string, Viewer>;
  let clients: BoardClient[];

  beforeEach(async () => {
    const { dataSource } = await testDatabase();
    province = await smallProvince(dataSource);
    nudges = localNudges();
    viewers = new Map([['province', viewer({ province: true })]]);
    clients = [];
    server = createServer();
    const fail = (error: unknown) => console.error(error);
    const clock = { now: () => MORNING };
    const realtime = startRealtime(server, {
      dataSource,
      clock,
      nudges,
      tokenOf: (handshake) => String(handshake.auth.token ?? '') || null,
      viewerOf: async (token) => viewers.get(token) ?? null,
      onError: fail,
    });
    const relay = startRelay({
      dataSource,
      inTransaction: province.inTransaction,
      clock,
      nudges,
      jobs: { hint: async () => {} },
      hands: { route: async () => {} },
      holder: 'test',
      onError: fail,
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    stop = [() => relay.close(), () => realtime.close()];
  });
  afterEach(async () => {
    for (const client of clients) client.disconnect();
    for (const each of stop) await each();
    server.close();
  });

  async function client(token: string): Promise<BoardClient> {
    const socket: BoardClient = connect(url, {
      auth: { token },
      transports: ['websocket'],
      reconnection: false,
    });
    clients.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('connect_error', reject);
    });
    return socket;
  }
  const open = (socket: BoardClient, board: string, since?: number): Promise<BoardAnswer> =>
    socket.emitWithAck('board:open', { board, ...(since === undefined ? {} : { since }) });

  async function snapshot(socket: BoardClient, board: string) {
    const answer = await open(socket, board);
    if (!answer.ok || !('snapshot' in answer)) throw new Error(`no snapshot: ${JSON.stringify(answer)}`);
    return answer;
  }

  it('shows a ticket to those whose part of the organisation it is in, as it happens', async () => {
    const outletId = await province.addOutlet();
    viewers.set('outlet', viewer({ outletIds: [outletId] }));
    const [all, outlet] = [await client('province'), await client('outlet')];
    const seen: BoardEvent[] = [];
    const atOutlet: BoardEvent[] = [];
    all.on('board:event', (event) => seen.push(event));
    outlet.on('board:event', (event) => atOutlet.push(event));
    expect((await snapshot(all, 'province')).snapshot.tickets).to.deep.equal([]);
    await snapshot(outlet, `outlet.${outletId}`);

    const id = await province.open();
    await waitFor(() => seen.length === 1);
    expect(seen[0]).to.deep.include({
      room: 'province',
      seq: 1,
      prev: 0,
      type: 'ticket.opened',
      ticketId: id,
    });
    expect(seen[0]?.card?.state).to.equal('new');
    await province.inTransaction((tx) => routeTicket(tx, { ticketId: id }, MORNING));
    await waitFor(() => atOutlet.length === 1);
    expect(atOutlet[0]?.card).to.deep.include({ id, state: 'offered', dueKind: 'accept' });
    expect(atOutlet[0]).to.not.have.nested.property('card.contactNumber');
    await province.inTransaction((tx) =>
      declineOffer(
        tx,
        { ticketId: id, outletId, reason: 'other', actor: { kind: 'person', id: 1 } },
        MORNING,
      ),
    );
    await waitFor(() => atOutlet.length === 2);
    expect(atOutlet[1]?.card, 'it is no longer theirs').to.equal(null);
    expect(seen.map(({ seq, prev }) => [prev, seq])).to.deep.equal([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
  });

  it('goes on without a gap after a lost connection, and with a snapshot after too long', async () => {
    const first = await client('province');
    const { seq } = await snapshot(first, 'province');
    first.disconnect();
    const ids = [await province.open(), await province.open(), await province.open()];
    await waitFor(async () => (await open(await client('province'), 'province')).ok);
    const again = await client('province');
    const missed = await waitFor(async () => {
      const answer = await open(again, 'province', seq);
      return answer.ok && 'events' in answer && answer.events.length === 3 ? answer.events : null;
    });
    expect(missed.map(({ ticketId }) => ticketId)).to.deep.equal(ids);
    const beyond = await open(again, 'province', 10_000);
    expect(beyond.ok && 'snapshot' in beyond).to.equal(true);
  });

  it('ends equal to the state, whatever happens meanwhile (snapshot + events = state)', async () => {
    const outlets = [
      await province.addOutlet({ capacity: 99 }),
      await province.addOutlet({ capacity: 99, km: 3 }),
    ];
    const earlier = await Promise.all(Array.from({ length: 5 }, () => province.open()));
    const socket = await client('province');
    const cards = new Map<number, TicketCard>();
    let last = 0;
    const gaps: BoardEvent[] = [];
    const early: BoardEvent[] = [];
    let ready = false;
    const apply = (event: BoardEvent) => {
      if (event.seq <= last) return;
      if (event.prev !== last) gaps.push(event);
      last = event.seq;
      const { card, ticketId } = event;
      if (ticketId === null || card === undefined) return;
      if (card === null) cards.delete(ticketId);
      else if ((cards.get(ticketId)?.version ?? 0) <= card.version) cards.set(ticketId, card);
    };
    socket.on('board:event', (event) => (ready ? apply(event) : early.push(event)));
    const work = (async () => {
      const later = await Promise.all(Array.from({ length: 20 }, () => province.open()));
      await Promise.all(
        [...earlier, ...later].map(async (ticketId, index) => {
          await province.inTransaction((tx) => routeTicket(tx, { ticketId }, MORNING));
          const { outletId } = await province.ticket(ticketId);
          const actor = { kind: 'person' as const, id: 1 };
          if (index % 3 === 0) {
            await province.inTransaction((tx) =>
              acceptOffer(tx, { ticketId, outletId: outletId as number, actor }, MORNING),
            );
          }
        }),
      );
    })();
    const answer = await snapshot(socket, 'province');
    for (const card of answer.snapshot.tickets ?? []) cards.set(card.id, card);
    last = answer.seq;
    ready = true;
    for (const event of early) apply(event);
    await work;
    await waitFor(async () => {
      const [row] = await province.dataSource.query(
        "SELECT (SELECT COUNT(*) FROM outbox) AS waiting, (SELECT seq FROM room_head WHERE room = 'province') AS head",
      );
      return Number(row.waiting) === 0 && Number(row.head) === last;
    });
    expect(gaps).to.deep.equal([]);
    const state = await cardsOfRoom(province.dataSource.manager, 'province');
    const byId = (list: Iterable<TicketCard>) => [...list].sort((a, b) => a.id - b.id);
    expect(byId(cards.values())).to.deep.equal(byId(state));
    expect(outlets).to.have.length(2);
  });

  it('finds new events by itself when nobody nudges', async () => {
    nudges.mute = true;
    const socket = await client('province');
    const seen: BoardEvent[] = [];
    socket.on('board:event', (event) => seen.push(event));
    await snapshot(socket, 'province');
    await province.open();
    await waitFor(() => seen.length === 1);
  });

  it('opens no foreign room, and none to a stranger', async () => {
    viewers.set('outlet', viewer({ outletIds: [7] }));
    const socket = await client('outlet');
    for (const board of ['province', 'region.1', 'store.1', 'outlet.8', 'calls', socket.id as string, '']) {
      expect(await open(socket, board), board).to.deep.include({ ok: false, code: 'forbidden' });
    }
    expect(await open(socket, 7 as never)).to.deep.include({ ok: false, code: 'invalid' });
    let refused = '';
    await client('unknown').catch((error: Error) => {
      refused = error.message;
    });
    expect(refused).to.equal('Sign in first.');
  });

  it('cuts off a revoked session within five seconds', async () => {
    const socket = await client('province');
    await snapshot(socket, 'province');
    viewers.delete('province');
    await waitFor(() => socket.disconnected, { timeout: 6_000 });
  });
});

describe('the sequencer', () => {
  it('lets only the holder of the newest token number events', async () => {
    const { dataSource } = await testDatabase();
    const province = await smallProvince(dataSource);
    const old = (await takeSequencerLease(dataSource.manager, 'first')) as number;
    expect(await takeSequencerLease(dataSource.manager, 'second'), 'held').to.equal(null);
    await dataSource.query("UPDATE lease SET expiresAt = '2000-01-01'");
    const fresh = (await takeSequencerLease(dataSource.manager, 'second')) as number;
    await province.open();
    expect(await province.inTransaction((tx) => sequenceEvents(tx, old)), 'fenced off').to.equal(null);
    expect(await province.inTransaction((tx) => sequenceEvents(tx, fresh))).to.have.length(1);
    expect(await province.inTransaction((tx) => sequenceEvents(tx, fresh))).to.have.length(0);
  });
});
