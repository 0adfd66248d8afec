import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { io as connect, type Socket } from 'socket.io-client';
import type {
  ClientToServer,
  LookAct,
  ServerToClient,
  TicketPresence,
} from '../../domain/contracts/sockets.ts';
import { startRealtime } from '../../realtime/board.ts';
import type { Viewer } from '../../services/people/viewer.ts';
import type { NudgeMap, Nudges } from '../../services/ports.ts';
import { testDatabase } from '../support/database.ts';
import { MORNING, type SmallProvince, smallProvince } from '../support/province.ts';
import { waitFor } from '../support/wait-for.ts';

type Client = Socket<ServerToClient, ClientToServer> & { heard: TicketPresence[] };

/** What Redis does between two web processes; `cut` is Redis away. */
function sharedNudges(): Nudges & { cut: boolean } {
  const listeners = new Map<string, ((news: never) => void)[]>();
  return {
    cut: false,
    send<N extends keyof NudgeMap>(name: N, news: NudgeMap[N]) {
      if (!this.cut) for (const listener of listeners.get(name) ?? []) listener(news as never);
    },
    on(name, listener) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener as (news: never) => void]);
    },
  };
}

const viewer = (personId: number, scope: Partial<Viewer['scope']>): Viewer => ({
  personId,
  username: `person${personId}`,
  name: `职员${personId}`,
  language: 'zh',
  roles: ['dispatcher'],
  scope: { province: false, regionIds: [], storeIds: [], outletIds: [], ...scope },
  placeName: '',
});

describe('presence on a ticket', () => {
  let province: SmallProvince;
  let servers: Server[];
  let stop: (() => Promise<void>)[];
  let clients: Client[];
  let viewers: Map<string, Viewer>;
  let nudges: ReturnType<typeof sharedNudges>;

  beforeEach(async () => {
    const { dataSource } = await testDatabase();
    province = await smallProvince(dataSource);
    nudges = sharedNudges();
    clients = [];
    stop = [];
    viewers = new Map([
      ['one', viewer(1, { province: true })],
      ['two', viewer(2, { province: true })],
      ['region', viewer(3, { regionIds: [province.regionId] })],
      ['elsewhere', viewer(4, { regionIds: [province.regionId + 100] })],
    ]);
    servers = [createServer(), createServer()];
    for (const server of servers) {
      const realtime = startRealtime(server, {
        dataSource,
        clock: { now: () => MORNING },
        nudges,
        tokenOf: (handshake) => String(handshake.auth.token ?? '') || null,
        viewerOf: async (token) => viewers.get(token) ?? null,
        onError: (error) => console.error(error),
      });
      stop.push(() => realtime.close());
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    }
  });
  afterEach(async () => {
    for (const client of clients) client.disconnect();
    for (const each of stop) await each();
    for (const server of servers) server.close();
  });

  /** A browser at one of the two web processes, with the board of `room` open. */
  async function client(token: string, room: string, process = 0): Promise<Client> {
    const { port } = (servers[process] as Server).address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    const options = { auth: { token }, transports: ['websocket'], reconnection: false, forceNew: true };
    const socket = Object.assign(connect(url, options), { heard: [] as TicketPresence[] }) as Client;
    clients.push(socket);
    socket.on('presence:ticket', (presence) => socket.heard.push(presence));
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('connect_error', reject);
    });
    await socket.emitWithAck('board:open', { board: room });
    return socket;
  }
  const look = (socket: Client, ticketId: number, act: LookAct = 'open') =>
    socket.emit('presence:look', [{ ticketId, act }]);
  const people = ({ heard }: Client, ticketId: number) =>
    heard
      .filter((each) => each.ticketId === ticketId)
      .at(-1)
      ?.people.map(({ personId, act }) => [personId, act]);
  const seen = (socket: Client, ticketId: number, ...wanted: [number, LookAct][]) =>
    waitFor(() => JSON.stringify(people(socket, ticketId)) === JSON.stringify(wanted), { timeout: 20_000 });

  it('is seen by colleagues in the same part of the organisation, at every web process', async () => {
    const id = await province.open();
    const [one, two, near] = [
      await client('one', 'province'),
      await client('two', 'province', 1),
      await client('region', `region.${province.regionId}`, 1),
    ];
    look(one, id);
    await seen(two, id, [1, 'open']);
    await seen(near, id, [1, 'open']);
    look(two, id, 'assign');
    await seen(one, id, [1, 'open'], [2, 'assign']);
    one.emit('presence:look', []);
    await seen(two, id, [2, 'assign']);
  });

  it('is gone at once when a browser is, and told to those who come later', async () => {
    const id = await province.open();
    const [one, two] = [await client('one', 'province'), await client('two', 'province', 1)];
    look(one, id);
    await seen(two, id, [1, 'open']);
    const late = await client('region', `region.${province.regionId}`, 1);
    const known = await late.emitWithAck('presence:list');
    expect(known.map(({ ticketId, people }) => [ticketId, people.map(({ name }) => name)])).to.deep.equal([
      [id, ['职员1']],
    ]);
    one.disconnect();
    await seen(two, id);
  });

  it('is gone within seconds when a browser hangs, or its process says no more', async function () {
    this.timeout(60_000);
    const id = await province.open();
    const [one, two, near] = [
      await client('one', 'province'),
      await client('two', 'province', 1),
      await client('region', `region.${province.regionId}`),
    ];
    look(one, id);
    await seen(two, id, [1, 'open']);
    // Redis is away: the other process hears nothing any more; and the browser itself is silent.
    nudges.cut = true;
    const from = performance.now();
    await seen(two, id);
    await seen(near, id);
    expect(performance.now() - from).to.be.below(20_000);
  });

  it('is never told outside the ticket’s part of the organisation, nor made from there', async () => {
    const outletId = await province.addOutlet();
    viewers.set('outlet', viewer(5, { outletIds: [outletId] }));
    const id = await province.open();
    await province.dataSource.query('UPDATE ticket SET outletId = ? WHERE id = ?', [outletId, id]);
    const [one, elsewhere, outlet, two] = [
      await client('one', 'province'),
      await client('elsewhere', `region.${province.regionId + 100}`),
      await client('outlet', `outlet.${outletId}`),
      await client('two', 'province'),
    ];
    // Those outside try to be seen, and to hear.
    look(elsewhere, id, 'assign');
    look(outlet, id, 'assign');
    one.emit('presence:look', [
      { ticketId: id, act: 'dance' },
      'nonsense',
      { ticketId: -1, act: 'open' },
    ] as never);
    one.emit('presence:look', { length: 3 } as never);
    look(one, id);
    await seen(two, id, [1, 'open']);
    expect(elsewhere.heard).to.deep.equal([]);
    expect(outlet.heard).to.deep.equal([]);
    expect(await elsewhere.emitWithAck('presence:list')).to.deep.equal([]);
    expect(await outlet.emitWithAck('presence:list')).to.deep.equal([]);
  });
});
