import type { Language } from '../../../domain/vocabulary.ts';
import { isOpen } from '../../../domain/vocabulary.ts';
import { agentRingsBack } from './agent-calls.ts';
import { beginCall } from './calls.ts';
import { dialWhenDue } from './follow-up.ts';
import { DAY, MINUTE, SECOND } from './local-time.ts';
import { owe } from './obligations.ts';
import type { Wish, Wishes } from './requests.ts';
import { changeTicket, openTicket, type TicketLife } from './tickets.ts';
import type { World } from './world.ts';

/** What callers come for: kinds of calls and of visits to a store, with their share. */
const ERRANDS = [
  ['ask', 100],
  ['counter', 9],
  ['chase', 9],
  ['progress', 9],
  ['abandon', 7],
  ['message', 4],
] as const;

/** Of every hundred arrivals so many end in a ticket. */
export const TICKETS_PER_ARRIVAL = 109 / 138;
/** Recordings of what callers left spoken are not part of the demo: messages of the last days have none. */
const VOICEMAIL_UNTIL = 3 * DAY;

/** People who call or come to a store. */
export class Incoming {
  readonly #world: World;
  readonly #wishes: Wishes;
  readonly #finished: TicketLife[] = [];

  constructor(world: World, wishes: Wishes) {
    this.#world = world;
    this.#wishes = wishes;
    const followUp = world.reactions.done;
    world.reactions.done = (ticket) => {
      if (ticket.row.customerId) this.#finished[ticket.row.id % 400] = ticket;
      followUp?.(ticket);
    };
  }

