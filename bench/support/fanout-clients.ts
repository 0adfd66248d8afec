import { WebSocket } from 'ws';
import type { FanoutKind } from './fanout-server.ts';

/**
 * Browsers in numbers, as cheap as they can be made: they speak just enough of Socket.io's protocol to sign in, open
 * the province's board and stay, and count what arrives.
 */
export type ClientsAsk =
  | { what: 'open'; kind: FanoutKind; port: number; sockets: number; token: string; since: number }
  /** Answered when so many events have arrived since the last asking. */
  | { what: 'await'; kind: FanoutKind; events: number }
  /** From now on, or no longer, it is noted how old each event is when it arrives. */
  | { what: 'age'; on: boolean };
export type ClientsAnswer = { at: number; ages: number[] };

const OPENING_AT_ONCE = 50;
const received: Record<FanoutKind, number> = { board: 0, socketio: 0, ws: 0 };
let ages: number[] | null = null;
let look: () => void = () => {};

/** @returns when the board is open */
function open({ kind, port, token, since }: Extract<ClientsAsk, { what: 'open' }>): Promise<void> {
  const path = kind === 'ws' ? '/' : '/socket.io/?EIO=4&transport=websocket';
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('a socket was closed')));
    if (kind === 'ws') socket.on('open', () => resolve());
    socket.on('message', (data: Buffer) => {
      if (isEvent(data)) arrived(kind, data);
      else if (data[0] === PING) socket.send('3');
      else if (kind !== 'ws') greet(data.toString('latin1', 0, 3));
    });
    function greet(word: string): void {
      if (word[0] === '0') socket.send(`40${JSON.stringify({ token })}`);
      else if (word === '40{' && kind === 'board')
        socket.send(`420${JSON.stringify(['board:open', { board: 'province', since }])}`);
      else if (word === '40{' || word === '430') resolve();
      else if (word === '44{') reject(new Error('the board was refused'));
    }
  });
}

const PING = '2'.charCodeAt(0);
const BEGINNING = Buffer.from('42["board:event"');
const isEvent = (data: Buffer): boolean => data.subarray(0, BEGINNING.length).equals(BEGINNING);

const AT = '"at":"';
function arrived(kind: FanoutKind, data: Buffer): void {
  received[kind] += 1;
  if (ages) {
    const from = data.indexOf(AT) + AT.length;
    ages.push(
      Date.now() - Date.parse(data.toString('latin1', from, from + '2026-01-01T00:00:00.000Z'.length)),
    );
  }
  look();
}

async function openAll(ask: Extract<ClientsAsk, { what: 'open' }>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next++ < ask.sockets) await open(ask);
  };
  await Promise.all(Array.from({ length: OPENING_AT_ONCE }, lane));
}

function answer(): void {
  process.send?.({
    at: performance.timeOrigin + performance.now(),
    ages: ages ?? [],
  } satisfies ClientsAnswer);
}

process.on('message', (ask: ClientsAsk) => {
  if (ask.what === 'open') void openAll(ask).then(answer);
  if (ask.what === 'age') {
    ages = ask.on ? [] : null;
    answer();
  }
  if (ask.what === 'await') {
    look = () => {
      if (received[ask.kind] < ask.events) return;
      received[ask.kind] -= ask.events;
      look = () => {};
      answer();
    };
    look();
  }
});
process.send?.({ ready: true });
process.once('disconnect', () => process.exit());
process.once('SIGTERM', () => process.exit());
