import type { Actor, EventMap, EventType } from '../../../domain/contracts/events.ts';
import { EventPosition } from '../../../entities/integration.ts';
import { Event, RoomEvent, RoomHead } from '../../../entities/journal.ts';
import type { RowSink } from '../row-writer.ts';

export interface Note {
  ticketId?: number;
  ticketVersion?: number;
  contactId?: number;
  actor?: Actor;
  rule?: string;
  cause?: string;
  rooms: string[];
}

/** So many of the last events have places in their rooms, for boards to resume from. */
const WITH_PLACES = 2_000;
/** The sequencer's count of all events, whatever their rooms. */
const ALL_ROOMS = '*';

/** Events in the order of time, and the places of the last ones in their rooms as the sequencer would give them. */
export class Journal {
  readonly #writer: RowSink;
  #id = 0;
  #recent: { eventId: number; rooms: string[] }[] = [];

  constructor(writer: RowSink) {
    this.#writer = writer;
  }

  write<T extends EventType>(at: Date, type: T, data: EventMap[T], note: Note): void {
    const { actor = { kind: 'system' } } = note;
    const id = ++this.#id;
    const rooms = [...new Set(note.rooms)];
    this.#writer.add(Event, {
      id,
      type,
      at,
      ticketId: note.ticketId ?? null,
      ticketVersion: note.ticketVersion ?? null,
      contactId: note.contactId ?? null,
      actorKind: actor.kind,
      actorId: actor.kind === 'person' ? actor.id : null,
      rule: note.rule ?? null,
      cause: note.cause ?? null,
      rooms,
      data,
    });
    if (rooms.length > 0) this.#recent.push({ eventId: id, rooms });
    if (this.#recent.length > 4 * WITH_PLACES) this.#recent = this.#recent.slice(-WITH_PLACES);
  }

  /** The places of the last events, so that the sequencer goes on after them. */
  writePlaces(): void {
    const heads = new Map<string, number>();
    const next = (room: string) => {
      const seq = (heads.get(room) ?? 0) + 1;
      heads.set(room, seq);
      return seq;
    };
    for (const { eventId, rooms } of this.#recent.slice(-WITH_PLACES)) {
      const position = next(ALL_ROOMS);
      this.#writer.add(EventPosition, { position, eventId });
      for (const room of rooms) this.#writer.add(RoomEvent, { room, seq: next(room), eventId, position });
    }
    for (const [room, seq] of heads) this.#writer.add(RoomHead, { room, seq });
  }
}
