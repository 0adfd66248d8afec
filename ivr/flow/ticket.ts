import { isAtWork } from '../../domain/masked/decide-masked.ts';
import { spokenTime } from '../../domain/phone/spoken-time.ts';
import { menuWish } from '../../domain/phone/spoken-words.ts';
import { spokenSpan } from '../../domain/selfservice/windows.ts';
import { isTicketNumber, TICKET_NUMBER_DIGITS } from '../../domain/ticket-number.ts';
import { isOpen } from '../../domain/vocabulary.ts';
import type { CallerTicket } from '../../services/selfservice/caller-tickets.ts';
import type { Line } from '../prompts/types.ts';
import { chooseWindow } from './appointment.ts';
import { startCancel } from './cancel.ts';
import {
  categoryName,
  goodbye,
  type Move,
  missed,
  passing,
  type State,
  say,
  surely,
  toAgent,
  toMenu,
} from './moves.ts';
import { OTHER_TICKET_KEY } from './own-tickets.ts';
import type { FlowEvent, Intent, Memory, Reference, Told } from './types.ts';

export const ticketNumber: State = {
  ask: () => ({ lines: [say('ticket_number')], expect: { kind: 'keys', max: TICKET_NUMBER_DIGITS + 1 } }),
  hear(memory, event) {
    if (event.type !== 'keys') return missed(event);
    if (event.keys === '0') return toAgent(memory);
    if (event.keys === '1') return toMenu(memory);
    if (!isTicketNumber(event.keys)) return { miss: say('ticket_unknown') };
    return { run: { name: 'progress', ask: { number: event.keys } }, heardBy: 'progress', memory };
  },
};

/** What the keys of `progress` do; told and heard only where it is possible. */
const KEYS: Record<string, Intent> = { 1: 'chase', 2: 'change', 3: 'cancel', 4: 'rate', 5: 'connect' };
const INTENTS: readonly Intent[] = Object.values(KEYS);

const can = (told: Told | undefined, intent: Intent): boolean => {
  if (!told) return false;
  switch (intent) {
    case 'chase':
      return told.open;
    case 'change':
      return told.own && told.change !== 'nobody' && told.withOutlet;
    case 'cancel':
      return told.own && told.change !== 'nobody';
    case 'rate':
      return told.own && told.toRate;
    case 'connect':
      return told.own && told.atWork;
    default: {
      const never: never = intent;
      return never;
    }
  }
};

/** H4: how the ticket stands, then what can be done about it. */
export const progress: State = {
  ask({ told }) {
    const offered = Object.fromEntries(INTENTS.map((intent) => [intent, can(told, intent)]));
    return {
      lines: [say('progress_menu', offered as Record<Intent, boolean>)],
      expect: { kind: 'key', hints: 'ticket' },
    };
  },
  hear(memory, event, ref) {
    if (event.type === 'result' && event.name === 'progress') return hearOf(event.answer, memory, ref);
    if (event.type === 'keys') {
      if (event.keys === '0') return toAgent(memory);
      if (event.keys === '#') return toMenu(memory);
      if (event.keys === OTHER_TICKET_KEY) return { to: 'ticket_number', memory };
    }
    const intent = wanted(event, ref);
    if (intent === 'agent') return toAgent(memory);
    return intent && can(memory.told, intent) ? follow(intent, memory) : missed(event);
  },
  // They were told what they asked for.
  giveUp: (memory) => goodbye(memory, []),
};

function hearOf(answer: CallerTicket | null, memory: Memory, ref: Reference): Move {
  if (!answer) return { miss: say('ticket_unknown'), at: 'ticket_number' };
  const { id: ticketId, number, kind, category, state, own, change, hasVisit, toRate } = answer;
  const withOutlet = ['offered', 'accepted', 'in_progress'].includes(state);
  const told = { ticketId, number, kind, category, open: isOpen(state), own, change, hasVisit, toRate };
  const { intent, ...rest } = memory;
  const after: Memory = { ...rest, told: { ...told, withOutlet, atWork: isAtWork(state) } };
  if (intent && can(after.told, intent)) return follow(intent, after);
  return { to: 'progress', memory: after, say: [standing(answer, memory, ref)] };
}

function wanted(event: FlowEvent, ref: Reference): Intent | 'agent' | null {
  if (event.type === 'keys') return KEYS[event.keys] ?? null;
  const spoken = surely(event, ref);
  const wish = spoken === null ? null : menuWish(spoken);
  return wish === 'agent' ? wish : (INTENTS.find((intent) => intent === wish) ?? null);
}

function follow(intent: Intent, memory: Memory): Move {
  const ticketId = memory.told?.ticketId ?? 0;
  switch (intent) {
    case 'chase':
      return { run: { name: 'chase', ask: { ticketId } }, heardBy: 'chased', memory };
    case 'change':
      return chooseWindow(memory);
    case 'cancel':
      return startCancel(memory);
    case 'rate':
      return { run: { name: 'begin_rating', ask: { ticketId } }, heardBy: 'rating', memory };
    case 'connect':
      return { run: { name: 'connect_outlet', ask: { ticketId } }, heardBy: 'masked', memory };
    default: {
      const never: never = intent;
      return never;
    }
  }
}

/** Whoever only has the number hears state and appointment, and nothing of whose ticket it is. */
function standing(ticket: CallerTicket, memory: Memory, ref: Reference): Line {
  const { number, kind, state, own, outletName, chaseCount: chased } = ticket;
  const appointment = isOpen(state) ? appointmentOf(ticket, memory, ref) : '';
  if (!own) return say('progress_bare', { number, state, appointment });
  const category = categoryName(ticket.category, memory, ref);
  return say('progress', { number, kind, state, category, outlet: outletName ?? '', appointment, chased });
}

function appointmentOf(ticket: CallerTicket, { language }: Memory, { timeZone }: Reference): string {
  const { appointmentAt, appointmentUntil } = ticket;
  if (!appointmentAt) return '';
  if (!appointmentUntil) return spokenTime(new Date(appointmentAt), language, timeZone);
  return spokenSpan(new Date(appointmentAt), new Date(appointmentUntil), language, timeZone);
}

/** H8. Whoever chases a rescue is also given a person. */
export const chased = passing((memory, event) => {
  if (event.type !== 'result' || event.name !== 'chase') {
    return toMenu({ ...memory, profile: { ...memory.profile, ticket: null } }, [say('refused')]);
  }
  const lines = [say('chased', { count: event.answer.count })];
  if (event.answer.kind !== 'rescue') return goodbye(memory, lines);
  return toAgent({ ...memory, wish: { kind: 'rescue' } }, lines);
});
