import { expect } from 'chai';
import { DeskLine, type DeskSocket } from '../../dashboard/src/desk/desk-line.ts';
import type { DeskView } from '../../domain/contracts/desk.ts';
import type { DeskAnswer } from '../../domain/contracts/sockets.ts';
import { waitFor } from '../support/wait-for.ts';

/** A socket whose other end is the test. */
class FakeSocket {
  connected = false;
  opens = 0;
  closed = 0;
  #handlers = new Map<string, (...args: never[]) => void>();
  #acks: ((error: Error | null, answer?: DeskAnswer) => void)[] = [];

  on(name: string, handler: (...args: never[]) => void) {
    this.#handlers.set(name, handler);
    return this;
  }
  off(name: string) {
    this.#handlers.delete(name);
    return this;
  }
  timeout() {
    return {
      emit: (_: string, ack: (error: Error | null, answer?: DeskAnswer) => void) => {
        this.opens += 1;
        this.#acks.push(ack);
      },
    };
  }
  emit() {
    this.closed += 1;
  }
  hear(name: string, ...args: unknown[]) {
    this.#handlers.get(name)?.(...(args as never[]));
  }
  connect() {
    this.connected = true;
    this.hear('connect');
  }
  cut() {
    this.connected = false;
    this.hear('disconnect', 'transport close');
  }
  answer(answer: DeskAnswer) {
    this.#acks.shift()?.(null, answer);
  }
  timeOut() {
    this.#acks.shift()?.(new Error('timeout'));
  }
}

const view = (version: number, given: Partial<DeskView> = {}): DeskView => ({
  version,
  now: '2026-03-02T06:00:00.000Z',
  personId: 7,
  state: 'available',
  reason: null,
  since: '2026-03-02T05:59:00.000Z',
  wrapUpUntil: null,
  nextState: null,
  reach: 'browser',
  reachNumber: '',
  skills: ['lang:zh'],
  offer: null,
  call: null,
  line: { waiting: 0, longestSince: null, available: 1 },
  ...given,
});

describe('the desk, live', () => {
  let socket: FakeSocket;
  let line: DeskLine;
  let told: number;
  let times: string[];
  beforeEach(() => {
    socket = new FakeSocket();
    times = [];
    line = new DeskLine(socket as unknown as DeskSocket, (now) => times.push(now));
    told = 0;
    line.watch(() => {
      told += 1;
    });
  });
  afterEach(() => line.close());

  it('asks for the desk once there is a connection, and shows it', () => {
    expect(socket.opens).to.equal(0);
    socket.connect();
    expect(line.view).to.equal(null);
    socket.answer({ ok: true, desk: view(3) });
    expect(line.view?.version).to.equal(3);
    expect(told).to.equal(1);
    expect(times).to.deep.equal(['2026-03-02T06:00:00.000Z']);
  });

  it('keeps the newest version, in whatever order they come', () => {
    socket.connect();
    socket.hear('desk:view', view(5, { state: 'offered' }));
    socket.answer({ ok: true, desk: view(4) });
    expect(line.view?.state).to.equal('offered');
    socket.hear('desk:view', view(6, { state: 'on_call' }));
    socket.hear('desk:view', view(5, { state: 'offered' }));
    expect(line.view?.state).to.equal('on_call');
  });

  it('takes the later word of one version, since the line changes without the desk', () => {
    socket.connect();
    const later = { now: '2026-03-02T06:00:05.000Z', line: { waiting: 3, longestSince: null, available: 0 } };
    socket.answer({ ok: true, desk: view(5, later) });
    socket.hear('desk:view', view(5));
    expect(line.view?.line.waiting).to.equal(3);
  });

  it('asks anew after a cut, and hears no answer of before it', () => {
    socket.connect();
    socket.cut();
    socket.connect();
    expect(socket.opens).to.equal(2);
    socket.answer({ ok: true, desk: view(9) });
    expect(line.view).to.equal(null);
    socket.answer({ ok: true, desk: view(8) });
    expect(line.view?.version).to.equal(8);
  });

  it('asks again when the answer does not come or cannot be given now', async () => {
    socket.connect();
    socket.timeOut();
    await waitFor(() => socket.opens === 2, { what: 'a second try' });
    socket.answer({ ok: false, code: 'unavailable', message: 'later' });
    await waitFor(() => socket.opens === 3, { what: 'a third try' });
    expect(line.refused).to.equal(null);
  });

  it('says when somebody has no desk, and asks no more', () => {
    socket.connect();
    socket.answer({ ok: false, code: 'forbidden', message: 'no desk' });
    expect(line.refused).to.equal('forbidden');
    expect(socket.opens).to.equal(1);
  });

  it('hears nothing once closed', () => {
    socket.connect();
    line.close();
    expect(socket.closed).to.equal(1);
    socket.hear('desk:view', view(5));
    line.receive(view(6));
    expect(line.view).to.equal(null);
  });
});
