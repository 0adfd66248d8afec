import { spokenTime } from '../../domain/phone/spoken-time.ts';
import { menuWish } from '../../domain/phone/spoken-words.ts';
import { isTicketNumber, TICKET_NUMBER_DIGITS } from '../../domain/ticket-number.ts';
import { isOpen } from '../../domain/vocabulary.ts';
import type { TicketProgress } from '../../services/intake/ticket-progress.ts';
import type { Line } from '../prompts/types.ts';
import { categoryName, goodbye, missed, passing, type State, say, toAgent, toMenu } from './moves.ts';
import type { Memory, Reference } from './types.ts';

export const ticketNumber: State = {
  ask: () => ({ lines: [say('ticket_number')], expect: { kind: 'keys', max: TICKET_NUMBER_DIGITS + 1 } }),
  hear(memory, event) {
    if (event.type !== 'keys') return missed(event);
    if (event.keys.includes('*')) return toMenu(memory);
    if (!isTicketNumber(event.keys)) return { miss: say('ticket_unknown') };
    return { run: { name: 'progress', ask: { number: event.keys } }, heardBy: 'progress', memory };
  },
};

/** H4: how the ticket stands, then what can be done about it. */
export const progress: State = {
  ask: (memory) => ({
    lines: [say('progress_menu', { open: memory.told?.open ?? false })],
    expect: { kind: 'key', hints: 'menu' },
  }),
  hear(memory, event, ref) {
    if (event.type === 'result' && event.name === 'progress') {
      const { answer } = event;
      if (!answer) return { miss: say('ticket_unknown'), at: 'ticket_number' };
      const told = { ticketId: answer.id, open: isOpen(answer.state) };
      return { to: 'progress', memory: { ...memory, told }, say: [standing(answer, memory, ref)] };
    }
    const { told } = memory;
    const wish = event.type === 'speech' ? menuWish(event.text) : null;
    const key = event.type === 'keys' ? event.keys : '';
    if (told?.open && (key === '1' || wish === 'chase')) {
      return { run: { name: 'chase', ask: { ticketId: told.ticketId } }, heardBy: 'chased', memory };
    }
    if (key === '0' || wish === 'agent') return toAgent(memory);
    return key === '*' ? toMenu(memory) : missed(event);
  },
  // They were told what they asked for.
  giveUp: (memory) => goodbye(memory, []),
};

function standing(ticket: TicketProgress, memory: Memory, ref: Reference): Line {
  const { number, kind, state, appointmentAt } = ticket;
  const upcoming = isOpen(state) && appointmentAt ? new Date(appointmentAt) : null;
  return say('progress', {
    number,
    kind,
    state,
    category: categoryName(ticket.category, memory, ref),
    outlet: ticket.outletName ?? '',
    appointment: upcoming ? spokenTime(upcoming, memory.language, ref.timeZone) : '',
    chased: ticket.chaseCount,
  });
}

/** H8 */
export const chased = passing((memory, event) => {
  if (event.type === 'result' && event.name === 'chase') {
    return goodbye(memory, [say('chased', { count: event.answer.count })]);
  }
  return toMenu({ ...memory, profile: { ...memory.profile, ticket: null } }, [say('refused')]);
});
