import type { DataSource } from 'typeorm';
import type { DeskAnswer, WallboardAnswer } from '../domain/contracts/sockets.ts';
import { deskView, emptyDesk, lineState } from '../services/desk/desk-view.ts';
import { presence } from '../services/desk/presence.ts';
import { noteSeen } from '../services/desk/seen.ts';
import { isCentre, maySupervise } from '../services/people/viewer.ts';
import type { Clock, Nudges } from '../services/ports.ts';
import { wallboard } from '../services/views/wallboard.ts';
import type { BoardServer, BoardSocket } from './board.ts';

/** How often connected desks are noted as seen, and looked at for changes whose news was lost. */
const SEEN_MS = 4_000;
/** Desks and wallboards are told of the line at most this often. */
const LINE_MS = 500;
/** And at least this often, since figures of the day move with the clock. */
const LINE_IDLE_MS = 5_000;

const deskRoom = (personId: number): string => `desk:${personId}`;
/** Every open desk. */
const DESKS_ROOM = 'desks';
const WALLBOARD_ROOM = 'wallboard';
/** Everybody who sees how colleagues stand. */
const PRESENCE_ROOM = 'presence';

export interface DeskDeps {
  io: BoardServer;
  dataSource: DataSource;
  clock: Clock;
  nudges: Nudges;
  onError: (error: unknown) => void;
}

/**
 * Desks and wallboards, live. A desk is sent whole, with a version, to the sockets of its agent alone; Redis only says
 * that it changed, and what Redis loses is found by comparing versions every few seconds.
 */
export function startDesks(deps: DeskDeps): { attach(socket: BoardSocket): void; close(): Promise<void> } {
  const { io, dataSource, clock, nudges, onError } = deps;
  const { manager } = dataSource;
  /** Version last sent, by person. */
  const sent = new Map<number, number>();

  const connected = (): number[] =>
    [...io.sockets.adapter.rooms.keys()].flatMap((room) =>
      room.startsWith('desk:') ? [Number(room.slice(5))] : [],
    );

  async function tell(personIds: number[]): Promise<void> {
    const here = new Set(connected());
    for (const personId of personIds.filter((id) => here.has(id))) {
      const desk = await deskView(manager, personId, clock.now());
      if (!desk) continue;
      sent.set(personId, Math.max(desk.version, sent.get(personId) ?? 0));
      io.to(deskRoom(personId)).emit('desk:view', desk);
    }
    if (!io.sockets.adapter.rooms.has(PRESENCE_ROOM)) return;
    for (const agent of await presence(manager, personIds)) io.to(PRESENCE_ROOM).emit('agent:state', agent);
  }

  let closing = false;
  let lastLine = 0;
  let lineTimer: NodeJS.Timeout | null = null;
  function refreshLine(): void {
    if (lineTimer || closing) return;
    const wait = Math.max(0, lastLine + LINE_MS - performance.now());
    lineTimer = setTimeout(() => {
      lineTimer = null;
      lastLine = performance.now();
      showLine().catch(onError);
    }, wait);
  }

  async function showLine(): Promise<void> {
    const { rooms } = io.sockets.adapter;
    if (rooms.has(DESKS_ROOM)) io.to(DESKS_ROOM).emit('line:state', await lineState(manager));
    if (rooms.has(WALLBOARD_ROOM))
      io.to(WALLBOARD_ROOM).emit('wallboard:view', await wallboard(manager, clock.now()));
  }

  nudges.on('desk', ({ personIds }) => {
    tell(personIds).catch(onError);
    refreshLine();
  });
  nudges.on('line', refreshLine);
  nudges.on('clock:moved', () => {
    tell(connected()).catch(onError);
    refreshLine();
  });

  async function look(): Promise<void> {
    const here = connected();
    if (here.length === 0) return;
    await noteSeen(manager, here);
    const versions: { personId: number; version: number }[] = await manager.query(
      'SELECT personId, version FROM agent_desk WHERE personId IN (?)',
      [here],
    );
    await tell(
      versions
        .filter(({ personId, version }) => version > (sent.get(personId) ?? 0))
        .map((one) => one.personId),
    );
  }
  const seen = setInterval(() => {
    look().catch(onError);
  }, SEEN_MS);
  const idle = setInterval(refreshLine, LINE_IDLE_MS);

  async function openDesk(socket: BoardSocket): Promise<DeskAnswer> {
    const { viewer } = socket.data;
    if (!isCentre(viewer)) return { ok: false, code: 'forbidden', message: 'Your role has no desk.' };
    const { personId } = viewer;
    // Joined first: whatever changes while the answer is read reaches the browser by itself.
    await socket.join([deskRoom(personId), DESKS_ROOM, PRESENCE_ROOM]);
    await noteSeen(manager, [personId]);
    const now = clock.now();
    return { ok: true, desk: (await deskView(manager, personId, now)) ?? emptyDesk(personId, now) };
  }

  async function openWallboard(socket: BoardSocket): Promise<WallboardAnswer> {
    if (!maySupervise(socket.data.viewer))
      return { ok: false, code: 'forbidden', message: 'The wallboard is for supervisors.' };
    await socket.join([WALLBOARD_ROOM, PRESENCE_ROOM]);
    return { ok: true, wallboard: await wallboard(manager, clock.now()) };
  }

  const unavailable = {
    ok: false,
    code: 'unavailable',
    message: 'Not possible just now. It is tried again.',
  } as const;

  return {
    attach(socket) {
      socket.on('desk:open', (ack) => {
        if (typeof ack !== 'function') return;
        openDesk(socket).then(ack, (error) => {
          onError(error);
          ack(unavailable);
        });
      });
      socket.on('desk:close', () => {
        void socket.leave(deskRoom(socket.data.viewer.personId));
        void socket.leave(DESKS_ROOM);
        leavePresence(socket);
      });
      socket.on('wallboard:open', (ack) => {
        if (typeof ack !== 'function') return;
        openWallboard(socket).then(ack, (error) => {
          onError(error);
          ack(unavailable);
        });
      });
      socket.on('wallboard:close', () => {
        void socket.leave(WALLBOARD_ROOM);
        leavePresence(socket);
      });
    },
    async close() {
      closing = true;
      clearInterval(seen);
      clearInterval(idle);
      if (lineTimer) clearTimeout(lineTimer);
    },
  };
}

/** With the last of desk and wallboard closed, nobody looks at colleagues any more. */
function leavePresence(socket: BoardSocket): void {
  const { personId } = socket.data.viewer;
  if (!socket.rooms.has(deskRoom(personId)) && !socket.rooms.has(WALLBOARD_ROOM))
    void socket.leave(PRESENCE_ROOM);
}

/** Rooms of this file that a viewer may stay in when their session is looked at again. */
export function mayStay(viewer: BoardSocket['data']['viewer'], room: string): boolean {
  if (room === deskRoom(viewer.personId) || room === DESKS_ROOM) return isCentre(viewer);
  if (room === WALLBOARD_ROOM) return maySupervise(viewer);
  return room === PRESENCE_ROOM && (isCentre(viewer) || maySupervise(viewer));
}
