import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { DataSource } from 'typeorm';
import type { BoardAnswer, BoardOpen, ClientToServer, ServerToClient } from '../domain/contracts/sockets.ts';
import { mayOpen, type Viewer } from '../services/people/viewer.ts';
import type { Clock, Nudges } from '../services/ports.ts';
import { answerBoard } from './answer-board.ts';
import { mayStay, startDesks } from './desk.ts';
import { isLookingRoom, startPresence } from './presence.ts';
import { startTail } from './tail.ts';

export type BoardSocket = Socket<
  ClientToServer,
  ServerToClient,
  Record<string, never>,
  { viewer: Viewer; token: string }
>;
export type BoardServer = Server<
  ClientToServer,
  ServerToClient,
  Record<string, never>,
  { viewer: Viewer; token: string }
>;

export interface RealtimeDeps {
  dataSource: DataSource;
  clock: Clock;
  nudges: Nudges;
  /** The token a handshake brings (cookie or auth), or null. */
  tokenOf: (handshake: Socket['handshake']) => string | null;
  viewerOf: (token: string) => Promise<Viewer | null>;
  onError: (error: unknown) => void;
}

const HEADS_MS = 5_000;
const SESSIONS_MS = 4_000;
const MAX_OPEN_BOARDS = 20;
const openBoards = (socket: BoardSocket): number =>
  [...socket.rooms].filter((room) => !isLookingRoom(room)).length;

/** The live boards: who may open a room gets its snapshot, then every event of it, in order and without a gap. */
export function startRealtime(
  httpServer: HttpServer,
  deps: RealtimeDeps,
): { io: BoardServer; close(): Promise<void> } {
  const { dataSource, clock, nudges, onError } = deps;
  const io: BoardServer = new Server(httpServer, {
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 64 * 1024,
  });

  io.use((socket, next) => {
    const token = deps.tokenOf(socket.handshake);
    const refuse = () =>
      next(Object.assign(new Error('Sign in first.'), { data: { code: 'not_signed_in' } }));
    if (!token) return refuse();
    deps
      .viewerOf(token)
      .then((viewer) => {
        if (!viewer) return refuse();
        socket.data = { viewer, token };
        next();
      })
      .catch((error) => {
        onError(error);
        next(new Error('Not possible just now. Try again.'));
      });
  });

  const desks = startDesks({ io, dataSource, clock, nudges, onError });
  const presence = startPresence({ io, dataSource, nudges, onError });

  io.on('connection', (socket: BoardSocket) => {
    desks.attach(socket);
    presence.attach(socket);
    socket.on('board:open', (request: BoardOpen, ack) => {
      if (typeof ack !== 'function') return;
      openBoard(socket, request).then(ack, (error) => {
        onError(error);
        ack({
          ok: false,
          code: 'unavailable',
          message: 'The board cannot be read just now. It is tried again.',
        });
      });
    });
    socket.on('board:close', (request) => {
      if (typeof request?.board === 'string') void socket.leave(request.board);
    });
  });

  async function openBoard(socket: BoardSocket, request: BoardOpen): Promise<BoardAnswer> {
    const board = request?.board;
    const since = request?.since;
    if (typeof board !== 'string' || (since !== undefined && !Number.isSafeInteger(since))) {
      return { ok: false, code: 'invalid', message: 'Say which board, and since which event.' };
    }
    if (!mayOpen(socket.data.viewer, board) || openBoards(socket) > MAX_OPEN_BOARDS) {
      return { ok: false, code: 'forbidden', message: 'This board is not for you.' };
    }
    // Joined first: whatever is numbered while the answer is read reaches the client by itself.
    await socket.join(board);
    return answerBoard(dataSource.manager, board, since, clock.now());
  }

  const tail = startTail({ io, dataSource, nudges, onError });

  nudges.on('call:step', (step) => io.to('calls').volatile.emit('call:step', step));
  nudges.on('clock:moved', () => io.emit('clock:moved', { now: clock.now().toISOString() }));

  const heads = setInterval(() => {
    const rooms = [...io.sockets.adapter.rooms.keys()].filter(
      (room) => !io.sockets.sockets.has(room) && !isLookingRoom(room),
    );
    if (rooms.length === 0) return;
    dataSource.manager
      .query('SELECT room, seq FROM room_head WHERE room IN (?)', [rooms])
      .then((rows: { room: string; seq: number }[]) => {
        for (const head of rows) io.to(head.room).emit('board:head', head);
      })
      .catch(onError);
  }, HEADS_MS);

  const sessions = setInterval(() => {
    dropEndedSessions().catch(onError);
  }, SESSIONS_MS);

  /** A session that has expired or was revoked is cut off within five seconds, as are rooms no longer allowed. */
  async function dropEndedSessions(): Promise<void> {
    const sockets = [...io.sockets.sockets.values()];
    for (const token of new Set(sockets.map((socket) => socket.data.token))) {
      const viewer = await deps.viewerOf(token);
      for (const socket of sockets.filter(({ data }) => data.token === token)) {
        if (!viewer) {
          socket.disconnect(true);
          continue;
        }
        socket.data.viewer = viewer;
        for (const room of socket.rooms)
          if (room !== socket.id && !isLookingRoom(room) && !mayOpen(viewer, room) && !mayStay(viewer, room))
            void socket.leave(room);
      }
    }
  }

  return {
    io,
    async close() {
      clearInterval(heads);
      clearInterval(sessions);
      presence.close();
      await desks.close();
      await tail.close();
      // Not io.close(): that would close the HTTP server under requests still in hand.
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
}
