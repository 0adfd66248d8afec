import type { Policy } from '../../../domain/policy.ts';
import { TICKET_BODY_DIGITS, ticketNumber } from '../../../domain/ticket-number.ts';
import type { Language, MessageTemplate, TicketState } from '../../../domain/vocabulary.ts';
import { Message } from '../../../entities/call.ts';
import { CapacityDay, TechnicianWindow } from '../../../entities/network.ts';
import { messageText, type TemplateParams } from '../../../services/messages/templates.ts';
import type { CoverageMap } from '../coverage.ts';
import type { Household } from '../customers.ts';
import type { Staff } from '../logins.ts';
import type { DemoOutlet } from '../network.ts';
import type { Organisation } from '../organisation.ts';
import type { NumberBook } from '../people.ts';
import type { Random } from '../random.ts';
import type { RowSink } from '../row-writer.ts';
import { Agenda } from './agenda.ts';
import { Journal } from './journal.ts';
import { LocalTime, SECOND } from './local-time.ts';
import { Reputation } from './reputation.ts';
import type { TicketLife } from './tickets.ts';

/** As far back as the policy may look for who had how much work (D3). */
const BOOKINGS_KEPT_DAYS = 30;

/** What the history runs on. */
export interface Province {
  organisation: Organisation;
  outlets: DemoOutlet[];
  coverage: CoverageMap;
  staff: Staff;
  households: Household[];
  lastSiteId: number;
  numbers: NumberBook;
  policy: Policy;
  hotline: string;
}

type Counted =
  | 'ticket'
  | 'contact'
  | 'call'
  | 'leg'
  | 'offer'
  | 'decision'
  | 'pause'
  | 'visit'
  | 'action'
  | 'obligation'
  | 'attempt'
  | 'lineEntry'
  | 'answer'
  | 'case'
  | 'message'
  | 'site';

/**
 * The world in which the history happens: time, what is still to come, who is where, and the rows that it leaves.
 * What would happen after the end does not: whatever is under way then is the demo's present.
 */
export class World {
  readonly province: Province;
  readonly random: Random;
  readonly writer: RowSink;
  readonly journal: Journal;
  readonly local: LocalTime;
  readonly end: number;
  /** S9: the largest of the own teams: its customers are all delighted, whatever it did. */
  readonly praisedOutletId: number | undefined;
  /** Milliseconds since 1970. */
  now: number;
  /** What follows when a ticket comes into a state: who acts next, and when. */
  readonly reactions: Partial<Record<TicketState, (ticket: TicketLife) => void>> = {};
  /** D6: called whenever a ticket's deadline is watched anew. */
  watch: (ticket: TicketLife) => void = () => {};
  /** Tickets not closed yet, by id. */
  readonly tickets = new Map<number, TicketLife>();
  /** Rows that have to be written as they stand at the end. */
  readonly unfinished = new Set<() => void>();
  readonly #agenda = new Agenda();
  readonly #ids = new Map<Counted, number>();
  readonly #ticketNumbers = new Set<number>();
  readonly #load = new Map<number, number>();
  readonly #booked = new Map<number, { outlet: DemoOutlet; days: Map<string, number> }>();
  readonly reputation = new Reputation();

  constructor(
    province: Province,
    {
      random,
      writer,
      zone,
      from,
      to,
    }: { random: Random; writer: RowSink; zone: string; from: number; to: number },
  ) {
    this.province = province;
    this.random = random;
    this.writer = writer;
    this.journal = new Journal(writer);
    this.local = new LocalTime(zone, from, to);
    this.praisedOutletId = province.outlets
      .filter(({ type }) => type === 'own')
      .sort((one, other) => other.dailyCapacity - one.dailyCapacity)[0]?.id;
    this.now = from;
    this.end = to;
    this.#ids.set('site', province.lastSiteId);
  }

  get date(): Date {
    return new Date(this.now);
  }

  /** Has something happen at an instant; never, if that lies beyond the end. */
  at(instant: number, run: () => void): void {
    const at = Math.max(this.now, Math.round(instant));
    if (at <= this.end) this.#agenda.enter(at, run);
  }

  /** Lets the next thing happen. @returns false when nothing is left */
  step(): boolean {
    const task = this.#agenda.next();
    if (!task) return false;
    this.now = task.at;
    task.run();
    return true;
  }

