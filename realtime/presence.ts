import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { BULK_LIMIT } from '../domain/contracts/board.ts';
import { outletRoom, roomsOf } from '../domain/contracts/events.ts';
import { LOOK_ACTS, type TicketLook } from '../domain/contracts/sockets.ts';
import { canSee, isOutletOnly, mayOpen, type TicketScope } from '../services/people/viewer.ts';
import type { Nudges, PresenceLook } from '../services/ports.ts';
import type { BoardServer, BoardSocket } from './board.ts';
import { PresenceBook, type PresenceChange } from './presence-book.ts';

/** A browser says again what it looks at every five seconds; whoever is silent for longer is gone. */
const SILENT_MS = 12_000;
const ROUND_MS = 2_000;

const lookingRoom = (ticketId: number): string => `looking.${ticketId}`;
const LOOKING = /^looking\.\d+$/;

/** Left by itself when the ticket is looked at no more, or not said again (below). */
export const isLookingRoom = (room: string): boolean => LOOKING.test(room);

interface Deps {
  io: BoardServer;
  dataSource: DataSource;
  nudges: Nudges;
  onError: (error: unknown) => void;
}

/**
 * Who has which ticket open, or is about to assign it: told to the boards in whose part of the organisation the
 * ticket lies, and to whoever has it open too. Never to outlets. Other web processes hear of it by Redis; what is lost
 * there is said again within seconds, and nothing depends on it.
 */
export function startPresence(deps: Deps): { attach(socket: BoardSocket): void; close(): void } {
  const { io, dataSource, nudges, onError } = deps;
  const self = randomUUID();
  const book = new PresenceBook();
  /** What the browsers of this process look at. */
  const here = new Map<string, { personId: number; name: string; looks: PresenceLook[]; until: number }>();
  const keyOf = (socketId: string): string => `${self} ${socketId}`;

  function tell(changes: PresenceChange[]): void {
    for (const { presence, rooms, lost } of changes) {
      if (rooms.length > 0) io.to(rooms).emit('presence:ticket', presence);
      if (lost.length > 0)
        io.to(lost)
          .except(rooms)
          .emit('presence:ticket', { ...presence, people: [] });
    }
  }

  async function look(socket: BoardSocket, asked: unknown): Promise<void> {
    const { viewer } = socket.data;
    const wanted = isOutletOnly(viewer) ? [] : looksIn(asked);
    const looks = await visible(wanted, (scope) => canSee(viewer, scope));
    if (!socket.connected) return;
    for (const room of socket.rooms) {
      if (LOOKING.test(room) && !looks.some(({ ticketId }) => lookingRoom(ticketId) === room))
        void socket.leave(room);
    }
    void socket.join(looks.map(({ ticketId }) => lookingRoom(ticketId)));
    const entry = {
      personId: viewer.personId,
      name: viewer.name,
      looks,
      until: performance.now() + SILENT_MS,
    };
    if (looks.length > 0) here.set(socket.id, entry);
    else here.delete(socket.id);
    tell(book.set(keyOf(socket.id), entry));
    nudges.send('presence', { from: self, browsers: [{ key: keyOf(socket.id), ...entry }] });
  }

  /** Those that they may see, each with the rooms of its part of the organisation. */
  async function visible(
    looks: TicketLook[],
    sees: (scope: TicketScope) => boolean,
  ): Promise<PresenceLook[]> {
    if (looks.length === 0) return [];
    const rows: (TicketScope & { id: number })[] = await dataSource.manager.query(
      'SELECT id, regionId, storeId, outletId FROM ticket WHERE id IN (?)',
      [looks.map(({ ticketId }) => ticketId)],
    );
    const scopes = new Map(rows.map((row) => [row.id, row]));
    return looks.flatMap(({ ticketId, act }) => {
      const scope = scopes.get(ticketId);
      if (!scope || !sees(scope)) return [];
      const outlet = scope.outletId === null ? null : outletRoom(scope.outletId);
      const rooms = roomsOf(scope).filter((room) => room !== outlet);
      return [{ ticketId, act, rooms: [...rooms, lookingRoom(ticketId)] }];
    });
  }

  function gone(socketId: string): void {
    if (!here.delete(socketId)) return;
    tell(book.drop(keyOf(socketId)));
    const nothing = { key: keyOf(socketId), personId: 0, name: '', looks: [] };
    nudges.send('presence', { from: self, browsers: [nothing] });
  }

  nudges.on('presence', ({ from, browsers }) => {
    if (from === self) return;
    const until = performance.now() + SILENT_MS;
    for (const { key, ...entry } of browsers) tell(book.set(key, { ...entry, until }));
  });

  const rounds = setInterval(() => {
    const now = performance.now();
    for (const [socketId, { until }] of here) {
      if (until > now) continue;
      gone(socketId);
      // Still connected, and silent: it is told nothing more either.
      const socket = io.sockets.sockets.get(socketId);
      for (const room of socket?.rooms ?? []) if (LOOKING.test(room)) void socket?.leave(room);
    }
    tell(book.expire(now));
    // Said again for processes that have started since, or lost a word.
    const browsers = [...here].map(([socketId, { until: _, ...entry }]) => ({
      key: keyOf(socketId),
      ...entry,
    }));
    if (browsers.length > 0) nudges.send('presence', { from: self, browsers });
  }, ROUND_MS);

  return {
    attach(socket) {
      socket.on('presence:look', (asked) => {
        look(socket, asked).catch(onError);
      });
      socket.on('presence:list', (ack) => {
        if (typeof ack !== 'function') return;
        const { viewer } = socket.data;
        ack(isOutletOnly(viewer) ? [] : book.all((room) => !LOOKING.test(room) && mayOpen(viewer, room)));
      });
      socket.on('disconnect', () => gone(socket.id));
    },
    close() {
      clearInterval(rounds);
    },
  };
}

/** What a browser says, as far as it makes sense. */
function looksIn(asked: unknown): TicketLook[] {
  if (!Array.isArray(asked)) return [];
  const looks = asked.filter(
    (each): each is TicketLook =>
      Number.isSafeInteger(each?.ticketId) && each.ticketId > 0 && LOOK_ACTS.includes(each.act),
  );
  return [...new Map(looks.map((each) => [each.ticketId, each])).values()].slice(0, BULK_LIMIT);
}
