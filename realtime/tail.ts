import type { DataSource } from 'typeorm';
import type { Nudges } from '../services/ports.ts';
import { lastPosition } from '../services/sequencer.ts';
import type { BoardServer } from './board.ts';
import { boardEvents, type NumberedEvent } from './board-events.ts';

const POLL_MS = 500;
const BATCH = 500;

/**
 * Follows the numbered events in MySQL and hands them to the sockets of this process. Redis only says that
 * there is something to fetch; when it says nothing, a look twice a second finds it.
 */
export function startTail(deps: {
  io: BoardServer;
  dataSource: DataSource;
  nudges: Nudges;
  onError: (error: unknown) => void;
}): { close(): Promise<void> } {
  const { io, dataSource, nudges, onError } = deps;
  const { manager } = dataSource;
  let closing = false;
  let position: number | null = null;
  let woken = false;
  let wake: () => void = () => {};
  nudges.on('sequenced', () => {
    woken = true;
    wake();
  });

  /** @returns whether there may be more at once */
  async function fetch(): Promise<boolean> {
    position ??= await lastPosition(manager);
    const rows: (NumberedEvent & { position: number })[] = await manager.query(
      `SELECT r.room, r.seq, r.position, e.type, e.at, e.ticketId, e.ticketVersion, e.contactId
       FROM room_event r JOIN event e ON e.id = r.eventId
       WHERE r.position > ? AND r.position <= ? ORDER BY r.position`,
      [position, position + BATCH],
    );
    const last = rows.at(-1);
    if (!last) return false;
    const watched = rows.filter(({ room }) => io.sockets.adapter.rooms.has(room));
    for (const event of await boardEvents(manager, watched)) io.to(event.room).emit('board:event', event);
    const full = last.position >= position + BATCH;
    position = last.position;
    return full;
  }

  const running = (async () => {
    while (!closing) {
      woken = false;
      const more = await fetch().catch((error) => {
        onError(error);
        return false;
      });
      if (!more && !woken && !closing) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, POLL_MS);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    }
  })();

  return {
    async close() {
      closing = true;
      wake();
      await running;
    },
  };
}
