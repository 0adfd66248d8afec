import type { LookAct, TicketPresence } from '../domain/contracts/sockets.ts';
import type { PresenceLook } from '../services/ports.ts';

/** A browser, what it looks at, and until when that is believed without another word from it. */
interface Entry {
  personId: number;
  name: string;
  looks: PresenceLook[];
  until: number;
}

/** What has changed for a ticket: who looks at it now, and the rooms that are told; `lost` see it no more. */
export interface PresenceChange {
  presence: TicketPresence;
  rooms: string[];
  lost: string[];
}

/**
 * Who looks at which ticket, over all browsers that this process knows of. No clock of its own: whoever asks says
 * what time it is.
 */
export class PresenceBook {
  readonly #entries = new Map<string, Entry>();
  /** Ticket → browsers, and what was last told of it to whom. */
  readonly #byTicket = new Map<number, Set<string>>();
  readonly #told = new Map<number, { text: string; rooms: string[] }>();

  /** All that a browser now looks at. */
  set(key: string, entry: Entry): PresenceChange[] {
    const touched = this.#forget(key);
    if (entry.looks.length > 0) {
      this.#entries.set(key, entry);
      for (const { ticketId } of entry.looks) {
        const keys = this.#byTicket.get(ticketId) ?? new Set();
        this.#byTicket.set(ticketId, keys.add(key));
        touched.add(ticketId);
      }
    }
    return this.#changes(touched);
  }

  drop(key: string): PresenceChange[] {
    return this.#changes(this.#forget(key));
  }

  /** Forgets whoever has not been heard of in time. */
  expire(now: number): PresenceChange[] {
    const touched = new Set<number>();
    for (const [key, { until }] of this.#entries) {
      if (until > now) continue;
      for (const id of this.#forget(key)) touched.add(id);
    }
    return this.#changes(touched);
  }

  /** Of the tickets that somebody in one of these rooms may know of. */
  all(mayKnow: (room: string) => boolean): TicketPresence[] {
    return [...this.#told].flatMap(([ticketId, { rooms }]) =>
      rooms.some(mayKnow) ? [this.#presence(ticketId)] : [],
    );
  }

  #forget(key: string): Set<number> {
    const touched = new Set<number>();
    for (const { ticketId } of this.#entries.get(key)?.looks ?? []) {
      touched.add(ticketId);
      const keys = this.#byTicket.get(ticketId);
      keys?.delete(key);
      if (keys?.size === 0) this.#byTicket.delete(ticketId);
    }
    this.#entries.delete(key);
    return touched;
  }

  #changes(touched: Set<number>): PresenceChange[] {
    return [...touched].flatMap((ticketId) => {
      const presence = this.#presence(ticketId);
      const told = this.#told.get(ticketId);
      // Nobody looks any more: those are told who were told before.
      const rooms = presence.people.length > 0 ? this.#rooms(ticketId) : (told?.rooms ?? []);
      const text = JSON.stringify(presence.people);
      const lost = (told?.rooms ?? []).filter((room) => !rooms.includes(room));
      if (told?.text === text && lost.length === 0 && rooms.length === told.rooms.length) return [];
      if (presence.people.length > 0) this.#told.set(ticketId, { text, rooms });
      else if (!this.#told.delete(ticketId)) return [];
      return [{ presence, rooms, lost }];
    });
  }

  #looksAt(ticketId: number): { entry: Entry; look: PresenceLook }[] {
    return [...(this.#byTicket.get(ticketId) ?? [])].flatMap((key) => {
      const entry = this.#entries.get(key);
      const look = entry?.looks.find((each) => each.ticketId === ticketId);
      return entry && look ? [{ entry, look }] : [];
    });
  }

  /** A ticket has one place in the organisation: what was said of it last holds. */
  #rooms(ticketId: number): string[] {
    const looks = this.#looksAt(ticketId).sort((a, b) => b.entry.until - a.entry.until);
    return looks[0]?.look.rooms ?? [];
  }

  /** One line for each person, however many windows they have open; what they do counts above what they see. */
  #presence(ticketId: number): TicketPresence {
    const acts = new Map<number, { name: string; act: LookAct }>();
    for (const { entry, look } of this.#looksAt(ticketId)) {
      const known = acts.get(entry.personId);
      if (!known || look.act === 'assign') acts.set(entry.personId, { name: entry.name, act: look.act });
    }
    const people = [...acts].map(([personId, who]) => ({ personId, ...who }));
    return { ticketId, people: people.sort((a, b) => a.personId - b.personId) };
  }
}
