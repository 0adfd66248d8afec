import { matchCategory } from '../../domain/phone/match-category.ts';
import { isDiallable } from '../../domain/phone-number.ts';
import { isOpen } from '../../domain/vocabulary.ts';
import type { OwnTicket } from '../../services/selfservice/caller-tickets.ts';
import {
  categoryName,
  type Move,
  missed,
  passing,
  type State,
  say,
  surely,
  toAgent,
  toMenu,
} from './moves.ts';
import type { FlowEvent, Intent, Memory, Reference } from './types.ts';

/** Keys of a list; 8 asks for another ticket, by its number. */
export const OTHER_TICKET_KEY = '8';

/** Looks for the tickets of whoever calls; a hidden number has none, and keys one. */
export function findTickets(memory: Memory, intent?: Intent): Move {
  const asked = { ...memory, intent };
  if (!isDiallable(memory.number)) return { to: 'ticket_number', memory: asked };
  return { run: { name: 'own_tickets', ask: null }, heardBy: 'own_tickets', memory: asked };
}

const tell = (memory: Memory, { id }: OwnTicket): Move => ({
  run: { name: 'progress', ask: { ticketId: id } },
  heardBy: 'progress',
  memory: { ...memory, tickets: undefined },
});

const suits = (intent: Intent | undefined, { state }: OwnTicket): boolean =>
  intent === undefined || (intent === 'rate' ? state === 'done' : isOpen(state));

export const ownTickets = passing((memory, event) => {
  const found = event.type === 'result' && event.name === 'own_tickets' ? event.answer : [];
  const tickets = found.filter((ticket) => suits(memory.intent, ticket));
  const [only] = tickets;
  if (only && tickets.length === 1) return tell(memory, only);
  if (only) return { to: 'which_ticket', memory: { ...memory, tickets } };
  if (memory.intent === 'rate') return toMenu(memory, [say('rate_none')]);
  return { to: 'ticket_number', memory };
});

export const whichTicket: State = {
  ask(memory, ref) {
    const tickets = (memory.tickets ?? []).map(({ number, kind, category }) => ({
      number,
      kind,
      category: categoryName(category, memory, ref),
    }));
    return { lines: [say('which_ticket', { tickets })], expect: { kind: 'key', hints: 'categories' } };
  },
  hear(memory, event, ref) {
    if (event.type === 'keys') {
      if (event.keys === '0') return toAgent(memory);
      if (event.keys === '#') return toMenu(memory);
      if (event.keys === OTHER_TICKET_KEY) return { to: 'ticket_number', memory };
    }
    const chosen = chosenTicket(memory.tickets ?? [], event, ref);
    return chosen ? tell(memory, chosen) : missed(event);
  },
};

/** By key, or by a product that only one of them is about. */
function chosenTicket(tickets: OwnTicket[], event: FlowEvent, ref: Reference): OwnTicket | null {
  if (event.type === 'keys') return tickets[Number(event.keys) - 1] ?? null;
  const spoken = surely(event, ref);
  const category = spoken === null ? null : matchCategory(spoken, ref.categories);
  const [one, another] = tickets.filter((ticket) => category !== null && ticket.category === category);
  return one && !another ? one : null;
}