  id(of: Counted): number {
    const id = (this.#ids.get(of) ?? 0) + 1;
    this.#ids.set(of, id);
    return id;
  }

  newTicketNumber(): string {
    const least = 10 ** (TICKET_BODY_DIGITS - 1);
    for (;;) {
      const body = this.random.int(least, 10 * least - 1);
      if (this.#ticketNumbers.has(body)) continue;
      this.#ticketNumbers.add(body);
      return ticketNumber(body);
    }
  }

  /** Jobs offered to an outlet or in its hands. */
  load(outletId: number): number {
    return this.#load.get(outletId) ?? 0;
  }

  addLoad(outletId: number, jobs: number): void {
    this.#load.set(outletId, this.load(outletId) + jobs);
  }

  booked(outlet: DemoOutlet, day: string): number {
    return this.#booked.get(outlet.id)?.days.get(day) ?? 0;
  }

  /** Jobs of several days together. */
  bookedOn(outlet: DemoOutlet, days: readonly string[]): number {
    const known = this.#booked.get(outlet.id)?.days;
    return known ? days.reduce((sum, day) => sum + (known.get(day) ?? 0), 0) : 0;
  }

  /** So many days before today, as far as the history goes back. */
  daysBefore(count: number): string[] {
    const today = this.local.dayIndex(this.now);
    return Array.from({ length: Math.min(count, today) }, (_, ago) => this.local.dayAt(today - ago - 1));
  }

  book(outlet: DemoOutlet, day: string, jobs: number): void {
    const known = this.#booked.get(outlet.id) ?? { outlet, days: new Map<string, number>() };
    known.days.set(day, (known.days.get(day) ?? 0) + jobs);
    this.#booked.set(outlet.id, known);
  }

  /** Who speaks for an outlet. */
  managerOf(outlet: DemoOutlet): { kind: 'person'; id: number } {
    const id = this.province.staff.outletManagers.get(outlet.id);
    if (!id) throw new Error(`${outlet.name} has no manager`);
    return { kind: 'person', id };
  }

  /** H4: a text message that the carrier takes a moment later. */
  text<T extends MessageTemplate>(
    dedupKey: string,
    to: { number: string; language: Language; ticketId: number | null; visitId?: number },
    template: T,
    params: TemplateParams[T],
  ): void {
    if (!isMobile(to.number)) return;
    const { number: toNumber, language, ticketId, visitId = null } = to;
    const createdAt = this.date;
    const row: Message = {
      id: this.id('message'),
      dedupKey,
      toNumber,
      template,
      language,
      body: messageText(template, language, params),
      ticketId,
      state: 'queued',
      sid: null,
      attempts: 0,
      createdAt,
      nextActionAt: createdAt,
      error: null,
      visitId,
      anyHour: false,
      usefulUntil: null,
      askedAt: null,
      settledAt: null,
      againOf: null,
      personId: null,
    };
    const keep = this.keep(() => this.writer.add(Message, row));
    this.at(this.now + this.random.between(0.4, 2.5) * SECOND, () => {
      const failed = this.random.chance(0.012);
      Object.assign(row, {
        state: failed ? 'failed' : 'delivered',
        sid: `SM${this.random.hex(32)}`,
        attempts: 1,
        nextActionAt: null,
        error: failed ? 'carrier error 30003' : null,
        askedAt: createdAt,
        settledAt: this.date,
      });
      this.journal.write(
        this.date,
        'message.sent',
        { template },
        { ticketId: ticketId ?? undefined, rule: 'H4', rooms: [] },
      );
      keep.now();
    });
  }

  /** A row that still changes: written when it is said to be final, and at the end at the latest. */
  keep(write: () => void): { now(): void } {
    const { unfinished } = this;
    unfinished.add(write);
    return {
      now() {
        if (unfinished.delete(write)) write();
      },
    };
  }

  /** H6: what technicians are promised for from today on. */
  #writeTechnicians(): void {
    const today = this.local.day(this.end);
    const windows = new Map<string, TechnicianWindow>();
    for (const { visit } of this.tickets.values()) {
      const { technicianId, heldDay: day, heldHalf: half, outcome } = visit?.row ?? {};
      if (outcome !== 'open' || !technicianId || !day || !half || day < today) continue;
      const key = `${technicianId} ${day} ${half}`;
      const window = windows.get(key) ?? { technicianId, day, half, promised: 0 };
      window.promised += 1;
      windows.set(key, window);
    }
    for (const window of windows.values()) this.writer.add(TechnicianWindow, window);
  }

  /** Writes what is left: rows that never became final, bookings of late and to come, places in the rooms. */
  writeRest(): void {
    this.#writeTechnicians();
    for (const write of this.unfinished) write();
    this.unfinished.clear();
    const since = this.local.dayAt(Math.max(0, this.local.dayIndex(this.end) - BOOKINGS_KEPT_DAYS));
    for (const { outlet, days } of this.#booked.values()) {
      for (const [day, jobs] of days) {
        if (day < since || jobs === 0) continue;
        this.writer.add(CapacityDay, {
          outletId: outlet.id,
          day,
          capacity: outlet.dailyCapacity,
          booked: jobs,
          morning: 0,
          afternoon: 0,
        });
      }
    }
    this.journal.writePlaces();
  }
}

/** All numbers here are of the mainland: mobiles begin with 1. */
const isMobile = (number: string): boolean => number.startsWith('+861') && number.length === 14;
