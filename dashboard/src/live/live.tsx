import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { io, type Socket } from 'socket.io-client';
import type { BoardEvent, ClientToServer, ServerToClient } from '../../../domain/contracts/sockets.ts';
import type { BoardState } from '../board/board-state.ts';
import { PresenceLine } from '../presence/presence-line.ts';
import { hotlineNow, setHotlineTime } from '../time/clock.ts';
import { type LineState, LiveLine } from './live-line.ts';

export type LiveSocket = Socket<ServerToClient, ClientToServer>;

interface Live {
  line: LiveLine;
  socket: LiveSocket;
  presence: PresenceLine;
}

const LineContext = createContext<Live | null>(null);

const useLive = () => {
  const live = useContext(LineContext);
  if (!live) throw new Error('no live line: LiveProvider is missing');
  return live;
};
const useLine = (): LiveLine => useLive().line;

/** The one connection, for what is sent to single persons (desk, wallboard). */
export const useSocket = (): LiveSocket => useLive().socket;

/** Who looks at which ticket. */
export const usePresenceLine = (): PresenceLine => useLive().presence;

/** Holds the one connection while somebody is signed in. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [live, setLive] = useState<Live | null>(null);
  useEffect(() => {
    const socket: LiveSocket = io({ withCredentials: true, transports: ['websocket', 'polling'] });
    const opened = new LiveLine(socket, {
      now: hotlineNow,
      heardTime: setHotlineTime,
      turnedAway: () => {
        // Still signed in? Then the session query says so, and the line is tried again.
        void queries.invalidateQueries({ queryKey: ['session'] });
        setTimeout(() => socket.connect(), 3_000);
      },
    });
    const stop = opened.watchEvents((events) => renewQueries(queries, events));
    const presence = new PresenceLine(socket);
    setLive({ line: opened, socket, presence });
    return () => {
      stop();
      presence.close();
      opened.close();
    };
  }, [queries]);
  return live && <LineContext value={live}>{children}</LineContext>;
}

/** A room of the board, live. */
export function useBoard(room: string): BoardState {
  const line = useLine();
  const watch = useCallback((changed: () => void) => line.watchBoard(room, changed), [line, room]);
  return useSyncExternalStore(watch, () => line.board(room));
}

/** Why a room is not shown (`forbidden`), or null. */
export function useRefusal(room: string): string | null {
  const line = useLine();
  const watch = useCallback((changed: () => void) => line.watchBoard(room, changed), [line, room]);
  return useSyncExternalStore(watch, () => line.refusal(room));
}

export function useLineState(): LineState {
  const line = useLine();
  return useSyncExternalStore(line.watchLine, () => line.line);
}

/** What was read by other ways is read again when an event says that it changed. */
function renewQueries(queries: QueryClient, events: BoardEvent[]): void {
  for (const id of new Set(events.map((event) => event.ticketId))) {
    if (id === null) continue;
    void queries.invalidateQueries({ queryKey: ['ticket', id] });
    void queries.invalidateQueries({ queryKey: ['candidates', id] });
  }
  renewSoon(queries, 'pulse');
  renewSoon(queries, 'tickets');
  renewSoon(queries, 'timeline');
  if (events.some((event) => event.contactId !== null)) renewSoon(queries, 'calls');
  if (events.some(({ type }) => /^(obligation|attempt|survey|dialler)\./.test(type)))
    renewSoon(queries, 'followups');
  if (events.some(({ type }) => type.startsWith('case.'))) renewSoon(queries, 'cases');
  if (events.some(({ type }) => type.startsWith('doubt.'))) renewSoon(queries, 'doubts');
}

const waiting = new Map<string, ReturnType<typeof setTimeout>>();
const RENEW_MS = 2_000;

/** At most once in two seconds, however many events come. */
function renewSoon(queries: QueryClient, key: string): void {
  if (waiting.has(key)) return;
  waiting.set(
    key,
    setTimeout(() => {
      waiting.delete(key);
      void queries.invalidateQueries({ queryKey: [key] });
    }, RENEW_MS),
  );
}