  /** Someone arrives now, for one thing or another. */
  arrive(): void {
    const { random } = this.#world;
    switch (random.pickBy(ERRANDS)) {
      case 'ask':
        this.call(this.#wishes.next());
        break;
      case 'counter':
        this.#atCounter(this.#wishes.next());
        break;
      case 'chase':
        this.#askAfter('chase');
        break;
      case 'progress':
        this.#askAfter('progress');
        break;
      case 'abandon':
        this.#abandon();
        break;
      case 'message':
        this.#leaveMessage();
        break;
    }
  }

  /** H3: rings up, is served by the menu, and has a ticket in the end. */
  call(wish: Wish): void {
    const { random } = this.#world;
    const about = wish.kind === 'complaint' && !wish.about ? random.pickBy(this.#recent()) : undefined;
    const request = about ? this.#wishes.complaintAbout(about) : wish;
    const known = request.customerId !== null;
    const talk = random.lognormal(known ? 62 : 105, 0.25) * SECOND;
    this.#onCall(request, talk, (call) => {
      const ticket = openTicket(this.#world, {
        ...request,
        source: 'phone',
        contactId: call.contactId,
        cause: call.sid,
      });
      const complaint = request.kind === 'complaint';
      call.note(ticket.row.id, complaint ? 'complained' : 'opened');
      if (request.about) call.note(request.about.row.id, 'complained');
      return complaint ? 'complaint_taken' : 'ticket_opened';
    });
  }

  /** H3: whatever was bought wherever, a store's counter takes it in. */
  #atCounter(wish: Wish): void {
    const { province, local } = this.#world;
    const hour = local.hour(this.#world.now);
    const person = wish.place ? province.staff.supervisors.get(wish.place.store.id) : undefined;
    if (hour < 9 || hour > 21 || !person || wish.customerId === null) {
      this.call(wish);
      return;
    }
    openTicket(this.#world, { ...wish, source: 'counter', actor: { kind: 'person', id: person } });
  }

  /** H8, H4: asks how it stands, or presses. */
  #askAfter(what: 'chase' | 'progress'): void {
    const world = this.#world;
    const waiting = [...this.#openForAWhile()];
    if (waiting.length === 0) return;
    const ticket = world.random.pick(waiting);
    const { contactNumber: number, customerId, language, id } = ticket.row;
    this.#onCall({ number, customerId, language }, world.random.between(30, 55) * SECOND, (call) => {
      if (what === 'progress' || !isOpen(ticket.row.state)) {
        call.note(id, 'asked');
        return 'progress_told';
      }
      const count = ticket.row.chaseCount + 1;
      const hurried = ticket.row.priority === 'normal' && {
        priority: 'urgent' as const,
        hurriedAt: world.date,
      };
      changeTicket(world, ticket, { chaseCount: count, ...hurried }, ['ticket.chased', { count }], {
        rule: 'H8',
        contactId: call.contactId,
        cause: call.sid,
        actor: { kind: 'caller' },
      });
      call.note(id, 'chased');
      return 'ticket_chased';
    });
  }

  /** H2: hangs up in the menu; is owed a call, unless they call again and are served. */
  #abandon(): void {
    const world = this.#world;
    const { random } = world;
    const wish = this.#wishes.next();
    const number = random.chance(0.06) ? '' : wish.number;
    const line = { number, customerId: number ? wish.customerId : null, language: wish.language };
    const doNotCall = world.province.households[(line.customerId ?? 0) - 1]?.doNotCall ?? false;
    this.#onCall(
      line,
      random.between(6, 45) * SECOND,
      () => 'abandoned',
      (contactId) => {
        const owed = owe(world, { kind: 'abandoned', contactId, ...line, doNotCall });
        if (number && random.chance(0.4)) {
          world.at(world.now + random.lognormal(6 * MINUTE, 0.8), () => {
            this.call(wish);
            owed.calledAgain = true;
          });
        }
        dialWhenDue(world, owed);
      },
    );
  }

  /** Presses 0: leaves a message, or says nothing and is promised a call. */
  #leaveMessage(): void {
    const world = this.#world;
    const { number, customerId, language } = this.#wishes.next();
    const spoken = world.now < world.end - VOICEMAIL_UNTIL && world.random.chance(0.7);
    const kind = spoken ? 'voicemail' : 'promised';
    this.#onCall({ number, customerId, language }, world.random.between(40, 80) * SECOND, (call) => {
      const hours = world.province.policy.followup.callbackHours;
      const owed = owe(world, {
        kind,
        contactId: call.contactId,
        number,
        customerId,
        language,
        doNotCall: false,
      });
      world.text(`callback-${call.contactId}`, { number, language, ticketId: null }, 'callback_promised', {
        hours,
      });
      agentRingsBack(world, owed);
      return spoken ? 'message_left' : 'callback_promised';
    });
  }

  /** A call from its first ring to its end; one that would outlast the history does not begin. */
  #onCall(
    line: { number: string; customerId: number | null; language: Language },
    talk: number,
    serve: (call: ReturnType<typeof beginCall>) => Parameters<ReturnType<typeof beginCall>['end']>[0],
    after?: (contactId: number) => void,
  ): void {
    const world = this.#world;
    const goodbye = world.random.between(3, 12) * SECOND;
    if (world.now + talk + goodbye + SECOND > world.end) return;
    const { number, customerId, language } = line;
    const call = beginCall(world, { direction: 'inbound', number, customerId, language });
    world.at(world.now + talk, () => {
      const disposition = serve(call);
      world.at(world.now + goodbye, () => {
        call.end(disposition);
        after?.(call.contactId);
      });
    });
  }

  /** Finished lately: what complaints are about. */
  #recent(): (readonly [TicketLife | undefined, number])[] {
    const recent = this.#finished.filter((ticket) => ticket && ticket.row.kind !== 'complaint');
    return recent.length > 0 ? recent.map((ticket) => [ticket, 1]) : [[undefined, 1]];
  }

  *#openForAWhile(): Generator<TicketLife> {
    const { now, tickets } = this.#world;
    for (const ticket of tickets.values()) {
      const { row, plan } = ticket;
      const showcased = plan.stopAt !== undefined || plan.finishAt !== undefined;
      if (isOpen(row.state) && !showcased && now - row.openedAt.getTime() > 2 * 60 * MINUTE) yield ticket;
    }
  }
}
